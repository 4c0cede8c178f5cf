using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class BrunnerMunzelAdapter : IReferenceStatistic
{
    public string Name => "brunner_munzel";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var confidence = vector.Option("conf_level", 0.95);
        var r = vector.HasInput("values")
            ? BrunnerMunzel.FromCounts(vector.Numbers("values"), vector.Counts("a_counts"), vector.Counts("b_counts"), confidence)
            : BrunnerMunzel.Compute(vector.Numbers("a"), vector.Numbers("b"), confidence);
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["statistic"] = r.Statistic,
            ["df"] = r.Df,
            ["p"] = r.P,
            ["prob_b_greater"] = r.ProbBGreater,
            ["prob_ci_lower"] = r.ProbLower,
            ["prob_ci_upper"] = r.ProbUpper,
            ["cliffs_delta_b_vs_a"] = r.CliffsDelta,
            ["delta_ci_lower"] = r.DeltaLower,
            ["delta_ci_upper"] = r.DeltaUpper,
        };
    }
}
