using System.Globalization;
using Shouldly;
using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Tests.Measures;

/// <summary>The made-up answers of <c>data/reference/moves</c>: 14 teams in two regions, 13 quarters, with what a second program computes from them.</summary>
internal static class Moves
{
    private static readonly string[] Points = ["a0", "a25", "a50", "a75", "a100"];

    private static readonly Lazy<Analysis> Whole = new(() => Of(Answers()));

    public static Panel Panel => Whole.Value.Panel;

    /// <summary>The lines of the answers file, each by column.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Answers() => Csv("answers");

    /// <summary>Analyses answers; every line a cell.</summary>
    public static Analysis Of(IEnumerable<IReadOnlyDictionary<string, string>> lines, AnalysisSettings? settings = null)
    {
        var cells = lines.ToList();
        var periods = cells.Select(c => c["period"]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(Quarter).ToArray();
        string[] dimensions = ["respect", "equity"];
        var tree = TeamTree.Of([Team("org", null), Team("r1", "org"), Team("r2", "org"), .. Enumerable.Range(1, 14).Select(i => Team($"t{i:00}", i <= 7 ? "r1" : "r2"))]);
        var sheets = new Dictionary<SheetName, SheetBuilder>();
        var number = 0L;
        foreach (var cell in cells)
        {
            var name = new SheetName(cell["voice"] == "employee" ? Voice.Employee : Voice.Customer, tree.PlaceOf(cell["team"]), Array.FindIndex(periods, p => p.Key == cell["period"]));
            var builder = sheets.TryGetValue(name, out var known) ? known : sheets[name] = new SheetBuilder(2);
            for (var i = 0; i < Points.Length; i++)
                for (var n = long.Parse(cell[Points[i]], CultureInfo.InvariantCulture); n > 0; n--)
                    builder.Add(++number, number, [.. dimensions.Select(d => d == cell["dimension"] ? i * 25L * ScorePoints.UnitsPerPoint : -1)]);
        }

        var named = dimensions.Select(d => new Dimension(d, new LocalText(d, d))).ToArray();
        var forms = dimensions.SelectMany(d => Voices.Both.Select(v => (v, d))).ToDictionary(k => k, _ => new DimensionForm(true, false));
        var answers = new Undisclosed { Tree = tree, Periods = periods, EmployeeDimensions = named, CustomerDimensions = named, Sheets = sheets.ToDictionary(s => s.Key, s => s.Value.Build()), Forms = forms };
        return Analysis.Of(answers, settings ?? new AnalysisSettings { Threads = 1 }, ReleaseLedger.Empty, new DateOnly(2027, 1, 1));
    }

    /// <summary>Every row of a measure, period by period.</summary>
    public static IReadOnlyList<IRow> Rows(string measure, Panel? panel = null, AnalysisSettings? settings = null)
    {
        var seen = panel ?? Panel;
        return [.. Enumerable.Range(0, seen.Periods.Count).SelectMany(p => MeasureCatalogue.Find(measure)!.Rows(seen, settings ?? new AnalysisSettings(), p))];
    }

    /// <summary>Every row as the texts of its columns, for comparing whole tables.</summary>
    public static string Text(string measure, Panel? panel = null) => string.Join('\n', Rows(measure, panel).Select(row => string.Join('\t', MeasureCatalogue.Find(measure)!.Columns.Select(c => Text(c, row)))));

    /// <summary>Checks every figure of the peer's file; a row of ours with figures that the peer does not have fails, too.</summary>
    /// <returns>How many figures were compared.</returns>
    public static int ShouldEqualThePeer(string measure, string[] keys, double tolerance, Func<IReadOnlyDictionary<string, string?>, bool> covered)
    {
        var columns = MeasureCatalogue.Find(measure)!.Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        var ours = Rows(measure).Select(row => columns.ToDictionary(c => c.Key, c => Text(c.Value, row), StringComparer.Ordinal))
            .Where(r => r["status"] != "withheld" && covered(r)).ToDictionary(r => string.Join('|', keys.Select(k => r[k])), StringComparer.Ordinal);
        var theirs = Csv(measure);
        var compared = 0;
        foreach (var row in theirs)
        {
            var key = string.Join('|', keys.Select(k => row[k]));
            ours.Remove(key, out var own).ShouldBeTrue($"{measure} {key} is missing");
            foreach (var (column, text) in row.Where(c => !keys.Contains(c.Key)))
            {
                compared++;
                var mine = own![column];
                if (text.Length == 0 || mine is null || columns[column].Kind != ColumnKind.Real) (mine ?? "").ShouldBe(Whole(columns[column], text), $"{measure} {key} {column}");
                else Number(mine).ShouldBe(Number(text), tolerance * Math.Max(1, Math.Abs(Number(text))), $"{measure} {key} {column}");
            }
        }

        ours.Keys.ShouldBeEmpty();
        return compared;

        // pandas writes whole numbers of a column with gaps as 12.0.
        static string Whole(Column column, string text) => column.Kind is ColumnKind.Integer or ColumnKind.Boolean && text.EndsWith(".0", StringComparison.Ordinal) ? text[..^2] : text;
    }

    private static string? Text(Column column, object row) => column.Text(row) ?? column.Integer(row)?.ToString(CultureInfo.InvariantCulture) ?? column.Real(row)?.ToString("R", CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static Period Quarter(string key)
    {
        var from = new DateOnly(int.Parse(key[..4], CultureInfo.InvariantCulture), ((key[^1] - '1') * 3) + 1, 1);
        return new Period(key, from, from.AddMonths(3), from, from.AddMonths(3));
    }

    private static Team Team(string key, string? parent)
    {
        var kind = key[0] == 't' ? int.Parse(key[1..], CultureInfo.InvariantCulture) % 2 == 1 ? "shop" : "station" : null;
        return new Team(key, key, parent, kind is null
            ? new Dictionary<string, IReadOnlyList<DatedValue>>(StringComparer.Ordinal)
            : new Dictionary<string, IReadOnlyList<DatedValue>>(StringComparer.Ordinal) { ["format"] = [new DatedValue(new DateOnly(2020, 1, 1), kind)] });
    }

    private static IReadOnlyList<IReadOnlyDictionary<string, string>> Csv(string name)
    {
        var lines = File.ReadAllLines(Places.OfData("reference", "moves", name + ".csv"));
        var header = lines[0].Split(',');
        return [.. lines[1..].Select(line => header.Zip(line.Split(',')).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal))];
    }
}
