namespace Symetrie.Analytics.Statistics;

/// <summary>Scale scores of cases with gaps.</summary>
/// <param name="Scores">One per case; null where too few items were answered.</param>
/// <param name="Scored">Cases with a score.</param>
/// <param name="Missing">Cases without.</param>
/// <param name="Mean">Mean of the scores; null without any.</param>
/// <param name="StandardDeviation">Of the scores, divisor n − 1; null with fewer than two.</param>
/// <param name="Reason">Why mean or standard deviation is absent.</param>
public sealed record ScaleScoreMissingResult(
    IReadOnlyList<double?> Scores, long Scored, long Missing, double? Mean, double? StandardDeviation, Absent Reason);

/// <summary>The prorated scale score: the mean of the items a case has answered, when it has answered enough of them; otherwise none.
/// With the half rule enough is ⌈m/2⌉ of m items (SF-36 manual; Fayers and Machin 2016). A case without any item has no score,
/// never 0.</summary>
public static class ScaleScoreMissing
{
    /// <summary>⌈m/2⌉.</summary>
    public static int HalfRule(int items)
    {
        Guard.AtLeast(items, 1);
        return (items + 1) / 2;
    }

    /// <summary>The score of one case; NaN is an item not answered. The items are summed in ascending order, so
    /// their own order changes no bit.</summary>
    public static double? Score(ReadOnlySpan<double> items, int minAnswered)
    {
        Guard.AtLeast(minAnswered, 1);
        Guard.NoneInfinite(items, nameof(items));
        return Prorate(items, minAnswered, new double[items.Length]);
    }

    /// <summary>The scores of all cases: one row a case, one entry an item. By default the half rule.</summary>
    public static ScaleScoreMissingResult Compute(IReadOnlyList<double[]> rows, int? minAnswered = null)
    {
        var scores = new double?[rows.Count];
        var known = new List<double>(rows.Count);
        var buffer = rows.Count == 0 ? [] : new double[rows[0].Length];
        if (minAnswered is { } given)
        {
            Guard.AtLeast(given, 1, nameof(minAnswered));
        }

        for (var i = 0; i < rows.Count; i++)
        {
            Guard.SameLength(rows[0].Length, rows[i].Length, nameof(rows));
            Guard.NoneInfinite(rows[i], nameof(rows));
            scores[i] = Prorate(rows[i], minAnswered ?? HalfRule(rows[i].Length), buffer);
            if (scores[i] is { } score)
            {
                known.Add(score);
            }
        }

        var summary = UnivariateSummary.Compute(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(known));
        return new ScaleScoreMissingResult(
            scores, known.Count, scores.Length - known.Count, summary.Mean, summary.StandardDeviation, summary.Reason);
    }

    private static double? Prorate(ReadOnlySpan<double> items, int minAnswered, double[] buffer)
    {
        var answered = 0;
        foreach (var item in items)
        {
            if (!double.IsNaN(item))
            {
                buffer[answered++] = item;
            }
        }

        if (answered < minAnswered)
        {
            return null;
        }

        // Ascending summation: a fixed order, and exact for codes.
        Array.Sort(buffer, 0, answered);
        var sum = 0.0;
        for (var i = 0; i < answered; i++)
        {
            sum += buffer[i];
        }

        return sum / answered;
    }
}
