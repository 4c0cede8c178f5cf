namespace Symetrie.Analytics.Statistics;

/// <summary>A series as distinct ascending values with their counts: what every statistic that ignores order needs to know of it.
/// Statistics that turn raw values into this first give the same bits for raw and for counted input, by construction.</summary>
/// <param name="Values">Distinct, finite, ascending; only values that occur.</param>
/// <param name="Counts">How often each occurs, above 0.</param>
/// <param name="N">Σ counts.</param>
/// <param name="Missing">Values that were NaN.</param>
public sealed record Counted(double[] Values, long[] Counts, long N, long Missing)
{
    /// <summary>Counts a series; NaN is a missing value, an infinite value is refused.</summary>
    public static Counted Of(ReadOnlySpan<double> values)
    {
        Guard.NoneInfinite(values);
        var sorted = new double[values.Length];
        var n = 0;
        foreach (var value in values)
        {
            if (!double.IsNaN(value)) sorted[n++] = value;
        }

        PlacedValue.Sort(sorted.AsSpan(0, n));
        var distinct = new List<double>();
        var counts = new List<long>();
        for (var i = 0; i < n; i++)
        {
            if (distinct.Count > 0 && distinct[^1] == sorted[i])
            {
                counts[^1]++;
            }
            else
            {
                distinct.Add(sorted[i] + 0.0); // −0 becomes 0, so that equal values are one value.
                counts.Add(1);
            }
        }

        return new Counted([.. distinct], [.. counts], n, values.Length - n);
    }

    /// <summary>Checks a tally given by the caller and drops the values that do not occur.</summary>
    public static Counted Of(ReadOnlySpan<double> values, ReadOnlySpan<long> counts)
    {
        Guard.Tally(values, counts);
        var kept = new List<double>();
        var keptCounts = new List<long>();
        long n = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (counts[i] > 0)
            {
                kept.Add(values[i] + 0.0);
                keptCounts.Add(counts[i]);
                n += counts[i];
            }
        }

        return new Counted([.. kept], [.. keptCounts], n, 0);
    }

    /// <summary>Number, mean and variance.</summary>
    public SampleMoments Moments() => SampleMoments.OfCounts(Values, Counts);

    /// <summary>The k-th smallest value, from 1 to N; the first or last one beyond these.</summary>
    public double OrderStatistic(long k)
    {
        long seen = 0;
        for (var i = 0; i < Values.Length; i++)
        {
            seen += Counts[i];
            if (k <= seen)
            {
                return Values[i];
            }
        }

        return Values[^1];
    }

    /// <summary>The median: the middle value, or the mean of the two middle ones. N must be above 0.</summary>
    public double Median()
    {
        var low = OrderStatistic((N + 1) / 2);
        return low + (0.5 * (OrderStatistic((N / 2) + 1) - low));
    }

    /// <summary>The counted distances |x − centre|.</summary>
    public Counted Distances(double centre)
    {
        var distances = Array.ConvertAll(Values, value => Math.Abs(value - centre));
        var counts = (long[])Counts.Clone();
        Array.Sort(distances, counts);
        var last = 0;
        for (var i = 1; i < distances.Length; i++)
        {
            if (distances[i] == distances[last])
            {
                counts[last] += counts[i];
            }
            else
            {
                (distances[++last], counts[last]) = (distances[i], counts[i]);
            }
        }

        var size = distances.Length == 0 ? 0 : last + 1;
        return new Counted(distances[..size], counts[..size], N, 0);
    }
}
