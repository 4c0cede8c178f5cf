using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class HedgesGAdapter : IReferenceStatistic
{
    public string Name => "hedges_g";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var r = HedgesG.Compute(vector.Numbers("a"), vector.Numbers("b"), vector.Option("conf_level", 0.95));
        return new Dictionary<string, object?>
        {
            ["cohen_d"] = r.CohenD,
            ["hedges_g"] = r.G,
            ["hedges_g_approx"] = r.GApproximate,
            ["J"] = r.J,
            ["d_ci_lower"] = r.DLower,
            ["d_ci_upper"] = r.DUpper,
            ["g_ci_lower"] = r.Lower,
            ["g_ci_upper"] = r.Upper,
            ["var_d_large_sample"] = r.LargeSampleVariance,
            ["se_d_large_sample"] = r.LargeSampleStandardError,
        };
    }
}
