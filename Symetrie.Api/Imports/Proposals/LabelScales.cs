using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Imports.Proposals;

/// <summary>Finds columns whose answers are labels of a known set, and which set: of columns with labels of one family the set that holds them all.</summary>
internal static class LabelScales
{
    private const double Enough = 0.9;
    private const int ManyAnswers = 60;

    /// <summary>The scale of each column that has one.</summary>
    public static Dictionary<ColumnFacts, ItemScale> Of(IReadOnlyList<ColumnFacts> columns)
    {
        var fits = columns.Where(c => c.NumberShare < 0.9 && c.Distinct is > 0 and <= 15 && c.Profile.Others == 0).ToDictionary(c => c, c => LabelSets.All.Where(s => Fits(c, s)).ToArray());
        var votes = LabelSets.All.ToDictionary(s => s, s => fits.Values.Count(f => f.Contains(s)));
        var scales = new Dictionary<ColumnFacts, ItemScale>();
        foreach (var (column, sets) in fits.Where(f => f.Value.Length > 0))
        {
            // One label alone ("never") is too little, unless other columns have more of the set.
            // That nobody took the middle tells that there was none only where many answered.
            var answers = fits.Where(f => f.Value.Intersect(sets).Any()).Sum(f => f.Key.Answered);
            var best = sets.MaxBy(s => (votes[s], answers >= ManyAnswers ? -s.Points.Count : 0, -Place(s)))!;
            if (column.Distinct > 1 || votes[best] > 1) scales[column] = Scale(best, [.. fits.Where(f => f.Value.Contains(best)).Select(f => f.Key)], column);
        }

        return scales;
    }

    private static int Place(LabelSet set) => LabelSets.All.TakeWhile(s => s != set).Count();

    // A label each for its own point: a set that makes one point of two labels is not the one that was used.
    private static bool Fits(ColumnFacts column, LabelSet set)
    {
        var (found, all) = (0, 0);
        var points = new Dictionary<int, string>();
        for (var i = 0; i < column.Profile.Values.Count; i++)
        {
            if (column.MissingValues[i]) continue;
            all += column.Profile.Counts[i];
            var point = set.PointOf(column.Profile.Values[i]);
            if (point == 0 && column.Numbers[i] is { } number && number == decimal.Truncate(number) && number >= 1 && number <= set.Points.Count) found += column.Profile.Counts[i];
            if (point == 0) continue;
            found += column.Profile.Counts[i];
            var key = TextKey.Of(column.Profile.Values[i]);
            if (points.TryGetValue(point, out var other) && other != key && Language(other) == Language(key)) return false;
            points[point] = key;
        }

        return points.Count > 0 && found >= Enough * all;
    }

    // Respondents of one file may answer in two languages: then a point has a label in each.
    private static bool Language(string key) => key.Split(' ').Any(w => w is "pas" or "daccord" or "plutot" or "tres" or "ni" or "jamais" or "souvent" or "parfois" or "toujours" or "rarement" or "peu" or "probable" or "satisfait" or "bon" or "mauvais");

    private static ItemScale Scale(LabelSet set, IReadOnlyList<ColumnFacts> alike, ColumnFacts column)
    {
        var labels = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var value in alike.SelectMany(c => c.Profile.Values))
            if (set.PointOf(value) is > 0 and var point) labels.TryAdd(value, point);
        var seen = labels.Values.ToHashSet();
        foreach (var (spellings, i) in set.Points.Select((p, i) => (p, i)).Where(p => !seen.Contains(p.i + 1)))
            foreach (var spelling in spellings) labels.TryAdd(spelling, i + 1);
        var own = column.Profile.Values.Select(set.PointOf).Where(p => p > 0).Distinct().Count();
        var confidence = Math.Min(0.98, 0.6 + (0.4 * seen.Count / set.Points.Count));
        return new ItemScale(1, set.Points.Count, 0, labels, confidence, $"its answers are labels of a {set.Points.Count}-point set of {set.Family}: {own} of its points here, {seen.Count} in all columns alike");
    }
}
