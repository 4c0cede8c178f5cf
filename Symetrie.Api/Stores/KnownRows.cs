using System.Collections;

namespace Symetrie.Api.Stores;

/// <summary>Rows that came before, found by their marks: a hash table with open addressing, 20 bytes a place. Filled from the newest part to the oldest; then for one thread.</summary>
internal sealed class KnownRows
{
    private readonly ulong[] high;
    private readonly uint[] low;
    private readonly int[] numbers;
    private readonly int[] groups;
    private readonly BitArray heard;
    private readonly List<RowGroup> said = [];
    private readonly HashSet<int> met = [];

    /// <param name="most">The most rows there may be.</param>
    /// <param name="responses">How many responses the store has numbered.</param>
    public KnownRows(long most, long responses)
    {
        var places = checked((int)(most + (most / 4) + 16));
        (high, low, numbers, groups) = (new ulong[places], new uint[places], new int[places], new int[places]);
        heard = new BitArray(checked((int)responses));
    }

    /// <summary>How many rows can be found.</summary>
    public int Count { get; private set; }

    /// <summary>What the rows say of their teams that were found.</summary>
    public IEnumerable<RowGroup> Met => met.Select(g => said[g]);

    /// <summary>Takes a part in; of two rows of one response the one that was added first counts.</summary>
    public void Add(byte[] bytes)
    {
        var before = said.Count;
        said.AddRange(RowPart.Read(bytes, (mark, number, group) =>
        {
            if (number >= heard.Count || heard[number]) return;
            heard[number] = true;
            Place(mark, number, before + group);
        }));
    }

    /// <summary>Finds a row, once: when it comes again it is not found.</summary>
    /// <returns>The number of its response; null where it is not known.</returns>
    public int? Take(in RowMark mark)
    {
        for (var at = First(mark); numbers[at] != 0; at = at + 1 == numbers.Length ? 0 : at + 1)
        {
            if (high[at] != mark.High || low[at] != mark.Low) continue;
            if (numbers[at] < 0) continue;
            var number = numbers[at] - 1;
            numbers[at] = -1;
            met.Add(groups[at]);
            return number;
        }

        return null;
    }

    private void Place(in RowMark mark, int number, int group)
    {
        var at = First(mark);
        while (numbers[at] != 0) at = at + 1 == numbers.Length ? 0 : at + 1;
        // 0 is an empty place.
        (high[at], low[at], numbers[at], groups[at]) = (mark.High, mark.Low, number + 1, group);
        Count++;
    }

    private int First(in RowMark mark) => (int)Math.BigMul(mark.High, (ulong)numbers.Length, out _);
}
