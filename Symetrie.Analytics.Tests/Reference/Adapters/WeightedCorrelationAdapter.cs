using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class WeightedCorrelationAdapter : IReferenceStatistic
{
    public string Name => "weighted_correlation";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var result = WeightedCorrelation.Compute(vector.Numbers("x"), vector.Numbers("y"), vector.Numbers("w"));
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["r_weighted"] = result.R,
            ["mean_x"] = result.MeanX,
            ["mean_y"] = result.MeanY,
            ["n_effective_kish"] = result.EffectiveN,
            ["k"] = result.N,
            ["r_unweighted"] = result.RUnweighted,
            ["p_df_k_minus_2"] = result.P,
        };
    }
}
