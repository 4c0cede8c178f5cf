using System.Globalization;
using System.Text.RegularExpressions;

namespace Symetrie.Api.Imports.Proposals;

/// <summary>Finds columns whose answers are the codes that LimeSurvey gives the answers to a question (<c>A1</c> to <c>A5</c>, <c>AO01</c> to <c>AO05</c>), and how many there are:
/// by what was answered in all columns of the battery.</summary>
internal static partial class AnswerCodes
{
    private const int MostPoints = 11;
    private const double Sure = 0.6;

    /// <summary>The scale of each column that has one. Which end is the favourable one, codes do not tell.</summary>
    public static Dictionary<ColumnFacts, ItemScale> Of(IReadOnlyList<ColumnFacts> columns)
    {
        var scales = new Dictionary<ColumnFacts, ItemScale>();
        var coded = columns.Where(c => c is { Distinct: > 0 and <= MostPoints, Profile.Others: 0, Profile.ValueLabels: null, NumberShare: 0 }).Select(c => (Column: c, Codes: CodesOf(c))).Where(c => c.Codes.Length > 0);
        foreach (var battery in coded.GroupBy(c => (NumberScales.Stem(c.Column), c.Codes[0].Mark, c.Codes[0].Digits)))
        {
            var (most, count, wide) = (battery.Max(b => b.Codes.Max(c => c.Number)), battery.Sum(b => b.Column.Answered), battery.Count());
            if (NumberScales.Guessed(1, most, count, wide) is not { } guess) continue;
            var labels = Enumerable.Range(1, (int)guess.Max).ToDictionary(n => battery.Key.Mark + n.ToString($"D{battery.Key.Digits}", CultureInfo.InvariantCulture), n => (decimal)n, StringComparer.Ordinal);
            var reason = $"its answers are codes of LimeSurvey up to {labels.Keys.ElementAt(most - 1)}, in {count} answers of {wide} column{(wide == 1 ? "" : "s")} alike";
            foreach (var (column, _) in battery) scales[column] = new ItemScale(1, guess.Max, 0, labels, Math.Min(Sure, guess.Confidence), reason) { HasOpenEnds = true };
        }

        return scales;
    }

    // Nothing where one of the texts is no code, or where they are written in several ways.
    private static (string Mark, int Digits, int Number)[] CodesOf(ColumnFacts column)
    {
        var texts = column.Profile.Values.Where((_, i) => !column.MissingValues[i]).Select(v => Code().Match(v)).ToArray();
        if (!Array.TrueForAll(texts, t => t.Success)) return [];
        (string Mark, int Digits, int Number)[] codes = [.. texts.Select(t => (t.Groups["mark"].Value, t.Groups["number"].Length, int.Parse(t.Groups["number"].Value, CultureInfo.InvariantCulture)))];
        return codes.DistinctBy(c => c.Mark).Count() == 1 && codes.All(c => c.Number is > 0 and <= MostPoints) && (codes.DistinctBy(c => c.Digits).Count() == 1 || codes.All(c => c.Digits == c.Number.ToString(CultureInfo.InvariantCulture).Length))
            ? [.. codes.OrderBy(c => c.Number)] : [];
    }

    [GeneratedRegex(@"^(?<mark>A|AO)(?<number>\d{1,2})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Code();
}
