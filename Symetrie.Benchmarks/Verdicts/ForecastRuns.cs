using Symetrie.Analytics;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Benchmarks.Verdicts;

/// <summary>How often the interval of a forecast holds what comes, and whether a forecast that is shown is indeed better than "as last time".</summary>
internal static class ForecastRuns
{
    private const int Teams = 40;

    private static readonly (string Name, double Sd, double Rho, double Slope)[] Worlds =
        [("levels stay", 0, 0, 0), ("wandering AR(0.7), SD 4", 4, 0.7, 0), ("random walk, SD 3 a quarter", 3, 1, 0), ("+1.5 a quarter, all teams", 0, 0, 1.5)];

    /// <summary>Prints the tables.</summary>
    public static void Run(int runs)
    {
        Console.WriteLine("| quarters | answers | what happens | shown % | the next quarter lies in the 95 % interval % | root of mean squared error | of \"as last time\" | root node: in the interval % |");
        Console.WriteLine("|---:|---:|---|---:|---:|---:|---:|---:|");
        foreach (var periods in new[] { 6, 8, 14 })
            foreach (var n in new[] { 10, 20, 50, 100 })
                foreach (var world in Worlds) Console.WriteLine($"| {periods} | {n} | {world.Name} | {Of(runs, periods, n, world)} |");
    }

    private static string Of(int runs, int periods, int n, (string Name, double Sd, double Rho, double Slope) world)
    {
        var (shown, covered, root) = (new List<double>(), new List<double>(), new List<double>());
        double squares = 0, naive = 0, count = 0;
        for (var run = 0; run < runs; run++)
        {
            var random = new SeededRandom((ulong)((periods * 10_000_000L) + (n * 10_000) + run));
            var own = Enumerable.Range(0, Teams).Select(_ => Path(periods + 1, world.Sd, world.Rho, random)).ToArray();
            Panel Draw(int quarters, ulong seed) => MovingPanel.Of(Teams, quarters, 1, seed, (_, t, p, _) => 45 + own[t][p] + (world.Slope * p), v => v == Voice.Employee ? n : 0);
            var seed = random.NextUInt64();
            // The same seed draws the same answers for the quarters that both have.
            var (known, whole) = (Draw(periods, seed), Draw(periods + 1, seed));
            var rows = ForecastRow.Rows(known, new AnalysisSettings(), periods - 1).Where(r => r.Series == Series.Employee).ToList();
            var leaves = rows.Where(r => r.Team != "org").ToList();
            var told = leaves.Where(r => r.Forecast is not null).ToList();
            shown.Add(told.Count / (double)leaves.Count);
            if (told.Count > 0) covered.Add(told.Count(r => Holds(r, whole, periods)) / (double)told.Count);
            if (rows.Find(r => r.Team == "org") is { Forecast: not null } all) root.Add(Holds(all, whole, periods) ? 1 : 0);
            foreach (var row in told)
            {
                var (actual, last) = (Mean(whole, row.Team, periods), Mean(whole, row.Team, periods - 1));
                (squares, naive, count) = (squares + Math.Pow(actual - row.Forecast!.Value, 2), naive + Math.Pow(actual - last, 2), count + 1);
            }
        }

        var errors = count == 0 ? "– | –" : FormattableString.Invariant($"{Math.Sqrt(squares / count):0.00} | {Math.Sqrt(naive / count):0.00}");
        return $"{Tallied.Of(shown)} | {Tallied.Of(covered)} | {errors} | {Tallied.Of(root)}";
    }

    private static bool Holds(ForecastRow row, Panel whole, int period) => Mean(whole, row.Team, period) is var actual && actual >= row.ForecastLower && actual <= row.ForecastUpper;

    private static double Mean(Panel panel, string team, int period) => panel.Cell(Voice.Employee, period, 0, panel.Tree.PlaceOf(team))!.Mean;

    private static double[] Path(int steps, double sd, double rho, SeededRandom random)
    {
        if (rho < 1) return MovingPanel.Wander(steps, rho, sd, random);
        var x = new double[steps];
        for (var t = 1; t < steps; t++) x[t] = x[t - 1] + (sd * random.NextNormal());
        return x;
    }
}
