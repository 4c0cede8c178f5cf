using Symetrie.Analytics;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Benchmarks.Verdicts;

/// <summary>Perfect symmetry seen through sampling error: concordance and slope, raw and corrected, and the joint test of the identity; and its power where customers' true means
/// are half as spread as employees'.</summary>
internal static class SymmetryRuns
{
    private static readonly AnalysisSettings Settings = new() { Threads = 1, StratumAttribute = "-" };

    public static void Run(int runs)
    {
        VerdictRuns.Line("answers", "teams", "raw concordance", "corrected", "raw slope “significant”", "corrected", "identity rejected", "prediction interval holds a new team", "half the spread: identity rejected");
        VerdictRuns.Line("---", "---", "---", "---", "---", "---", "---", "---", "---");
        foreach (var (employees, customers) in ((int, int)[])[(10, 10), (20, 20), (10, 200), (50, 50), (100, 100)])
            foreach (var teams in (int[])[10, 20, 40, 100])
            {
                var random = new SeededRandom((ulong)((employees * 1000) + teams + customers));
                var (raw, corrected) = (new List<double>(), new List<double>());
                var (rawSlope, slope, identity, next, power) = (new Tallied(), new Tallied(), new Tallied(), new Tallied(), new Tallied());
                for (var run = 0; run < runs; run++)
                {
                    var row = Draw(random, teams, employees, customers, 1);
                    raw.Add(row.RawConcordance!.Value);
                    if (row.Concordance is { } c) corrected.Add(c);
                    rawSlope.Add(row.RawSlopeP < 0.05 ? 1 : 0);
                    if (row.SlopeP is { } p) slope.Add(p < 0.05 ? 1 : 0);
                    if (row.IdentityP is { } joint) identity.Add(joint < 0.05 ? 1 : 0);
                    next.Add(row.PredictionLower <= 0 && 0 <= row.PredictionUpper ? 1 : 0);
                    if (Draw(random, teams, employees, customers, 0.5).IdentityP is { } other) power.Add(other < 0.05 ? 1 : 0);
                }

                VerdictRuns.Line($"{employees} × {customers}", teams, $"{Median(raw):F2}", $"{Median(corrected):F2}", rawSlope, slope, identity, next, power);
            }
    }

    private static SymmetryRow Draw(SeededRandom random, int teams, int employees, int customers, double stretch)
    {
        var simulated = new SimulatedPanel(random, ["overall"]);
        var means = Enumerable.Range(0, teams).Select(_ => { var level = simulated.Near(60, 7); return new[] { new[] { level }, [60 + (stretch * (level - 60))] }; }).ToArray();
        return SymmetryRow.Rows(simulated.Ask(means, employees, customers), Settings, 0).Single();
    }

    private static double Median(List<double> values) => values.Count == 0 ? double.NaN : values.Order().ElementAt(values.Count / 2);
}
