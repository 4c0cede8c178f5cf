namespace Symetrie.Analytics.Tallies;

/// <summary>Counts distinct values as long as they are few, as those of answers are: no sorting of all that was said.</summary>
/// <remarks>A table of 64 places on the caller's stack; from 48 distinct values on it gives up, and the caller sorts.</remarks>
internal ref struct ValueCounts
{
    /// <summary>How many places a table has.</summary>
    public const int Places = 64;

    private const int Most = 48;
    private readonly Span<long> values;
    private readonly Span<long> counts;
    private int distinct;

    /// <param name="values">Room for the values, <see cref="Places"/>.</param>
    /// <param name="counts">Room for how often each occurs.</param>
    public ValueCounts(Span<long> values, Span<long> counts)
    {
        this.values = values;
        this.counts = counts;
        counts.Clear();
    }

    /// <summary>Counts a value; false where there are too many different ones.</summary>
    public bool Add(long value)
    {
        var at = (int)(((ulong)value * 0x9E3779B97F4A7C15) >> 58);
        while (counts[at] != 0 && values[at] != value) at = (at + 1) & (Places - 1);
        if (counts[at]++ != 0) return true;
        values[at] = value;
        return ++distinct < Most;
    }

    /// <summary>The values, ascending, and how often each occurs.</summary>
    public readonly (long[] Values, long[] Counts) Sorted()
    {
        var (found, times, n) = (new long[distinct], new long[distinct], 0);
        for (var at = 0; at < Places; at++)
        {
            if (counts[at] == 0) continue;
            var place = n++;
            for (; place > 0 && found[place - 1] > values[at]; place--) (found[place], times[place]) = (found[place - 1], times[place - 1]);
            (found[place], times[place]) = (values[at], counts[at]);
        }

        return (found, times);
    }
}
