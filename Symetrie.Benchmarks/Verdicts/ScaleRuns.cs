using Symetrie.Analytics;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Benchmarks.Verdicts;

/// <summary>Scales that are not alike: every customer mean is 7 points lower for the same experience. What a wrong declaration costs, and whether the relative gap holds.</summary>
internal static class ScaleRuns
{
    private const double Shift = 7;
    private const int Teams = 40;
    private static readonly AnalysisSettings Plain = new() { Threads = 1, StratumAttribute = "-" };

    public static void Run(int runs)
    {
        VerdictRuns.Line("answers", "declared comparable: called favoured", "not declared: called anything", "relative gap: interval holds the true one");
        VerdictRuns.Line("---", "---", "---", "---");
        foreach (var n in (int[])[10, 20, 50, 100])
        {
            var random = new SeededRandom((ulong)n);
            var (favoured, called, covered) = (new Tallied(), new Tallied(), new Tallied());
            for (var run = 0; run < runs; run++)
            {
                var simulated = new SimulatedPanel(random, ["overall"]);
                var gaps = Enumerable.Range(0, Teams).Select(t => t % 4 == 0 ? 6.0 : -2).ToArray();
                var means = gaps.Select(g => { var level = simulated.Near(60, 6); return new[] { new[] { level + (g / 2) }, [level - (g / 2) - Shift] }; }).ToArray();
                var wrongly = Rows(simulated.Ask(means, n, n), Plain);
                favoured.Add(wrongly.Count(r => r.Verdict is GapVerdict.EmployeeFavoured or GapVerdict.CustomerFavoured) / (double)Teams);
                var rows = Rows(new SimulatedPanel(random, ["overall"]) { Comparable = false }.Ask(means, n, n), new AnalysisSettings { Threads = 1 });
                called.Add(rows.Count(r => r.Verdict != GapVerdict.NotComparable) / (double)Teams);
                covered.Add(Enumerable.Range(0, Teams).Average(t => rows[t].RelativeGapLower <= gaps[t] - gaps.Average() && gaps[t] - gaps.Average() <= rows[t].RelativeGapUpper ? 1.0 : 0));
            }

            VerdictRuns.Line($"{n} × {n}", favoured, called, covered);
        }
    }

    private static GapRow[] Rows(Analytics.Panels.Panel panel, AnalysisSettings settings) => [.. GapRow.Rows(panel, settings, 0).Where(r => r.Team != "org")];
}
