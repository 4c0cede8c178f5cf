using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class PanelLaggedCorrelationAdapter : IReferenceStatistic
{
    public string Name => "panel_lagged_correlation";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var twoWay = vector.Option("centering", "").Contains("two-way", StringComparison.Ordinal);
        int[] strata = vector.HasInput("strata") ? Labels.Numbered(vector.Texts("strata")) : [];
        var result = PanelLaggedCorrelation.Compute(vector.Rows("x"), vector.Rows("y"), (int)vector.Option("lag", 1), twoWay, strata);
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["r_within"] = result.R,
            ["df"] = result.Df,
            ["n"] = result.N,
            ["p_t"] = result.PT,
            ["p_repairing_exact"] = result.Exact ? result.P : null,
            ["n_permutations"] = result.Permutations,
        };
    }
}
