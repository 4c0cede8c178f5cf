using System.Globalization;
using Shouldly;
using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Tests.Measures;

/// <summary>The made-up organisation of <c>data/reference/effects</c>, and any other of published means: teams under one root, quarters, rituals.</summary>
internal static class Rituals
{
    private static readonly Lazy<Panel> Whole = new(() => Of(Cells(), Actions(), Practiced()));

    public static Panel Panel => Whole.Value;

    /// <summary>A mean of a team in a period.</summary>
    public sealed record Cell(Voice Voice, string Team, string Period, string Dimension, long N, double Mean);

    public static Referential Referential { get; } = new([],
    [
        new Ritual("a", LocalText.Same("a"), RitualLevel.Employees, "respect", ExpectedDirection.Up), new Ritual("b", LocalText.Same("b"), RitualLevel.Employees, "equity", ExpectedDirection.Up),
        new Ritual("c", LocalText.Same("c"), RitualLevel.Employees, "respect", ExpectedDirection.Down), new Ritual("d", LocalText.Same("d"), RitualLevel.Managers, "equity", ExpectedDirection.Up),
    ]);

    public static IReadOnlyList<Cell> Cells() => [.. Csv("cells").Select(c => new Cell(
        Voices.Parse(c["voice"])!.Value, c["team"], c["period"], c["dimension"], long.Parse(c["n"], CultureInfo.InvariantCulture), Number(c["mean"])))];

    public static IReadOnlyList<RitualAction> Actions() => [.. Csv("actions").Select(a => new RitualAction(
        a["team"], a["ritual"], Day(a["start"]), a["end"].Length == 0 ? DateOnly.MaxValue : Day(a["end"]), a["assignment"] == "random" ? Assignment.Random : Assignment.Chosen, default))];

    public static IReadOnlyList<PracticeCount> Practiced() => [.. Csv("practiced").Select(p => new PracticeCount(
        p["team"], p["ritual"], Quarter(p["period"]).EmployeeFrom, long.Parse(p["held"], CultureInfo.InvariantCulture), long.Parse(p["planned"], CultureInfo.InvariantCulture), new DateOnly(2025, 7, 1)))];

    /// <summary>Releases the cells and puts the deeds beside them.</summary>
    public static Panel Of(IReadOnlyList<Cell> cells, IReadOnlyList<RitualAction> actions, IReadOnlyList<PracticeCount>? practiced = null, Func<string, string?>? format = null)
    {
        var periods = cells.Select(c => c.Period).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(Quarter).ToArray();
        string[] dimensions = [.. cells.Select(c => c.Dimension).Distinct(StringComparer.Ordinal)];
        var tree = TeamTree.Of([new Team("org", "org", null, Attributes(null)), .. cells.Select(c => c.Team).Distinct(StringComparer.Ordinal).Select(t => new Team(t, t, "org", Attributes(format?.Invoke(t))))]);
        var sheets = new Dictionary<SheetName, SheetBuilder>();
        foreach (var cell in cells)
        {
            var name = new SheetName(cell.Voice, tree.PlaceOf(cell.Team), Array.FindIndex(periods, p => p.Key == cell.Period));
            var builder = sheets.TryGetValue(name, out var known) ? known : sheets[name] = new SheetBuilder(dimensions.Length);
            builder.Add(new PublishedCell(Array.IndexOf(dimensions, cell.Dimension), cell.N, (long)Math.Round((decimal)cell.Mean * ScorePoints.UnitsPerPoint), 20 * ScorePoints.UnitsPerPoint));
        }

        var named = dimensions.Select(d => new Dimension(d, LocalText.Same(d))).ToArray();
        var answers = new Undisclosed { Tree = tree, Periods = periods, EmployeeDimensions = named, CustomerDimensions = named, Sheets = sheets.ToDictionary(s => s.Key, s => s.Value.Build()) };
        var deeds = new Deeds(
            Referential, actions.Select(a => new TeamAction(a.Ritual, tree.PlaceOf(a.Team), a.From, a.To, a.Assignment, a.Noted)),
            (practiced ?? []).Select(p => new TeamPractice(p.Ritual, tree.PlaceOf(p.Team), p.Day, p.Held, p.Planned, p.Noted)));
        return Analysis.Of(answers, new AnalysisSettings { Threads = 1 }, ReleaseLedger.Empty, new DateOnly(2100, 1, 1), deeds).Panel;
    }

    /// <summary>The effects.</summary>
    public static IReadOnlyList<EffectRow> Effects(Panel panel, AnalysisSettings? settings = null) => [.. EffectRow.Rows(panel, settings ?? new AnalysisSettings { Threads = 1 }, panel.Periods.Count - 1)];

    /// <summary>Every row of a measure as the texts of its columns.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string?>> Texts(string measure, Panel panel)
    {
        var asked = MeasureCatalogue.Find(measure)!;
        return [.. Enumerable.Range(0, panel.Periods.Count).SelectMany(p => asked.Rows(panel, new AnalysisSettings { Threads = 1 }, p))
            .Select(row => asked.Columns.ToDictionary(c => c.Name, c => c.Text(row) ?? c.Integer(row)?.ToString(CultureInfo.InvariantCulture) ?? c.Real(row)?.ToString("R", CultureInfo.InvariantCulture), StringComparer.Ordinal))];
    }

    /// <summary>Checks every figure of the peer's file, and that it has every row of ours.</summary>
    /// <returns>How many figures were compared.</returns>
    public static int ShouldEqualThePeer(string measure, string[] keys, double tolerance)
    {
        var ours = Texts(measure, Panel).ToDictionary(r => string.Join('|', keys.Select(k => r[k])), StringComparer.Ordinal);
        var compared = 0;
        foreach (var row in Csv(measure))
        {
            var key = string.Join('|', keys.Select(k => row[k]));
            ours.Remove(key, out var own).ShouldBeTrue($"{measure} {key} is missing");
            foreach (var (column, text) in row)
            {
                compared++;
                var mine = own![column] ?? "";
                if (double.TryParse(text, CultureInfo.InvariantCulture, out var theirs) && mine.Length > 0) Number(mine).ShouldBe(theirs, tolerance * Math.Max(1, Math.Abs(theirs)), $"{measure} {key} {column}");
                else mine.ShouldBe(text, $"{measure} {key} {column}");
            }
        }

        ours.Keys.ShouldBeEmpty();
        return compared;
    }

    public static Period Quarter(string key)
    {
        var from = new DateOnly(int.Parse(key[..4], CultureInfo.InvariantCulture), ((key[^1] - '1') * 3) + 1, 1);
        return new Period(key, from, from.AddMonths(3), from, from.AddMonths(3));
    }

    private static Dictionary<string, IReadOnlyList<DatedValue>> Attributes(string? format) =>
        format is null ? [] : new Dictionary<string, IReadOnlyList<DatedValue>>(StringComparer.Ordinal) { ["format"] = [new DatedValue(DateOnly.MinValue, format)] };

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static IReadOnlyList<IReadOnlyDictionary<string, string>> Csv(string name)
    {
        var lines = File.ReadAllLines(Places.OfData("reference", "effects", name + ".csv"));
        var header = lines[0].Split(',');
        return [.. lines[1..].Select(line => header.Zip(line.Split(',')).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal))];
    }
}
