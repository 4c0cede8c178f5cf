using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class KsTwoSampleAdapter : IReferenceStatistic
{
    public string Name => "ks_two_sample";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var r = vector.HasInput("values")
            ? KsTwoSample.FromCounts(vector.Numbers("values"), vector.Counts("a_counts"), vector.Counts("b_counts"))
            : KsTwoSample.Compute(vector.Numbers("a"), vector.Numbers("b"));
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["D"] = r.D,
            ["p_asymptotic"] = r.PAsymptotic,
            ["p_exact"] = r.PExact,
            ["p_exact_given_ties"] = r.PTies,
        };
    }
}
