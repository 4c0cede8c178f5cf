using System.Collections;
using System.Runtime.CompilerServices;

namespace Symetrie.Api.Stores;

/// <summary>Rows that came before, in the order in which they came, and found by their marks: the next one is mostly the next of the file too, and else a hash table with open addressing
/// knows its place. Filled from the newest part to the oldest; then for one thread.</summary>
internal sealed class KnownRows
{
    private readonly Row[] rows;
    private readonly int[] places;
    private readonly BitArray heard;
    private readonly List<RowGroup> said = [];
    private readonly HashSet<int> met = [];
    private int next;
    private int lastGroup = -1;

    /// <param name="most">The most rows there may be.</param>
    /// <param name="responses">How many responses the store has numbered.</param>
    public KnownRows(long most, long responses)
    {
        (rows, places) = (GC.AllocateUninitializedArray<Row>(checked((int)most)), new int[checked((int)(most + (most / 2) + 16))]);
        heard = new BitArray(checked((int)responses));
    }

    /// <summary>How many rows can be found.</summary>
    public int Count { get; private set; }

    /// <summary>What the rows say of their teams that were found.</summary>
    public IEnumerable<RowGroup> Met => met.Select(g => said[g]);

    /// <summary>Takes a part in; of two rows of one response the one that was added first counts.</summary>
    public void Add(ArraySegment<byte> bytes)
    {
        var before = said.Count;
        var part = RowPart.Read(bytes, said);
        for (var i = 0; i < part.Numbers.Length; i++)
        {
            var number = part.Numbers[i];
            if (number >= heard.Count || heard[number]) continue;
            heard[number] = true;
            rows[Count] = new Row(part.High[i], part.Low[i], number, before + part.Groups[i]);
            var at = First(part.High[i]);
            while (places[at] != 0) at = at + 1 == places.Length ? 0 : at + 1;
            // 0 is an empty place.
            places[at] = ++Count;
        }
    }

    /// <summary>Finds a row, once: when it comes again it is not found.</summary>
    /// <returns>The number of its response; null where it is not known.</returns>
    public int? Take(in RowMark mark)
    {
        if (next < Count && rows[next].Is(mark)) return Taken(next);
        for (var at = First(mark.High); places[at] != 0; at = at + 1 == places.Length ? 0 : at + 1)
            if (rows[places[at] - 1].Is(mark)) return Taken(places[at] - 1);
        return null;
    }

    private int Taken(int place)
    {
        ref var row = ref rows[place];
        var number = row.Number;
        row = row with { Number = -1 };
        if (row.Group != lastGroup) met.Add(lastGroup = row.Group);
        next = place + 1;
        return number;
    }

    private int First(ulong high) => (int)Math.BigMul(high, (ulong)places.Length, out _);

    // A row that was found has no number any more.
    private readonly record struct Row(ulong High, uint Low, int Number, int Group)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool Is(in RowMark mark) => High == mark.High && Low == mark.Low && Number >= 0;
    }
}
