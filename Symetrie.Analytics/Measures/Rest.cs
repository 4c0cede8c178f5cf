using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>A team beside the rest of its parent, from the two released means alone: whoever reads both can subtract one from the other.</summary>
internal static class Rest
{
    /// <summary>The team's mean minus that of the parent without it; null where either is withheld, or where nobody else answered.</summary>
    /// <remarks>Disclosure leaves nobody or enough between a parent and what is released below it (C4), and the rest is a sum of such parts; the minimum is held here
    /// once more. Its own spread may not be used (C2): it gets the pooled variance of its voice, dimension and period.</remarks>
    public static MeanContrastResult? Difference(Panel panel, AnalysisSettings settings, Voice voice, int period, int dimension, int team)
    {
        var parent = panel.Tree.ParentOf(team);
        if (parent < 0 || panel.Cell(voice, period, dimension, team) is not { } cell || panel.Cell(voice, period, dimension, parent) is not { } whole) return null;
        var n = whole.N - cell.N;
        if (n < (voice == Voice.Employee ? settings.EmployeeMinimum : settings.CustomerMinimum)) return null;
        var mean = ((whole.Mean * whole.N) - (cell.Mean * cell.N)) / n;
        var evidence = Evidence.Of(panel, voice, period, dimension, cell);
        return evidence.Variance is { } own && panel.Released.Pooled(voice, period, dimension) is { } pooled
            ? MeanContrast.Compute([new(1, cell.Mean, own, cell.N, evidence.DegreesOfFreedom), new(-1, mean, pooled.Variance, n, pooled.DegreesOfFreedom)], settings.Confidence)
            : new MeanContrastResult(cell.Mean - mean, null, null, null, null, null, Absent.TooFew);
    }
}
