using System.Diagnostics;
using Symetrie.Analytics;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Recompute;
using Symetrie.Api.Stores;

namespace Symetrie.Benchmarks.Comparison;

/// <summary>The work of the other tools' scripts on the answers of a store: read them, tally, release, and compute what those scripts compute. Nothing is published, as they publish nothing.</summary>
/// <param name="Figures">How many figures came out.</param>
/// <param name="Seconds">Wall-clock seconds, reading included.</param>
/// <param name="Computing">Seconds of them behind the release.</param>
internal sealed record PeerWork(long Figures, double Seconds, double Computing)
{
    // As many as the pandas script draws.
    private const int Draws = 2000;

    /// <summary>What the DuckDB script does: means, gaps (with intervals, which it leaves out) and Pearson's r.</summary>
    public static PeerWork Plain(Store store) => Run(store, whole: false);

    /// <summary>What the pandas script does: the same with Spearman, Kendall and 2,000 resamples a correlation, and the change from each period to the next. For a change it
    /// computes Kolmogorov and Smirnov's test, here are the change of mean with its interval and, where the distributions may be seen, chi-square, Mann–Whitney, Brunner–Munzel, Wasserstein, JS and PSI.</summary>
    public static PeerWork Whole(Store store) => Run(store, whole: true);

    private static PeerWork Run(Store store, bool whole)
    {
        var clock = Stopwatch.StartNew();
        var panel = new Recomputer(store, new AnalysisSettings()).Analyse().Panel;
        var read = clock.Elapsed.TotalSeconds;
        var figures = 0L;
        Parallel.For(0, panel.Periods.Count, p => Interlocked.Add(ref figures, Gaps(panel, p) + Correlations(panel, p, whole) + (whole ? Changes(panel, p) : 0)));
        return new PeerWork(figures, clock.Elapsed.TotalSeconds, clock.Elapsed.TotalSeconds - read);
    }

    private static long Gaps(Panel panel, int period)
    {
        var figures = 0L;
        foreach (var mirrored in panel.Mirrored)
            foreach (var team in panel.Tree.Leaves)
                if (Evidence.Of(panel, Voice.Employee, period, mirrored.Employee, team) is { } e && Evidence.Of(panel, Voice.Customer, period, mirrored.Customer, team) is { } c)
                    figures += Evidence.Contrast([(1, e), (-1, c)], 0.95).Result.Lower is null ? 2 : 5;
        return figures;
    }

    private static long Correlations(Panel panel, int period, bool whole)
    {
        double[][] Means(Voice voice) => [.. Enumerable.Range(0, panel.Released.Dimensions(voice).Count).Where(d => panel.Asked(voice, period, d))
            .Select(d => panel.Tree.Leaves.Select(t => panel.Cell(voice, period, d, t)?.Mean ?? double.NaN).ToArray())];
        var (employees, customers, figures) = (Means(Voice.Employee), Means(Voice.Customer), 0L);
        for (var e = 0; e < employees.Length; e++)
            for (var c = 0; c < customers.Length; c++)
            {
                int[] both = [.. Enumerable.Range(0, employees[e].Length).Where(i => !double.IsNaN(employees[e][i] + customers[c][i]))];
                double[] x = [.. both.Select(i => employees[e][i])], y = [.. both.Select(i => customers[c][i])];
                if (Pearson.Compute(ScaledSeries.Of(x), ScaledSeries.Of(y), 0.95).R is not null) figures += 3;
                // Of a dimension with its own mirror, as the script does.
                if (!whole || e != c) continue;
                if (Spearman.Compute(x, y).Rho is not null) figures++;
                if (Kendall.Compute(x, y).TauB is not null) figures++;
                if (PooledCorrelation.Compute([.. Enumerable.Range(0, x.Length)], x, y, [], Draws, seed: 1, 0.95).Lower is not null) figures += 2;
            }

        return figures;
    }

    private static long Changes(Panel panel, int period)
    {
        var figures = 0L;
        if (period == 0) return figures;
        foreach (var voice in Voices.Both)
            for (var d = 0; d < panel.Released.Dimensions(voice).Count; d++)
                foreach (var team in panel.Tree.Leaves)
                {
                    if (Evidence.Of(panel, voice, period, d, team) is not { } later || Evidence.Of(panel, voice, period - 1, d, team) is not { } earlier) continue;
                    figures += Evidence.Contrast([(1, later), (-1, earlier)], 0.95).Result.Lower is null ? 1 : 4;
                    if (Shape.Of(earlier.Cell, later.Cell) is { } shape) figures += shape.Homogeneity is null ? 5 : 8;
                }

        return figures;
    }
}
