using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class DidRandomizationAdapter : IReferenceStatistic
{
    public string Name => "did_randomization";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var r = DidRandomization.Compute(vector.Numbers("change"), vector.Numbers("treated").Select(flag => flag != 0).ToArray());
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["did"] = r.Did,
            ["p_two_sided"] = r.P,
            ["n_assignments"] = r.Assignments,
            ["min_attainable_p"] = r.MinAttainableP,
            ["welch_t"] = r.WelchStatistic,
            ["welch_p"] = r.WelchP,
        };
    }
}
