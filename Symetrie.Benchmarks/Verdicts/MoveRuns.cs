using Symetrie.Analytics;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Benchmarks.Verdicts;

/// <summary>Trends and signals of 40 teams and their root: where nothing happens but wandering and shocks common to all, and where every fifth team really moves.</summary>
internal static class MoveRuns
{
    private const int Teams = 40;

    private static readonly World[] Worlds =
    [
        new("nothing but sampling error"),
        new("each team wanders: AR(0.7), SD 4") { Sd = 4, Rho = 0.7 },
        new("common shock each quarter, SD 4") { CommonSd = 4 },
        new("both, the shocks AR(0.7), too") { Sd = 4, Rho = 0.7, CommonSd = 4, CommonRho = 0.7 },
        new("every fifth team +2 a quarter; wandering SD 2") { Sd = 2, Rho = 0.7, Move = (p, _) => 2 * p },
        new("every fifth team +12 in the last third; wandering SD 2") { Sd = 2, Rho = 0.7, Move = (p, periods) => 3 * p >= 2 * periods ? 12 : 0 },
    ];

    /// <summary>Prints the tables.</summary>
    public static void Run(int runs)
    {
        Console.WriteLine("| quarters | answers | what happens | trends: Mann-Kendall of independent quarters, p < .05 % | p < .05 % | wrong verdicts % | false among those told % | root wrong % | true ones found % | signals: wrong verdicts % | false among those told of a quarter % | root wrong % | true ones found % |");
        Console.WriteLine("|---:|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var periods in new[] { 8, 12 })
            foreach (var n in new[] { 10, 20, 50, 100 })
                foreach (var world in Worlds) Console.WriteLine($"| {periods} | {n} | {world.Name} | {Of(runs, periods, n, world)} |");
    }

    private static string Of(int runs, int periods, int n, World world)
    {
        var shares = Enumerable.Range(0, 10).Select(_ => new List<double>()).ToArray();
        for (var run = 0; run < runs; run++)
        {
            var panel = Draw(periods, n, world, (ulong)((periods * 10_000_000L) + (n * 10_000) + run));
            var still = Enumerable.Range(0, Teams).Where(t => !world.Moves(t)).ToList();
            shares[0].Add(still.Count(t => MannKendall.Compute(Means(panel, t)).P < 0.05) / (double)still.Count);
            var trends = Heard(TrendRow.Rows(panel, new AnalysisSettings(), periods - 1).Select(r => (r.Series, r.Team, r.Verdict, r.P)));
            shares[1].Add(trends.Count(r => r.Place is { } t && !world.Moves(t) && r.P < 0.05) / (double)still.Count);
            Count(shares.AsSpan(2, 4), trends, world);
            var signals = Enumerable.Range(1, periods - 1).Select(p => Heard(SignalRow.Rows(panel, new AnalysisSettings(), p).Select(r => (r.Series, r.Team, r.Verdict, r.P)))).Where(f => f.Count > 0).ToList();
            Count(shares.AsSpan(6, 4), [.. signals.SelectMany(f => f)], world);
            shares[7][^1] = signals.Average(f => FalseAmong([.. f.Where(r => r.Place is not null)], world));
        }

        return string.Join(" | ", shares.Select(Tallied.Of));
    }

    private static Panel Draw(int periods, int n, World world, ulong seed)
    {
        var random = new SeededRandom(seed);
        var common = MovingPanel.Wander(periods, world.CommonRho, world.CommonSd, random);
        var own = Enumerable.Range(0, Teams).Select(_ => MovingPanel.Wander(periods, world.Rho, world.Sd, random)).ToArray();
        return MovingPanel.Of(Teams, periods, 1, random.NextUInt64(),
            (_, t, p, _) => 45 + common[p] + own[t][p] + (world.Moves(t) ? world.Move!(p, periods) : 0), v => v == Voice.Employee ? n : 0);
    }

    // The leaves by place, the root as null; only what has a verdict.
    private static List<(int? Place, Heading Verdict, double P)> Heard(IEnumerable<(Series Series, string Team, Heading? Verdict, double? P)> rows) =>
        [.. rows.Where(r => r is { Series: Series.Employee, Verdict: not null }).Select(r => (r.Team == "org" ? null : (int?)int.Parse(r.Team[1..], System.Globalization.CultureInfo.InvariantCulture), r.Verdict!.Value, r.P!.Value))];

    private static void Count(Span<List<double>> shares, List<(int? Place, Heading Verdict, double P)> rows, World world)
    {
        var leaves = rows.Where(r => r.Place is not null).ToList();
        var wrong = leaves.Count(r => IsWrong(r, world));
        if (leaves.Count > 0) shares[0].Add(wrong / (double)leaves.Count);
        shares[1].Add(FalseAmong(leaves, world));
        var root = rows.Where(r => r.Place is null).ToList();
        if (root.Count > 0 && world.Move is null) shares[2].Add(root.Count(r => r.Verdict != Heading.Undetermined) / (double)root.Count);
        if (world.Move is not null) shares[3].Add(leaves.Where(r => world.Moves(r.Place!.Value)).GroupBy(r => r.Place).Count(g => g.Any(r => r.Verdict == Heading.Rising)) / (double)(Teams / 5));
    }

    // The false discovery rate: without anything true it is the share of families with a wrong verdict.
    private static double FalseAmong(List<(int? Place, Heading Verdict, double P)> family, World world)
    {
        var told = family.Count(r => r.Verdict != Heading.Undetermined);
        return told == 0 ? 0 : family.Count(r => IsWrong(r, world)) / (double)told;
    }

    private static bool IsWrong((int? Place, Heading Verdict, double P) row, World world) =>
        row.Place is { } team && (row.Verdict == Heading.Falling || (row.Verdict == Heading.Rising && !world.Moves(team)));

    private static double[] Means(Panel panel, int team) =>
        [.. Enumerable.Range(0, panel.Periods.Count).Select(p => panel.Cell(Voice.Employee, p, 0, panel.Tree.PlaceOf($"t{team:0000}"))?.Mean ?? double.NaN)];

    private sealed record World(string Name)
    {
        public double Sd { get; init; }

        public double Rho { get; init; }

        public double CommonSd { get; init; }

        public double CommonRho { get; init; }

        public Func<int, int, double>? Move { get; init; }

        public bool Moves(int team) => Move is not null && team % 5 == 0;
    }
}
