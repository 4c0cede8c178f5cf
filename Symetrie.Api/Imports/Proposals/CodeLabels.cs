using System.Globalization;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Imports.Proposals;

/// <summary>Finds the scale of a column from labels that the file itself gives its codes, as SPSS does: all of them, most of them, or only those of the ends.</summary>
internal static class CodeLabels
{
    // Labels that are in no known set may stand between those that are.
    private const double Most = 0.6;
    private const int WidestRating = 10;

    /// <summary>The scale; null where the labels are no points of one.</summary>
    public static ItemScale? Of(ColumnFacts column)
    {
        if (column.Profile.ValueLabels is not { Count: > 1 } labels) return null;
        Point[] codes = [.. labels.Where(l => !MissingTexts.Holds(l.Value)).Select(l => new Point(Number(l.Key), l.Value)).Where(p => p.Code is not null && !MissingTexts.Holds(p.Code.Value)).OrderBy(p => p.Code)];
        if (codes.Length < 2) return null;
        var ends = Ends(column, labels, codes);
        return LabelSets.All.Select(s => OfSet(s, codes, ends)).FirstOrDefault(s => s is not null) ?? OfEnds(codes, ends);
    }

    // From the least to the greatest number that is labelled or was answered; what the file labels as no answer is none.
    private static (decimal Least, decimal Most, int Between) Ends(ColumnFacts column, IReadOnlyDictionary<string, string> labels, Point[] codes)
    {
        var none = labels.Where(l => MissingTexts.Holds(l.Value)).Select(l => Number(l.Key)).ToHashSet();
        decimal[] answered = [.. column.Numbers.OfType<decimal>().Where(n => !none.Contains(n) && !MissingTexts.Holds(n))];
        decimal[] all = [.. codes.Select(c => c.Code!.Value), .. answered];
        return (all.Min(), all.Max(), answered.Count(n => !Array.Exists(codes, c => c.Code == n)));
    }

    private static ItemScale? OfSet(LabelSet set, Point[] codes, (decimal Least, decimal Most, int Between) ends)
    {
        var known = codes.Select(c => (Code: c.Code!.Value, Point: set.PointOf(c.Label))).Where(c => c.Point > 0).ToArray();
        if (known.Length < 2 || known.Length < Most * codes.Length || known.Select(k => k.Point).Distinct().Count() < known.Length) return null;
        var steps = known.Zip(known.Skip(1)).Select(p => Math.Sign(p.Second.Point - p.First.Point)).Distinct().ToArray();
        if (steps.Length != 1) return null;
        var (falls, whole) = (steps[0] < 0, known.Length == codes.Length && codes.Length > 2);
        var (least, most) = (ends.Least, ends.Most);
        if (known[0].Code != least || known[^1].Code != most || most - least < 2)
        {
            // The ends have no label: the place of those that have one tells where they are.
            var shift = known[0].Code - known[0].Point;
            if (falls || !Array.TrueForAll(known, k => k.Code - k.Point == shift) || least < 1 + shift || most > set.Points.Count + shift) return null;
            (least, most, whole) = (1 + shift, set.Points.Count + shift, false);
        }

        var order = falls ? "; the codes run from the most to the least, so that the item is reverse-keyed" : "";
        var reason = whole ? $"the file labels its codes with a {codes.Length}-point set of {set.Family}{order}" : $"the file labels {known.Length} of its codes with words of {set.Family}{order}";
        return Made(least, most, codes, whole ? 0.95 : 0.8, reason) with { Falls = falls };
    }

    // Two labels, and numbers between them: the ends of a rating, whatever their words.
    private static ItemScale? OfEnds(Point[] codes, (decimal Least, decimal Most, int Between) ends)
    {
        if (codes.Length != 2 || ends.Between == 0 || codes[0].Code != ends.Least || codes[1].Code != ends.Most || ends.Least is not (0 or 1) || ends.Most - ends.Least > WidestRating) return null;
        return Made(ends.Least, ends.Most, codes, 0.75, "the file labels the ends of its codes only, and there are answers between them");
    }

    private static ItemScale Made(decimal least, decimal most, Point[] codes, double confidence, string reason) =>
        new(least, most, 0, codes.DistinctBy(c => TextKey.Of(c.Label)).ToDictionary(c => c.Label, c => c.Code!.Value, StringComparer.Ordinal), confidence, reason);

    private static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private readonly record struct Point(decimal? Code, string Label);
}
