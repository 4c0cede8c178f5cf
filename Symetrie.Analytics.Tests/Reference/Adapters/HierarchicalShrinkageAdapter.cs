using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class HierarchicalShrinkageAdapter : IReferenceStatistic
{
    public string Name => "hierarchical_shrinkage";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        int[] strata = vector.HasInput("stratum") ? [.. vector.Numbers("stratum").Select(s => (int)s)] : [];
        var r = HierarchicalShrinkage.Compute(
            vector.Numbers("y"), vector.Numbers("v"), strata, vector.Option("conf_level", 0.95), (int)vector.Option("draws", 2000.0));
        return new Dictionary<string, object?>
        {
            ["k"] = r.K,
            ["strata"] = r.Strata,
            ["tau"] = r.Tau,
            ["tau_lower"] = r.TauLower,
            ["tau_upper"] = r.TauUpper,
            ["stratum_means"] = r.StratumMeans.OrderBy(s => s.Key).Select(s => s.Value).ToArray(),
            ["estimate"] = r.Units.Select(u => u?.Estimate).ToArray(),
            ["sd"] = r.Units.Select(u => u?.StandardDeviation).ToArray(),
            ["lower"] = r.Units.Select(u => u?.Lower).ToArray(),
            ["upper"] = r.Units.Select(u => u?.Upper).ToArray(),
            ["shrink_factor"] = r.Units.Select(u => u?.ShrinkFactor).ToArray(),
            ["rank"] = r.Units.Select(u => u?.Rank).ToArray(),
            ["rank_lower"] = r.Units.Select(u => u?.RankLower).ToArray(),
            ["rank_upper"] = r.Units.Select(u => u?.RankUpper).ToArray(),
            ["reason"] = r.Reason.ToString(),
        };
    }
}
