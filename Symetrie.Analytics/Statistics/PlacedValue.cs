using System.Buffers;
using System.Numerics;

namespace Symetrie.Analytics.Statistics;

/// <summary>A value of a series, as an integer with the same order, and its place in the series.</summary>
/// <param name="Key">Ascends with the value; equal for equal values, zeros of both signs among them.</param>
/// <param name="Place">The place in the series, 0-based.</param>
internal readonly record struct PlacedValue(ulong Key, int Place)
{
    // From here on digit sorting is faster than comparing.
    private const int ManyValues = 2048;
    private const int DigitBits = 11;
    private const int Digits = 3;
    private const int ShortRun = 24;

    /// <summary>The value; 0 without a sign.</summary>
    private double Value => BitConverter.UInt64BitsToDouble(Key > long.MaxValue ? Key ^ (1UL << 63) : ~Key);

    /// <summary>Sorts finite values; zeros may lose their sign.</summary>
    public static void Sort(Span<double> values)
    {
        if (values.Length < ManyValues)
        {
            values.Sort();
            return;
        }

        var (sorted, spare) = Rent(values.Length);
        var order = Sorted(values, sorted, spare);
        for (var i = 0; i < values.Length; i++) values[i] = order[i].Value;
        Return(sorted, spare);
    }

    /// <summary>Two buffers for <see cref="Sorted"/>; from the pool, as touching new memory costs as much as sorting.</summary>
    public static (PlacedValue[] Buffer, PlacedValue[] Spare) Rent(int length) =>
        (ArrayPool<PlacedValue>.Shared.Rent(length), ArrayPool<PlacedValue>.Shared.Rent(length));

    /// <summary>Gives the buffers back; what was sorted in them is gone.</summary>
    public static void Return(PlacedValue[] buffer, PlacedValue[] spare)
    {
        ArrayPool<PlacedValue>.Shared.Return(buffer);
        ArrayPool<PlacedValue>.Shared.Return(spare);
    }

    /// <summary>The values in ascending order, equal ones in the order of their places; lies in one of the buffers.</summary>
    /// <param name="values">Finite values.</param>
    /// <param name="buffer">At least as long.</param>
    /// <param name="spare">As well.</param>
    public static ReadOnlySpan<PlacedValue> Sorted(ReadOnlySpan<double> values, PlacedValue[] buffer, PlacedValue[] spare)
    {
        var sorted = buffer.AsSpan(0, values.Length);
        ulong differing = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            var bits = BitConverter.DoubleToInt64Bits(values[i] + 0.0); // −0 becomes 0.
            // The bits of positive doubles ascend as the values do; those of negative ones descend, so they are turned over.
            sorted[i] = new PlacedValue((ulong)(bits ^ ((bits >> 63) | long.MinValue)), i);
            differing |= sorted[i].Key ^ sorted[0].Key;
        }

        if (sorted.Length >= ManyValues) return ByLeadingDigits(sorted, spare.AsSpan(0, sorted.Length), BitOperations.Log2(differing | 1));
        sorted.Sort(Compare);
        return sorted;
    }

    private static int Compare(PlacedValue a, PlacedValue b) => a.Key != b.Key ? a.Key.CompareTo(b.Key) : a.Place.CompareTo(b.Place);

    /// <summary>Sorts by the 33 leading bits that differ at all, from the last digit to the first, each pass keeping the order of equals;
    /// the few values that only differ further down are put right afterwards.</summary>
    private static Span<PlacedValue> ByLeadingDigits(Span<PlacedValue> values, Span<PlacedValue> spare, int highest)
    {
        var lowest = Math.Max(0, highest + 1 - (Digits * DigitBits));
        var starts = new int[1 << DigitBits];
        for (var digit = 0; digit < Digits && lowest + (digit * DigitBits) <= highest; digit++)
        {
            Distribute(values, spare, starts, lowest + (digit * DigitBits));
            var last = values;
            values = spare;
            spare = last;
        }

        for (int from = 0, to; lowest > 0 && from < values.Length; from = to)
        {
            to = from + 1;
            while (to < values.Length && values[to].Key >> lowest == values[from].Key >> lowest) to++;
            if (to - from > 1) Finish(values[from..to]);
        }

        return values;
    }

    private static void Distribute(ReadOnlySpan<PlacedValue> from, Span<PlacedValue> to, int[] starts, int shift)
    {
        const int Mask = (1 << DigitBits) - 1;
        Array.Clear(starts);
        foreach (ref readonly var value in from) starts[(int)(value.Key >> shift) & Mask]++;
        var next = 0;
        foreach (ref var start in starts.AsSpan()) (start, next) = (next, next + start);
        foreach (ref readonly var value in from) to[starts[(int)(value.Key >> shift) & Mask]++] = value;
    }

    /// <summary>Sorts values that agree in their leading bits; most often they are equal, and in order already.</summary>
    private static void Finish(Span<PlacedValue> run)
    {
        for (var i = 1; i < run.Length; i++)
        {
            if (run[i - 1].Key <= run[i].Key) continue;
            if (run.Length > ShortRun)
            {
                run.Sort(Compare);
                return;
            }

            var (value, j) = (run[i], i);
            for (; j > 0 && run[j - 1].Key > value.Key; j--) run[j] = run[j - 1];
            run[j] = value;
        }
    }
}
