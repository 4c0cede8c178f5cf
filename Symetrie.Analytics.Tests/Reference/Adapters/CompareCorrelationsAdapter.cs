using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class CompareCorrelationsAdapter : IReferenceStatistic
{
    public string Name => "compare_correlations";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        double R(string name) => vector.Number(name);
        var n = (int)(vector.HasInput("n") ? R("n") : R("n1"));
        var result = vector.HasInput("r34") ? CompareCorrelations.Separate(R("r12"), R("r34"), R("r13"), R("r14"), R("r23"), R("r24"), n)
            : vector.HasInput("r12") ? CompareCorrelations.Overlapping(R("r12"), R("r13"), R("r23"), n)
            : CompareCorrelations.Independent(R("r1"), n, R("r2"), (int)R("n2"));
        // The oracle of the two-sample vectors reports |z|.
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["z"] = result.Statistic is { } z ? Math.Abs(z) : null,
            ["t"] = result.Statistic,
            ["p"] = result.P,
            ["df"] = result.Df,
        };
    }
}
