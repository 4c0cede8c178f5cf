namespace Symetrie.Analytics.Statistics;

/// <summary>Average deviation within one group, in the units of the scale.</summary>
/// <param name="N">Members with all items.</param>
/// <param name="AroundMean">Mean |x − mean|, averaged over the items; null when fewer than two members.</param>
/// <param name="AroundMedian">Mean |x − median|, averaged over the items; never above the other.</param>
/// <param name="Reason">Why they are absent.</param>
public readonly record struct AdIndexResult(long N, double? AroundMean, double? AroundMedian, Absent Reason);

/// <summary>The average deviation index (Burke, Finkelstein and Dusig 1999): how far members of a group lie from its centre, without a null
/// distribution. Up to A/6 on A categories counts as agreement (Burke and Dunlap 2002).</summary>
public static class AdIndex
{
    /// <summary>A/6.</summary>
    public static double PracticalCutoff(int categories)
    {
        Guard.AtLeast(categories, 2);
        return categories / 6.0;
    }

    /// <summary>Of one item; NaN is missing.</summary>
    public static AdIndexResult Compute(ReadOnlySpan<double> values) => Of(Counted.Of(values));

    /// <summary>Of a tally of one item; the same bits as the values written out.</summary>
    public static AdIndexResult FromCounts(ReadOnlySpan<double> values, ReadOnlySpan<long> counts) => Of(Counted.Of(values, counts));

    /// <summary>Of several items: one row a member, one entry an item. A member with a missing item (NaN) is left out.</summary>
    public static AdIndexResult Compute(IReadOnlyList<double[]> rows)
    {
        var complete = rows.Where(row => !Array.Exists(row, double.IsNaN)).ToList();
        if (complete.Count == 0)
        {
            return new AdIndexResult(0, null, null, Absent.NoValues);
        }

        var items = complete[0].Length;
        var (mean, median) = (new double[items], new double[items]);
        for (var j = 0; j < items; j++)
        {
            var item = Compute(complete.ConvertAll(row => row[j]).ToArray());
            if (item is not { AroundMean: { } aroundMean, AroundMedian: { } aroundMedian })
            {
                return item;
            }

            (mean[j], median[j]) = (aroundMean, aroundMedian);
        }

        return new AdIndexResult(complete.Count, ExactSum.Of(mean) / items, ExactSum.Of(median) / items, Absent.None);
    }

    private static AdIndexResult Of(Counted sample)
    {
        if (sample.N < 2)
        {
            return new AdIndexResult(sample.N, null, null, sample.N == 0 ? Absent.NoValues : Absent.TooFew);
        }

        // Relative to the smallest value, so that a common offset does not round the centre.
        var shifted = sample.Distances(sample.Values[0]);
        return new AdIndexResult(sample.N, Around(shifted, shifted.Moments().Mean), Around(shifted, shifted.Median()), Absent.None);
    }

    private static double Around(Counted sample, double centre)
    {
        var sum = new ExactAccumulator();
        for (var i = 0; i < sample.Values.Length; i++)
        {
            sum.AddTimes(Math.Abs(sample.Values[i] - centre), sample.Counts[i]);
        }

        return sum.Rounded() / sample.N;
    }
}
