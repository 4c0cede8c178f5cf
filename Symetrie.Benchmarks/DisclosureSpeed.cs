using System.Diagnostics;
using Symetrie.Analytics;
using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Benchmarks;

/// <summary>How long the disclosure room takes: 2,000 leaf teams in 160 departments and 20 divisions, 12 quarters, 8 dimensions, both voices, 1 to 24 respondents a team
/// (median 7), a region of 8 values and a type of 4; from an empty ledger, again on unchanged answers, and with every hundredth team late.</summary>
internal static class DisclosureSpeed
{
    private const int Leaves = 2000;
    private const int Dimensions = 8;
    private const int Threads = 2;

    public static void Run()
    {
        var settings = new AnalysisSettings { Threads = Threads };
        var (one, all) = (Make(1, late: false), Make(12, late: false));
        Release.Of(Make(1, late: false), settings, ReleaseLedger.Empty, Day(12));
        Time("one period, empty ledger", () => Release.Of(one, settings, ReleaseLedger.Empty, Day(12)));
        var released = Time("12 periods, empty ledger", () => Release.Of(all, settings, ReleaseLedger.Empty, Day(12)));
        Time("12 periods, nothing changed", () => Release.Of(all, settings, released.Ledger, Day(12).AddDays(1)));
        var late = Make(12, late: true);
        Time("12 periods, 1 % of teams late", () => Release.Of(late, settings, released.Ledger, Day(12).AddDays(1)));
        Console.WriteLine($"ledger: {released.Ledger.Columns.Values.Sum(c => (long)c.Content.Length) / 1e6:F1} MB, {all.Sheets.Values.Sum(s => (long)s.PersonCount) * Dimensions:N0} contributions");
    }

    private static Released Time(string what, Func<Released> run)
    {
        GC.Collect();
        using var self = Process.GetCurrentProcess();
        var (watch, used) = (Stopwatch.StartNew(), self.TotalProcessorTime);
        var released = run();
        self.Refresh();
        Console.WriteLine($"{what}: {watch.Elapsed.TotalSeconds:F2} s on {Threads} threads ({(self.TotalProcessorTime - used).TotalSeconds:F2} s of processor); {released.Versions().LongCount():N0} cells released");
        return released;
    }

    private static DateOnly Day(int period) => new DateOnly(2023, 1, 1).AddMonths(3 * period);

    private static Undisclosed Make(int periods, bool late)
    {
        var tree = TeamTree.Of(Teams());
        var dimensions = Enumerable.Range(0, Dimensions).Select(d => new Dimension($"d{d}", new LocalText($"D{d}", $"D{d}"))).ToArray();
        var sheets = new Dictionary<SheetName, AnswerSheet>();
        var number = 0L;
        for (var p = 0; p < periods; p++)
            foreach (var voice in Voices.Both)
                foreach (var leaf in tree.Leaves)
                {
                    var random = new Random((((p * 2) + (int)voice) * Leaves * 2) + leaf);
                    var builder = new SheetBuilder(Dimensions);
                    var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                    var count = Math.Clamp((int)Math.Round(7 * Math.Exp(0.5 * normal)), 1, 24);
                    for (var i = 0; i < count; i++) builder.Add(++number, number, [.. Enumerable.Range(0, Dimensions).Select(_ => random.Next(20) == 0 ? -1 : random.Next(5) * 25 * ScorePoints.UnitsPerPoint)]);
                    for (var i = 0; late && leaf % 100 == 0 && i < 6; i++) builder.Add(1_000_000_000 + (number * 10) + i, 1_000_000_000 + (number * 10) + i, [.. Enumerable.Repeat(50 * ScorePoints.UnitsPerPoint, Dimensions)]);
                    sheets[new SheetName(voice, leaf, p)] = builder.Build();
                }

        return new Undisclosed
        {
            Tree = tree,
            Periods = [.. Enumerable.Range(0, periods).Select(p => new Period($"p{p:D2}", Day(p), Day(p + 1), Day(p), Day(p + 1)))],
            EmployeeDimensions = dimensions,
            CustomerDimensions = dimensions,
            Sheets = sheets,
        };
    }

    private static List<Team> Teams()
    {
        var random = new Random(1);
        var teams = new List<Team> { Named("org", null) };
        for (var v = 0; v < 20; v++) teams.Add(Named($"v{v:D2}", "org"));
        for (var d = 0; d < 160; d++) teams.Add(Named($"d{d:D3}", $"v{d % 20:D2}"));
        for (var t = 0; t < Leaves; t++) teams.Add(Named($"t{t:D4}", $"d{random.Next(160):D3}", ("region", $"r{random.Next(8)}"), ("type", $"k{random.Next(4)}")));
        return teams;
    }

    private static Team Named(string key, string? parent, params (string Name, string Value)[] attributes) =>
        new(key, key, parent, attributes.ToDictionary(a => a.Name, a => (IReadOnlyList<DatedValue>)[new DatedValue(new DateOnly(2020, 1, 1), a.Value)], StringComparer.Ordinal));
}
