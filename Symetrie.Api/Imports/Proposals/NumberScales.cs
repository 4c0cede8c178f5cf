using System.Globalization;
using System.Text.RegularExpressions;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Api.Imports.Proposals;

/// <summary>Finds columns whose answers are whole numbers of a rating scale, and which scale: by what was answered in all columns that look alike, and by what the wording says.</summary>
internal static partial class NumberScales
{
    // The ends of a scale are chosen by one in twenty, on average over questions.
    private const double EndShare = 0.05;
    private const double Likely = 0.35;
    private const int FewAnswers = 30;
    private static readonly (int First, int Last, double Weight)[] Usual =
    [
        (1, 5, 0.5), (0, 10, 0.16), (1, 7, 0.1), (1, 4, 0.06), (1, 10, 0.05), (1, 6, 0.04), (0, 4, 0.03), (1, 3, 0.02), (0, 6, 0.015), (0, 5, 0.01), (0, 3, 0.005), (1, 9, 0.005), (1, 11, 0.005),
    ];

    /// <summary>The scale of each column that has one.</summary>
    public static Dictionary<ColumnFacts, ItemScale> Of(IReadOnlyList<ColumnFacts> columns)
    {
        var ratings = columns.Where(IsRating).Select(c => (Column: c, Range: RangeOf(c))).Where(r => r.Range.Count > 0).ToArray();
        // One file does not ask from 0 to 10 here and from 1 to 10 there: where nobody chose 0, it was there all the same.
        var fromZero = ratings.Any(r => r.Range is { Least: 0, Most: 10 } || (r.Range.Most > 7 && r.Column.Words.Tokens.Any(t => t.StartsWith("recomm", StringComparison.Ordinal) || t is "nps")));
        var ranges = Usual.Where(u => !fromZero || u is not (1, 10, _)).Select(u => (u.First, u.Last, Weight: u.Weight * (1 + ratings.Count(r => r.Range.Least == u.First && r.Range.Most == u.Last)))).ToArray();
        var scales = columns.Where(c => c is { NumberShare: >= 0.95, Profile.ValueLabels: null }).Select(c => (Column: c, Scale: Measured(c))).Where(s => s.Scale is not null).ToDictionary(s => s.Column, s => s.Scale!);
        foreach (var battery in ratings.Where(r => !scales.ContainsKey(r.Column)).GroupBy(r => Stem(r.Column)).SelectMany(Alike))
        {
            var (least, most, count) = (battery.Min(r => r.Range.Least), battery.Max(r => r.Range.Most), battery.Sum(r => r.Range.Count));
            // Ticked or not is no scale.
            if (most <= 1) continue;
            var scale = Told(battery.Select(r => r.Column), least, most) ?? (battery.Length == 1 && count < FewAnswers && !AsksSomething(battery[0].Column) ? null : Guessed(least, most, count, battery.Length, ranges, fromZero));
            if (scale is null) continue;
            foreach (var (column, _) in battery) scales[column] = scale;
        }

        return scales;
    }

    /// <summary>The range that a text tells: "1-5", "de 0 à 10", "(%)"; null where it tells none.</summary>
    public static (decimal Min, decimal Max)? Told(string text)
    {
        if (text.Length > 2_000) return null;
        var match = Range().Match(text);
        if (match.Success && decimal.TryParse(match.Groups["min"].Value, CultureInfo.InvariantCulture, out var min) && decimal.TryParse(match.Groups["max"].Value, CultureInfo.InvariantCulture, out var max) && min is 0 or 1 && max is >= 1 and <= 100 && max > min) return (min, max);
        if (OutOf().Match(text) is { Success: true } outOf && int.Parse(outOf.Groups["max"].Value, CultureInfo.InvariantCulture) is var points and >= 3 and <= 100) return (points <= 7 ? 1 : 0, points);
        return text.Contains('%', StringComparison.Ordinal) || Percent().IsMatch(text) ? (0, 100) : null;
    }

    /// <summary>What columns of one battery share: the beginning of their header, or the question they are parts of.</summary>
    public static string Stem(ColumnFacts column)
    {
        var header = column.Profile.Column.Header;
        if (header.Length > 1_500) return header;
        var bracket = header.IndexOf('[', StringComparison.Ordinal);
        if (bracket > 0) return header[..bracket].Trim();
        var option = header.IndexOf(" | ", StringComparison.Ordinal);
        if (option > 0) return header[..option].Trim();
        var path = header.LastIndexOfAny(['/', '.']);
        if (path > 0 && !header.Contains(' ', StringComparison.Ordinal)) return header[..path];
        // Q1, Q2, … are numbered, not of one battery; Q7_1, Q7_2, … are.
        var stem = Number().Replace(header, "");
        return stem.Length <= 1 || Numbered().IsMatch(stem) ? header : stem;
    }

    private static bool IsRating(ColumnFacts column) =>
        column.Profile.ValueLabels is null && column.WholeShare >= 0.95 && column.Distinct is > 0 and <= 13 && !column.Words.IsNoAnswer && column.Profile.Column.Header.Length > 0;

    private static bool IsWide((int Least, int Most, int Count) range) => range.Most > 7;

    // Questions of one name with codes that have nothing in common are several batteries; and so are those of one group of a form
    // of which some go to 10 and others, though many answered, never beyond 7.
    private static IEnumerable<(ColumnFacts Column, (int Least, int Most, int Count) Range)[]> Alike(IEnumerable<(ColumnFacts Column, (int Least, int Most, int Count) Range)> battery)
    {
        var alike = new List<(ColumnFacts Column, (int Least, int Most, int Count) Range)>();
        foreach (var rating in battery.OrderBy(r => r.Range.Least > 7 ? 2 : IsWide(r.Range) ? 1 : 0).ThenBy(r => r.Range.Least))
        {
            if (alike.Count > 0 && (rating.Range.Least > alike.Max(a => a.Range.Most) + 3 || (IsWide(rating.Range) && alike.TrueForAll(a => !IsWide(a.Range) && a.Range.Count >= FewAnswers))))
            {
                yield return [.. alike];
                alike.Clear();
            }

            alike.Add(rating);
        }

        if (alike.Count > 0) yield return [.. alike];
    }

    // A lone column of a few numbers may be anything, unless it is a question by its name or wording.
    private static bool AsksSomething(ColumnFacts column) => column.Words.Tokens.Count >= 4 || Question().IsMatch(column.Profile.Column.Header);

    private static (int Least, int Most, int Count) RangeOf(ColumnFacts column)
    {
        var (least, most, count) = (int.MaxValue, int.MinValue, 0);
        for (var i = 0; i < column.Numbers.Length; i++)
        {
            if (column.Numbers[i] is not { } number || MissingTexts.Holds(number) || number != decimal.Truncate(number)) continue;
            if (number is < 0 or > 100) return (0, 0, 0);
            (least, most, count) = (Math.Min(least, (int)number), Math.Max(most, (int)number), count + column.Profile.Counts[i]);
        }

        return count == 0 || most > 20 || most - least > 12 ? (0, 0, 0) : (least, most, count);
    }

    // Numbers of any grain whose header tells the scale: a mark out of ten, a percentage.
    private static ItemScale? Measured(ColumnFacts column)
    {
        if (column.WholeShare >= 0.95 && column.Distinct <= 13) return null;
        if (column.Words.IsNoAnswer || Told(column.Words.Wording) is not { } told || column.Least < told.Min || column.Most > told.Max) return null;
        return ItemScale.Of(told.Min, told.Max, column.Numbers.Max(n => n is { } number ? Math.Min(6, (int)number.Scale) : 0), 0.85, "its wording tells the points");
    }

    private static ItemScale? Told(IEnumerable<ColumnFacts> columns, int least, int most)
    {
        if (columns.Select(c => Told(c.Words.Wording)).FirstOrDefault(t => t is not null) is not { } told || told.Max > 11 || least < told.Min || most > told.Max) return null;
        return ItemScale.Of(told.Min, told.Max, 0, 0.95, "its wording tells the points");
    }

    /// <summary>The scale on which numbers of this range were probably answered, as far as such numbers alone tell; null where they tell too little.</summary>
    public static ItemScale? Guessed(int least, int most, int count, int columns) => Guessed(least, most, count, columns, [.. Usual.Where(u => u.First == 1)], fromZero: false);

    private static ItemScale? Guessed(int least, int most, int count, int columns, (int First, int Last, double Weight)[] usual, bool fromZero)
    {
        // Codes such as 10 to 13 are some tool's own: they are a scale only where several columns have them.
        var own = (First: least, Last: most, Weight: least > 1 && columns > 1 ? 0.02 : 0.001);
        var isUsual = (fromZero && most > 7) || Array.Exists(usual, u => u.First == least && u.Last == most);
        (int First, int Last, double Weight)[] ranges = isUsual ? usual : [.. usual, own];
        var likely = RangePosterior.Compute(least, most, count, ranges, EndShare);
        var best = Array.IndexOf(likely, likely.Max());
        if (likely[best] < Likely || (ranges[best] == own && !(least > 1 && columns > 1 && most - least >= 2))) return null;
        var (first, last, _) = ranges[best];
        return ItemScale.Of(first, last, 0, Math.Round(Math.Min(0.95, likely[best] * (count < 30 ? 0.7 : 1)), 2), $"whole numbers from {least} to {most} in {count} answers of {columns} column{(columns == 1 ? "" : "s")} alike");
    }

    [GeneratedRegex(@"(?<![\d.,])(?<min>[01])\s*(?:-|–|—|to|à|a)\s*(?<max>\d{1,3})(?![\d.,])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Range();

    [GeneratedRegex(@"^(Q|QID|Question|Item)[\s_.]*\d", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Question();

    [GeneratedRegex(@"\b(sur|out of)\s(?<max>\d{1,3})\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex OutOf();

    [GeneratedRegex(@"^(q|qid|question|item|var|v)[\s_.]*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"\b(percent|pourcent|pourcentage|pct)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Percent();

    [GeneratedRegex(@"[\s_\-#]*\d+[a-z]?$|_[a-z]+$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Number();
}
