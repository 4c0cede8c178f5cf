using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Measures;

/// <summary>The gaps of one dimension seen together: shrunken towards the mean of their stratum where they are comparable, relative to it where
/// they are not. Leaf teams only, in strata of at least ten.</summary>
internal sealed class GapShrinkage
{
    private readonly Dictionary<int, HierarchicalUnit> shrunken = [];
    private readonly Dictionary<int, MeanContrastResult> relative = [];

    /// <summary>The shrunken gap of a team; null where there is none.</summary>
    public HierarchicalUnit? Shrunken(int team) => shrunken.GetValueOrDefault(team);

    /// <summary>A team's gap minus its stratum's mean gap; null where there is none.</summary>
    public MeanContrastResult? Relative(int team) => relative.TryGetValue(team, out var distance) ? distance : null;

    /// <summary>The stratum of every leaf team of a stratum with at least ten gaps.</summary>
    public static GapShrinkage Of(Panel panel, AnalysisSettings settings, int period, MirroredDimension mirrored, IReadOnlyList<GapTest?> gaps)
    {
        var strata = panel.StrataBy(settings.StratumAttribute, period)
            .Select(s => s.Leaves.Where(t => gaps[t] is not null).ToArray()).Where(s => s.Length >= AnalysisSettings.TeamMinimum).ToArray();
        var together = new GapShrinkage();
        if (mirrored.Comparable) together.Shrink(strata, gaps, settings, Seeds.Of(settings, "gaps", panel.Periods[period].Key, mirrored.Dimension.Key));
        else foreach (var stratum in strata) together.Relate(stratum, gaps, settings);
        return together;
    }

    private void Shrink(int[][] strata, IReadOnlyList<GapTest?> gaps, AnalysisSettings settings, ulong seed)
    {
        var units = strata.SelectMany((teams, s) => teams.Where(t => gaps[t]!.Variance > 0).Select(t => (Team: t, Stratum: s))).ToArray();
        if (units.Length < AnalysisSettings.TeamMinimum) return;
        var result = HierarchicalShrinkage.Compute(
            [.. units.Select(u => gaps[u.Team]!.Contrast.Estimate!.Value)], [.. units.Select(u => gaps[u.Team]!.Variance!.Value)], [.. units.Select(u => u.Stratum)],
            settings.Confidence, draws: 1000, seed);
        for (var i = 0; i < units.Length; i++)
            if (result.Units[i] is { } unit) shrunken[units[i].Team] = unit;
    }

    private void Relate(int[] teams, IReadOnlyList<GapTest?> gaps, AnalysisSettings settings)
    {
        var distances = RelativeToMean.Compute(
            [.. teams.Select(t => gaps[t]!.Contrast.Estimate!.Value)], [.. teams.Select(t => gaps[t]!.Variance ?? double.NaN)],
            [.. teams.Select(t => gaps[t]!.Contrast.DegreesOfFreedom ?? double.PositiveInfinity)], settings.Confidence);
        for (var i = 0; i < teams.Length; i++) relative[teams[i]] = distances[i];
    }
}
