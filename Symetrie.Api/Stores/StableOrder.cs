namespace Symetrie.Api.Stores;

/// <summary>Puts places in the order of 64-bit keys, byte by byte from the last: places of one key stay as they stood.</summary>
internal sealed class StableOrder
{
    private const int Digits = sizeof(ulong);
    private const int Values = 1 << 8;
    private readonly int[] counts = new int[Digits * Values];
    private ulong[] otherKeys = [];
    private int[] otherPlaces = [];

    /// <summary>The keys, ascending once sorted; valid up to the number that was asked for.</summary>
    public ulong[] Keys { get; private set; } = [];

    /// <summary>The place of each key.</summary>
    public int[] Places { get; private set; } = [];

    /// <summary>Makes room for keys, and numbers the places.</summary>
    public void Begin(int count)
    {
        if (Keys.Length < count) (Keys, otherKeys, Places, otherPlaces) = (new ulong[count], new ulong[count], new int[count], new int[count]);
        for (var i = 0; i < count; i++) Places[i] = i;
    }

    /// <summary>Sorts the first of the keys.</summary>
    public void Sort(int count)
    {
        Array.Clear(counts);
        for (var i = 0; i < count; i++)
            for (var (digit, rest) = (0, Keys[i]); digit < Digits; digit++, rest >>= 8) counts[(digit * Values) + (byte)rest]++;
        for (var digit = 0; digit < Digits; digit++)
        {
            var starts = counts.AsSpan(digit * Values, Values);
            // All have the same byte there.
            if (count == 0 || starts[(byte)(Keys[0] >> (8 * digit))] == count) continue;
            Sum(starts);
            Move(count, 8 * digit, starts);
        }
    }

    private static void Sum(Span<int> counts)
    {
        var before = 0;
        foreach (ref var count in counts) (count, before) = (before, before + count);
    }

    private void Move(int count, int shift, Span<int> starts)
    {
        for (var i = 0; i < count; i++)
        {
            ref var to = ref starts[(byte)(Keys[i] >> shift)];
            (otherKeys[to], otherPlaces[to]) = (Keys[i], Places[i]);
            to++;
        }

        (Keys, otherKeys) = (otherKeys, Keys);
        (Places, otherPlaces) = (otherPlaces, Places);
    }
}
