using Symetrie.Analytics;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Benchmarks.Verdicts;

/// <summary>Worst-first selection: of the teams with the largest gaps to either side, how often the interval holds the true gap, raw and shrunken.</summary>
internal static class ShrinkageRuns
{
    private static readonly AnalysisSettings Settings = new() { Threads = 1 };

    public static void Run(int runs)
    {
        VerdictRuns.Line("teams", "answers", "sd of true gaps", "raw interval, the worst tenth", "shrunken, the worst tenth", "shrunken, all", "rank interval, all");
        VerdictRuns.Line("---", "---", "---", "---", "---", "---", "---");
        foreach (var teams in (int[])[10, 20, 40, 100])
            foreach (var (n, tau) in ((int, double)[])[(10, 0), (10, 4), (20, 4), (50, 4), (100, 4), (20, 10)])
            {
                var random = new SeededRandom((ulong)((teams * 1000) + (n * 10)) + (ulong)tau);
                var (raw, worst, all, ranks) = (new Tallied(), new Tallied(), new Tallied(), new Tallied());
                for (var run = 0; run < runs; run++)
                {
                    var simulated = new SimulatedPanel(random, ["overall"]);
                    var gaps = Enumerable.Range(0, teams).Select(_ => tau * random.NextNormal()).ToArray();
                    var means = gaps.Select(g => { var level = simulated.Near(60, 4); return new[] { new[] { level + (g / 2) }, [level - (g / 2)] }; }).ToArray();
                    var rows = GapRow.Rows(simulated.Ask(means, n, n), Settings, 0).Where(r => r.Team != "org").ToArray();
                    var place = gaps.Select(g => 1 + gaps.Count(other => other < g)).ToArray();
                    var order = Enumerable.Range(0, teams).OrderByDescending(t => Math.Abs(rows[t].Gap!.Value)).Take(teams / 10).ToArray();
                    raw.Add(order.Average(t => Holds(rows[t].GapLower, gaps[t], rows[t].GapUpper)));
                    worst.Add(order.Average(t => Holds(rows[t].ShrunkenGapLower, gaps[t], rows[t].ShrunkenGapUpper)));
                    all.Add(Enumerable.Range(0, teams).Average(t => Holds(rows[t].ShrunkenGapLower, gaps[t], rows[t].ShrunkenGapUpper)));
                    if (tau > 0) ranks.Add(Enumerable.Range(0, teams).Average(t => Holds(rows[t].RankLower, place[t], rows[t].RankUpper)));
                }

                VerdictRuns.Line(teams, $"{n} × {n}", tau, raw, worst, all, ranks);
            }
    }

    private static double Holds(double? lower, double value, double? upper) => lower <= value && value <= upper ? 1 : 0;
}
