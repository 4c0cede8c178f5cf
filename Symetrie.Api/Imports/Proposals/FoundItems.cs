using Symetrie.Api.Exports;
using Symetrie.Api.Exports.Profiles;

namespace Symetrie.Api.Imports.Proposals;

/// <summary>Finds the items of an export and their answers, layout by layout.</summary>
internal static class FoundItems
{
    private const int MostItems = 2_000;
    private const int MostColumns = 1_000;

    /// <summary>Columns that hold answers on a scale (a row a respondent).</summary>
    public static List<ProposedItem> Wide(IReadOnlyList<ColumnFacts> columns)
    {
        var coded = columns.Select(c => (Column: c, Scale: CodeLabels.Of(c))).Where(c => c.Scale is not null).ToDictionary(c => c.Column, c => c.Scale!);
        var rest = columns.Where(c => !coded.ContainsKey(c)).ToArray();
        var scales = coded.Concat(LabelScales.Of(rest)).Concat(NumberScales.Of(rest)).Concat(AnswerCodes.Of(rest)).DistinctBy(s => s.Key).OrderBy(s => s.Key.Place);
        return [.. scales.Take(MostColumns).Select(s => new ProposedItem
        {
            Column = s.Key.Profile.Name,
            Wording = s.Key.Words.Wording,
            Stem = NumberScales.Stem(s.Key),
            Scale = s.Value,
            Answers = [.. s.Key.Profile.Codes.Select(code => Share(s.Value, s.Key, code))],
        })];
    }

    /// <summary>Texts of the item column with the answers beside them (a row an answer).</summary>
    public static List<ProposedItem> Long(ColumnFacts item, ColumnFacts answer, ColumnFacts respondent)
    {
        var items = new List<ProposedItem>();
        var people = respondent.Profile.Values.Count;
        var byText = Rows(item);
        var parts = Texts(item).Select(t => (t.Text, Rows: byText[t.Place].ToArray())).Select(t => (t.Text, t.Rows, Part: Part(answer, t.Rows, t.Text))).ToArray();
        var labels = LabelScales.Of([.. parts.Select(p => p.Part)]);
        var numbers = NumberScales.Of([.. parts.Select(p => p.Part).Where(p => !labels.ContainsKey(p))]);
        foreach (var (text, rows, part) in parts)
        {
            if ((labels.GetValueOrDefault(part) ?? numbers.GetValueOrDefault(part)) is not { } scale) continue;
            var answers = new double[people];
            Array.Fill(answers, double.NaN);
            foreach (var row in rows)
                if (respondent.Profile.Codes[row] is >= 0 and var person) answers[person] = Share(scale, answer, answer.Profile.Codes[row]);
            items.Add(new ProposedItem { Column = text, Wording = text, Scale = scale, Answers = answers });
        }

        return items;
    }

    /// <summary>Texts of the item column with the figures beside them (a row a published figure).</summary>
    /// <param name="item">The item column.</param>
    /// <param name="answer">The scores.</param>
    /// <param name="beside">Columns that say something of each item: its wording, its scale, its direction.</param>
    public static List<ProposedItem> Figures(ColumnFacts item, ColumnFacts answer, IReadOnlyList<ColumnFacts> beside)
    {
        var described = beside.Where(b => b != answer && Roles.Follows(item, b) >= 0.95).ToArray();
        var direction = described.FirstOrDefault(d => d.Words.Tokens.Any(t => t is "direction" or "sens" or "keying" or "sign") && d.Numbers.All(n => n is null or 1 or -1));
        var byText = Rows(item);
        var found = Texts(item).Select(t => (t.Text, t.Place, Rows: byText[t.Place].ToArray())).Where(t => t.Rows.Length > 0).ToArray();
        var all = found.Select(f => (f.Text, Part: Part(answer, f.Rows), Beside: described.Select(d => Usual(d, f.Rows)).OfType<string>().ToArray(), Sign: direction is null ? null : Usual(direction, f.Rows))).Where(f => f.Part.Most is not null).ToArray();
        var usual = Usual([.. all.Where(f => Told(f.Text, f.Beside, f.Part) is null).Select(f => f.Part)]);
        return [.. all.Select(f => new ProposedItem
        {
            Column = f.Text,
            Wording = f.Beside.Where(b => b.Length > f.Text.Length && NumberScales.Told(b) is null && b.Contains(' ', StringComparison.Ordinal)).DefaultIfEmpty(f.Text).First(),
            Scale = Told(f.Text, f.Beside, f.Part) ?? usual(f.Part),
            Reversed = f.Sign == "-1",
            Keying = f.Sign == "-1" ? (0.95, "the file says that higher is worse") : f.Sign is null && Keying.IsNegated($"{f.Text} {string.Join(' ', f.Beside)}") ? (0.4, "its wording is negated, and the file does not say whether higher is worse") : null,
            KeyingIsOpen = f.Sign is null && Keying.IsNegated($"{f.Text} {string.Join(' ', f.Beside)}"),
        })];
    }

    private static ItemScale? Told(string text, string[] beside, ColumnFacts part)
    {
        var told = beside.Where(b => b.Length <= 40).Append(text).Concat(beside).Select(NumberScales.Told).FirstOrDefault(t => t is { } range && part.Least >= range.Min && part.Most <= range.Max);
        return told is null ? null : ItemScale.Of(told.Value.Min, told.Value.Max, Decimals(part), 0.95, "the file tells the points");
    }

    // Most figures of a file stand on one scale; where nearly all fit a narrow one, the few that do not stand on a wider one of their own.
    private static Func<ColumnFacts, ItemScale> Usual(ColumnFacts[] parts)
    {
        if (parts.Length == 0) return Own;
        var narrow = parts.Select(Own).GroupBy(s => (s.Min, s.Max)).OrderByDescending(g => g.Count()).First().First();
        var most = parts.Count(p => Own(p) is var own && own.Min == narrow.Min && own.Max == narrow.Max);
        if (most >= 0.6 * parts.Length && parts.Length > 2 && parts.All(p => p.Answered >= 3)) return Own;
        return p => FigureScale(parts.Min(o => o.Least!.Value), parts.Max(o => o.Most!.Value), Decimals(p));
    }

    private static ItemScale Own(ColumnFacts part) => FigureScale(part.Least!.Value, part.Most!.Value, Decimals(part));

    private static ItemScale FigureScale(decimal least, decimal most, int decimals)
    {
        var (min, max, sure) = (least, most) switch
        {
            ( >= 0, <= 1) => (0m, 1m, 0.8),
            ( >= 1, <= 5) => (1m, 5m, 0.6),
            ( >= 0, <= 10) => (0m, 10m, 0.8),
            ( >= 0, <= 100) => (0m, 100m, 0.85),
            ( >= -100, <= 100) => (-100m, 100m, 0.6),
            _ => (Math.Floor(least), Math.Ceiling(most), 0.2),
        };
        return ItemScale.Of(min, max, decimals, sure, FormattableString.Invariant($"the figures lie between {Math.Floor(least)} and {Math.Ceiling(most)}"));
    }

    private static IEnumerable<(string Text, int Place)> Texts(ColumnFacts item) =>
        item.Profile.Values.Select((v, i) => (Text: v, Place: i)).Where(t => !item.MissingValues[t.Place]).Take(MostItems);

    private static ILookup<int, int> Rows(ColumnFacts item) => Enumerable.Range(0, item.Profile.Codes.Length).ToLookup(r => item.Profile.Codes[r]);

    // The same column as if the file had only these rows, and was called otherwise.
    private static ColumnFacts Part(ColumnFacts column, int[] rows, string? called = null)
    {
        var counts = new int[column.Profile.Values.Count];
        foreach (var row in rows)
            if (column.Profile.Codes[row] is >= 0 and var code) counts[code]++;
        var kept = Enumerable.Range(0, counts.Length).Where(i => counts[i] > 0).ToArray();
        return new ColumnFacts(new ColumnProfile(called is null ? column.Profile.Column : new ExportColumn(called, ""), column.Profile.Name, [.. kept.Select(i => column.Profile.Values[i])], [.. kept.Select(i => counts[i])], []), column.Place);
    }

    private static string? Usual(ColumnFacts column, int[] rows) =>
        rows.Select(r => column.Profile.Codes[r]).Where(c => c >= 0).GroupBy(c => c).OrderByDescending(g => g.Count()).Select(g => column.Profile.Values[g.Key]).FirstOrDefault();

    private static int Decimals(ColumnFacts column) => column.Numbers.Where(n => n is not null).Select(n => Math.Min(6, (int)n!.Value.Scale)).DefaultIfEmpty(0).Max();

    private static double Share(ItemScale scale, ColumnFacts column, int code) =>
        code >= 0 && scale.PointOf(column.Profile.Values[code], column.Numbers[code]) is { } point ? (point - (double)scale.Min) / (double)(scale.Max - scale.Min) : double.NaN;
}
