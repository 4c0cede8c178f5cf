using System.Globalization;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Benchmarks.Verdicts;

/// <summary>The lead verdict: how often a voice is called leading where none leads, by the rule without and with the corrected difference, and how often a true lead is found.</summary>
internal static class LeadRuns
{
    private static readonly (string Name, LinkKind Kind, double Size, (double, double) Persistence)[] Worlds =
    [
        ("nothing links them", LinkKind.None, 0, (0.7, 0.7)),
        ("shocks of one period, r .7", LinkKind.SamePeriod, 0.7, (0.7, 0.7)),
        ("the same, customers change faster", LinkKind.SamePeriod, 0.7, (0.9, 0.3)),
        ("the same, employees change faster", LinkKind.SamePeriod, 0.7, (0.3, 0.9)),
        ("customers follow at once, r .8", LinkKind.Copied, 0.8, (0.7, 0.7)),
        ("employees lead, b = .3", LinkKind.EmployeesFirst, 0.3, (0.7, 0.7)),
    ];

    /// <summary>Prints the table.</summary>
    public static void Print(int runs)
    {
        Console.WriteLine("| what happens | teams | periods | answers | within SD | plain rule: employees lead % | customers lead % | verdict: employees lead % | customers lead % | power stated % |");
        Console.WriteLine("|---|---:|---:|---|---:|---:|---:|---:|---:|---:|");
        foreach (var (name, kind, size, persistence) in Worlds)
            foreach (var (teams, periods) in new[] { (40, 8), (40, 12), (100, 8) })
                foreach (var (employees, customers, sd) in new[] { (15, 60, 5.0), (10, 100, 5.0), (15, 60, 10.0), (50, 50, 5.0) })
                {
                    var world = new LinkWorld(teams, periods, employees, customers) { Kind = kind, Size = size, Persistence = persistence, WithinSd = sd };
                    Console.WriteLine($"| {name} | {teams} | {periods} | {employees} × {customers} | {sd} | {string.Join(" | ", Tried(world, runs).Select(v => (100 * v).ToString("0.0", CultureInfo.InvariantCulture)))} |");
                }
    }

    // The rule of the measure `leads`, for one pair of dimensions.
    private static double[] Tried(LinkWorld world, int runs)
    {
        var shares = new double[5];
        for (var run = 0; run < runs; run++)
        {
            var (x, y) = world.Draw(new SeededRandom((ulong)((run * 7_919) + (world.Teams * 31) + world.Periods)));
            var path = CrossLaggedPanel.Compute(x, y);
            if (path is not { XToY: { } forth, YToX: { } back, Difference: { } difference }) continue;
            var corrected = CorrectedLaggedPanel.Compute(x, y, Flat(x, world.EmployeeError), Flat(y, world.CustomerError));
            var q = PAdjust.Compute([forth.P, back.P]).Adjusted;
            bool employees = forth.Coefficient > 0 && q[0] < 0.05 && difference.Lower > 0, customers = back.Coefficient > 0 && q[1] < 0.05 && difference.Upper < 0;
            shares[0] += employees ? 1.0 / runs : 0;
            shares[1] += customers ? 1.0 / runs : 0;
            shares[2] += employees && corrected is { Difference: > 0, P: < 0.02 } ? 1.0 / runs : 0;
            shares[3] += customers && corrected is { Difference: < 0, P: < 0.02 } ? 1.0 / runs : 0;
            if (corrected.StandardError is { } error)
                shares[4] += Math.Min(PathPower.Test(0.3, error, world.Teams - 1, 0.02), Math.Min(PathPower.Of(0.3, forth, difference) ?? 0, PathPower.Of(0.3, back, difference) ?? 0)) / runs;
        }

        return shares;
    }

    private static double[][] Flat(double[][] like, double value) => [.. like.Select(s => s.Select(_ => value).ToArray())];
}
