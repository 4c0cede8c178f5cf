namespace Symetrie.Analytics.Statistics;

/// <summary>The guard of every door that takes counts.</summary>
internal static class Counts
{
    /// <summary>Refuses a negative count: it is a wrong call, not bad data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static void Check(ReadOnlySpan<long> counts)
    {
        foreach (var count in counts)
        {
            Guard.NonNegative(count, nameof(counts));
        }
    }

    /// <summary>Σ counts.</summary>
    public static long Total(ReadOnlySpan<long> counts)
    {
        var total = 0L;
        foreach (var count in counts)
            total += count;

        return total;
    }
}
