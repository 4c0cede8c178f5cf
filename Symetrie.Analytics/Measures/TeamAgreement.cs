using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>How far the members of single teams agree, over the leaf teams whose items' own spreads may be seen.</summary>
/// <param name="Teams">How many such teams.</param>
/// <param name="Rwg">r_wg(j) of each.</param>
/// <param name="Deviation">AD around the mean of each, in score points.</param>
/// <param name="Cutoff">The AD up to which a team counts as agreeing, in score points.</param>
internal sealed record TeamAgreement(int Teams, double[] Rwg, double[] Deviation, double Cutoff)
{
    /// <summary>From which r_wg(j) on a team counts as agreeing (LeBreton &amp; Senter 2008).</summary>
    public const double Enough = 0.70;

    /// <summary>The agreement in a dimension; null where fewer than ten teams have items with their own spread, or a scale is not known.</summary>
    public static TeamAgreement? Of(Panel panel, Voice voice, int period, int dimension)
    {
        var items = panel.Released.Items(voice).Where(i => i.Dimension == dimension).ToArray();
        if (items.Length == 0 || Array.Exists(items, i => i.Points is null or < 2)) return null;
        var cells = items.Select((_, i) => panel.Released.ItemCells(voice, period, dimension, i)).ToArray();
        var (rwg, deviation) = (new List<double>(), new List<double>());
        foreach (var leaf in panel.Tree.Leaves)
        {
            if (Array.Exists(cells, c => c[leaf]?.Distribution is null)) continue;
            var ratios = items.Select((item, i) => cells[i][leaf]!.Variance!.Value / NullVariance(item.Points!.Value)).ToArray();
            rwg.Add(RwgJ.FromVariances(cells.Min(c => c[leaf]!.N), ratios, 1).Value!.Value);
            deviation.Add(cells.Average(c => DeviationOf(c[leaf]!)));
        }

        return rwg.Count < AnalysisSettings.TeamMinimum ? null : new TeamAgreement(rwg.Count, [.. rwg], [.. deviation], items.Average(i => AdIndex.PracticalCutoff(i.Points!.Value) * PerPoint(i.Points.Value)));
    }

    public double MedianRwg => Quantile.Compute(Rwg, 0.5).Value!.Value;

    public double MedianDeviation => Quantile.Compute(Deviation, 0.5).Value!.Value;

    // The uniform null of James, Demaree and Wolf, in score points².
    private static double NullVariance(int points) => Statistics.Rwg.UniformVariance(points) * PerPoint(points) * PerPoint(points);

    private static double PerPoint(int points) => 100.0 / (points - 1);

    private static double DeviationOf(ReleasedTally cell)
    {
        var values = cell.Distribution!.Values.ToArray();
        return AdIndex.FromCounts(Array.ConvertAll(values, ScorePoints.ToPoints), cell.Distribution.Counts).AroundMean!.Value;
    }
}
