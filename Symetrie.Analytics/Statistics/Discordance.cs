using System.Buffers;

namespace Symetrie.Analytics.Statistics;

/// <summary>Counts discordant pairs by Knight's algorithm (1966): sort by x and then y, then count the exchanges that
/// sorting by y takes.</summary>
internal static class Discordance
{
    /// <summary>Pairs ordered one way by x and the other way by y, and pairs tied in both.</summary>
    public static (long Discordant, double TiedInBoth) Count(RankedSeries x, RankedSeries y)
    {
        var n = x.Length;
        var rented = ArrayPool<int>.Shared.Rent(2 * n);
        try
        {
            Span<int> ranks = rented.AsSpan(0, n), spare = rented.AsSpan(n, n);
            for (var i = 0; i < n; i++) ranks[i] = y.Dense[x.Order[i]];
            var tied = SortTies(x, ranks);
            return (Exchanges(ranks, spare), tied);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(rented);
        }
    }

    /// <summary>Sorts the y ranks inside each run of equal x, and counts the pairs tied in both.</summary>
    private static double SortTies(RankedSeries x, Span<int> ranks)
    {
        if (x.Distinct == x.Length) return 0;
        var tied = 0.0;
        for (int start = 0, end; start < ranks.Length; start = end)
        {
            end = start + 1;
            while (end < ranks.Length && x.Dense[x.Order[end]] == x.Dense[x.Order[start]]) end++;
            if (end - start == 1) continue;
            var run = ranks[start..end];
            run.Sort();
            for (int i = 1, same = 0; i < run.Length; i++)
            {
                same = run[i] == run[i - 1] ? same + 1 : 0;
                tied += same;
            }
        }

        return tied;
    }

    /// <summary>Inversions of the ranks, counted while merge sorting them from the bottom up.</summary>
    private static long Exchanges(Span<int> ranks, Span<int> spare)
    {
        long exchanges = 0;
        var n = ranks.Length;
        for (var width = 1; width < n; width *= 2)
        {
            for (var start = 0; start < n; start += 2 * width)
            {
                var middle = Math.Min(start + width, n);
                exchanges += Merge(ranks[start..middle], ranks[middle..Math.Min(middle + width, n)], spare[start..]);
            }

            var swap = ranks;
            ranks = spare;
            spare = swap;
        }

        return exchanges;
    }

    private static long Merge(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<int> target)
    {
        long exchanges = 0;
        int i = 0, j = 0;
        while (i < left.Length && j < right.Length)
        {
            if (left[i] <= right[j])
            {
                target[i + j] = left[i];
                i++;
            }
            else
            {
                target[i + j] = right[j];
                j++;
                exchanges += left.Length - i;
            }
        }

        left[i..].CopyTo(target[(i + j)..]);
        right[j..].CopyTo(target[(left.Length + j)..]);
        return exchanges;
    }
}
