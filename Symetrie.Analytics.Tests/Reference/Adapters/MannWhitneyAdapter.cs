using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class MannWhitneyAdapter : IReferenceStatistic
{
    public string Name => "mann_whitney";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var r = vector.HasInput("values")
            ? MannWhitney.FromCounts(vector.Numbers("values"), vector.Counts("a_counts"), vector.Counts("b_counts"))
            : MannWhitney.Compute(vector.Numbers("a"), vector.Numbers("b"));
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["U_a"] = r.U,
            ["p_continuity"] = r.PContinuity,
            ["p_no_continuity"] = r.PNoContinuity,
            ["p_exact"] = r.PExact,
            ["prob_superiority"] = r.ProbSuperiority,
            ["cliffs_delta"] = r.CliffsDelta,
        };
    }
}
