namespace Symetrie.Analytics.Statistics;

/// <summary>Ranks of a series.</summary>
public static class Ranks
{
    /// <summary>Mid-ranks, from 1: equal values share the mean of the ranks they occupy, so the ranks always add to n(n+1)/2.
    /// NaN is refused: missing values are dropped before ranking, because a dropped rank is not the rank of the dropped.</summary>
    public static double[] Mid(ReadOnlySpan<double> values)
    {
        Guard.AllFinite(values);
        var sorted = values.ToArray();
        var order = new int[values.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(sorted, order);
        var ranks = new double[values.Length];
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            var mid = 0.5 * (start + 1 + end);
            for (var i = start; i < end; i++)
            {
                ranks[order[i]] = mid;
            }

            start = end;
        }

        return ranks;
    }

    /// <summary>Σ(t³ − t) over the groups of t equal values: the tie correction of the rank tests. 0 without ties.</summary>
    public static double TieSum(ReadOnlySpan<double> values)
    {
        Guard.AllFinite(values);
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var sum = 0.0;
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            double t = end - start;
            sum += ((t * t) - 1) * t;
            start = end;
        }

        return sum;
    }
}
