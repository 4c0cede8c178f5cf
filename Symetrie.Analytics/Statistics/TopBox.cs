namespace Symetrie.Analytics.Statistics;

/// <summary>Shares at the ends of a scale.</summary>
/// <param name="TopCount">Values in the top box.</param>
/// <param name="BottomCount">Values in the bottom box.</param>
/// <param name="N">Valid values: the denominator.</param>
/// <param name="Missing">Values that were not there.</param>
/// <param name="Invalid">Values outside the scale.</param>
/// <param name="TopShare">In [0, 1]; null without a valid value.</param>
/// <param name="BottomShare">In [0, 1].</param>
/// <param name="Net">Top minus bottom, in [−1, 1].</param>
/// <param name="Reason">Why the shares are absent.</param>
public sealed record TopBoxResult(
    long TopCount, long BottomCount, long N, long Missing, long Invalid, double? TopShare, double? BottomShare, double? Net, Absent Reason);

/// <summary>The share of the valid values that lie in the top k categories of a scale, and in the bottom k.</summary>
public static class TopBox
{
    /// <summary>Boxes of whole categories: top holds x &gt; max − <paramref name="top"/>, bottom x &lt; min + <paramref name="bottom"/>.
    /// A value outside [min, max] is invalid and leaves the denominator.</summary>
    public static TopBoxResult Compute(ReadOnlySpan<double> values, double min, double max, int top = 2, int bottom = 2)
    {
        Pomp.RequireScale(min, max);
        Guard.AtLeast(top, 1);
        Guard.AtLeast(bottom, 1);
        var sample = Counted.Of(values);
        return Of(sample, min, max, x => x > max - top, x => x < min + bottom);
    }

    /// <summary>Boxes by threshold on a tally, as on scores from 0 to 100: top holds x ≥ <paramref name="topFrom"/>, bottom
    /// x ≤ <paramref name="bottomTo"/>.</summary>
    public static TopBoxResult FromCounts(ReadOnlySpan<double> values, ReadOnlySpan<long> counts, double topFrom, double bottomTo)
    {
        if (bottomTo >= topFrom)
        {
            throw new ArgumentException("The bottom box must end below the top box.", nameof(bottomTo));
        }

        var sample = Counted.Of(values, counts);
        return Of(sample, double.NegativeInfinity, double.PositiveInfinity, x => x >= topFrom, x => x <= bottomTo);
    }

    private static TopBoxResult Of(Counted sample, double min, double max, Func<double, bool> isTop, Func<double, bool> isBottom)
    {
        long top = 0, bottom = 0, n = 0;
        for (var i = 0; i < sample.Values.Length; i++)
        {
            var (value, count) = (sample.Values[i], sample.Counts[i]);
            if (value >= min && value <= max)
            {
                n += count;
                top += isTop(value) ? count : 0;
                bottom += isBottom(value) ? count : 0;
            }
        }

        var invalid = sample.N - n;
        return n == 0
            ? new TopBoxResult(0, 0, 0, sample.Missing, invalid, null, null, null, Absent.NoValues)
            : new TopBoxResult(top, bottom, n, sample.Missing, invalid, (double)top / n, (double)bottom / n, (double)(top - bottom) / n, Absent.None);
    }
}
