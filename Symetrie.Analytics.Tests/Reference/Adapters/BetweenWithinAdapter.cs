using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class BetweenWithinAdapter : IReferenceStatistic
{
    public string Name => "between_within";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var result = BetweenWithin.Compute(Labels.Numbered(vector.Texts("group")), vector.Numbers("x"), vector.Numbers("y"));
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["r_total"] = result.RTotal,
            ["eta_between_x"] = result.EtaBetweenX,
            ["eta_between_y"] = result.EtaBetweenY,
            ["r_between"] = result.RBetween,
            ["eta_within_x"] = result.EtaWithinX,
            ["eta_within_y"] = result.EtaWithinY,
            ["r_within"] = result.RWithin,
            ["between_component"] = result.BetweenComponent,
            ["within_component"] = result.WithinComponent,
            ["r_group_means_unweighted"] = result.RGroupMeans,
            ["n_groups"] = result.Groups,
            ["n"] = result.N,
            ["df_within"] = result.DfWithin,
            ["p_within"] = result.PWithin,
            ["ols_slope_within"] = result.SlopeWithin,
            ["ols_slope_between"] = result.SlopeBetween,
            ["mixed_slope_within"] = result.SlopeWithin,
            ["mixed_slope_between"] = result.MixedSlopeBetween,
        };
    }
}
