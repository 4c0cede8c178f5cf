using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class WelchTAdapter : IReferenceStatistic
{
    public string Name => "welch_t";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var confidence = vector.Option("conf_level", 0.95);
        var r = vector.HasInput("a_counts")
            ? WelchT.FromCounts(vector.Numbers("values"), vector.Counts("a_counts"), vector.Counts("b_counts"), confidence)
            : WelchT.Compute(vector.Numbers("a"), vector.Numbers("b"), confidence);
        return new Dictionary<string, object?>
        {
            ["diff"] = r.Difference,
            ["se"] = r.StandardError,
            ["t"] = r.T,
            ["df"] = r.DegreesOfFreedom,
            ["p"] = r.P,
            ["ci_lower"] = r.Lower,
            ["ci_upper"] = r.Upper,
            ["n_a"] = r.NA,
            ["n_b"] = r.NB,
            ["mean_a"] = r.MeanA,
            ["mean_b"] = r.MeanB,
            ["pooled_t"] = r.PooledT,
            ["pooled_df"] = r.PooledDegreesOfFreedom,
            ["pooled_p"] = r.PooledP,
        };
    }
}
