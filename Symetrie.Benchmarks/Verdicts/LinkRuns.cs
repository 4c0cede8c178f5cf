using System.Globalization;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Benchmarks.Verdicts;

/// <summary>Correlations over periods: how often a link is found where there is none, how often the interval holds the true one, and how often a true one is found.</summary>
internal static class LinkRuns
{
    private const int Periods = 8;

    /// <summary>Prints the table.</summary>
    public static void Print(int runs)
    {
        Console.WriteLine("| teams | answers | no link: between p < .05 % | pooled % | pooled, plain Pearson of team-periods % | within % | rmcorr % | link: pooled interval holds % | its BCa % | within interval holds % | its BCa % | pooled found % | within found % |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var teams in new[] { 10, 20, 40, 100 })
            foreach (var answers in new[] { 10, 20, 50, 100 })
            {
                var none = Tried(new LinkWorld(teams, Periods, answers, answers), runs, 5);
                var linked = Tried(new LinkWorld(teams, Periods, answers, answers) { Kind = LinkKind.SamePeriod, Size = 0.5, LevelLink = 0.5 }, runs, 7);
                double[] shown = [none[0], none[1], none[2], none[3], none[4], linked[5], linked[6], linked[7], linked[8], linked[1], linked[3]];
                Console.WriteLine($"| {teams} | {answers} | {string.Join(" | ", shown.Select(v => (100 * v).ToString("0.0", CultureInfo.InvariantCulture)))} |");
            }
    }

    private static double[] Tried(LinkWorld world, int runs, ulong seed)
    {
        var shares = new double[9];
        for (var run = 0; run < runs; run++)
        {
            var random = new SeededRandom((seed * 1_000_003) + (ulong)((run * 1_009) + (world.Teams * 7) + world.Employees));
            var (x, y) = world.Draw(random);
            var panel = PairedPanel.Of(x, y);
            double[] px = panel.WithoutPeriods(panel.X), py = panel.WithoutPeriods(panel.Y), wx = panel.WithoutUnitsAndPeriods(panel.X), wy = panel.WithoutUnitsAndPeriods(panel.Y);
            var pooled = JackknifeCorrelation.Compute(panel.Unit, px, py);
            var within = JackknifeCorrelation.Compute(panel.Unit, wx, wy);
            var (wide, narrow) = (PooledCorrelation.Compute(panel.Unit, px, py, draws: 1_000, seed: (ulong)run), PooledCorrelation.Compute(panel.Unit, wx, wy, draws: 1_000, seed: (ulong)run));
            var repaired = world.Teams >= 50 ? RepairingLimit.Compute(x, y).P : PanelLaggedCorrelation.Compute(x, y, 0, mostExact: 1_999, draws: 1_999, seed: (ulong)run).P;
            bool[] told =
            [
                Pearson.Compute([.. x.Select(s => s[^1])], [.. y.Select(s => s[^1])]).P < 0.05,
                pooled.P < 0.05,
                Pearson.Compute(panel.X, panel.Y).P < 0.05,
                repaired < 0.05,
                Rmcorr.Compute(panel.Unit, panel.X, panel.Y).P < 0.05,
                Holds(pooled.Lower, pooled.Upper, world.PooledLink()),
                Holds(wide.Lower, wide.Upper, world.PooledLink()),
                Holds(within.Lower, within.Upper, world.TwoWayLink()),
                Holds(narrow.Lower, narrow.Upper, world.TwoWayLink()),
            ];
            for (var i = 0; i < shares.Length; i++) shares[i] += told[i] ? 1.0 / runs : 0;
        }

        return shares;
    }

    private static bool Holds(double? lower, double? upper, double truth) => lower <= truth && truth <= upper;
}
