using Symetrie.Analytics;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Benchmarks.Verdicts;

/// <summary>The joint index over five dimensions that one person answers alike in six of ten cases: its interval, its quadrants and the conformance with a label's rule.</summary>
internal static class IndexRuns
{
    private const int Teams = 20;
    private static readonly string[] Dimensions = ["information", "respect", "equity", "belonging", "recognition"];
    private static readonly AnalysisSettings Settings = new() { Threads = 1, StratumAttribute = "-" };

    // Named with what is claimed wrongly there: employees at the cut, the mean at the label's bound, one dimension at its floor.
    private static readonly (double[] Employees, double[] Customers) Even = (All(65), All(65));
    private static readonly (double[] Employees, double[] Customers) Uneven = (All(75), All(45));
    private static readonly (double[] Employees, double[] Customers) AtTheCut = (All(60), All(75));
    private static readonly (double[] Employees, double[] Customers) AtTheMean = (All(70), All(70));
    private static readonly (double[] Employees, double[] Customers) AtTheFloor = ([55, 80, 80, 80, 80], All(80));
    private static readonly (double[] Employees, double[] Customers) Good = (All(79), All(79));

    public static void Run(int runs)
    {
        VerdictRuns.Line(
            "answers", "index interval, 65 and 65", "75 and 45", "position at the cut: called high", "65 and 65: called both high", "both 79", "mean at 70: called conforming", "its plain means say so",
            "one dimension at 55: called conforming", "all at 79: called conforming");
        VerdictRuns.Line([.. Enumerable.Repeat((object)"---", 10)]);
        foreach (var n in (int[])[10, 20, 50, 100])
        {
            var random = new SeededRandom((ulong)n);
            var (even, uneven, cut, both, good, mean, plainMean, floor, label) =
                (new Tallied(), new Tallied(), new Tallied(), new Tallied(), new Tallied(), new Tallied(), new Tallied(), new Tallied(), new Tallied());
            for (var run = 0; run < runs; run++)
            {
                even.Add(Share(Draw(random, Even, n), r => Holds(r, 65)));
                uneven.Add(Share(Draw(random, Uneven, n), r => Holds(r, 2 * 75 * 45 / 120.0)));
                cut.Add(Share(Draw(random, AtTheCut, n), r => r.Quadrant == Quadrant.BothHigh));
                both.Add(Share(Draw(random, Even, n), r => r.Quadrant == Quadrant.BothHigh));
                var (high, bound, low) = (Draw(random, Good, n), Draw(random, AtTheMean, n), Draw(random, AtTheFloor, n));
                good.Add(Share(high, r => r.Quadrant == Quadrant.BothHigh));
                label.Add(Share(high, r => r.EmployeeConformance >= 0.95));
                mean.Add(Share(bound, r => r.EmployeeConformance >= 0.95));
                plainMean.Add(Share(bound, r => r.EmployeePosition > 70));
                floor.Add(Share(low, r => r.EmployeeConformance >= 0.95));
            }

            VerdictRuns.Line($"{n} × {n}", even, uneven, cut, both, good, mean, plainMean, floor, label);
        }
    }

    private static double[] All(double mean) => [mean, mean, mean, mean, mean];

    private static double Share(IndexRow[] rows, Func<IndexRow, bool> what) => rows.Count(what) / (double)rows.Length;

    private static bool Holds(IndexRow row, double index) => row.IndexLower <= index && index <= row.IndexUpper;

    private static IndexRow[] Draw(SeededRandom random, (double[] Employees, double[] Customers) truth, int n)
    {
        var panel = new SimulatedPanel(random, Dimensions) { Halo = 0.6 }.Ask([.. Enumerable.Range(0, Teams).Select(_ => new[] { truth.Employees, truth.Customers })], n, n);
        return [.. IndexRow.Rows(panel, Settings, 0).Where(r => r.Team != "org")];
    }
}
