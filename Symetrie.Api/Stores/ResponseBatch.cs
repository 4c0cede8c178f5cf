namespace Symetrie.Api.Stores;

/// <summary>Responses on their way into the store, and the order in which they are merged: that of their keys, rows of one key as their lines stand.</summary>
/// <remarks>A batch keeps the answers of its rows in a few large pieces of memory and is filled again and again: a file of any length leaves the collector nothing to do.</remarks>
public sealed class ResponseBatch
{
    private const int PieceSize = 1 << 16;
    private readonly List<byte[]> pieces = [];
    private readonly Blocks<IncomingResponse> rows = new();
    private readonly StableOrder order = new();
    private long[] numbers = [];
    private int sorted;
    private int piece;
    private int used;

    /// <summary>How many.</summary>
    public int Count => rows.Count;

    /// <summary>The responses as they were read.</summary>
    internal IEnumerable<IncomingResponse> Rows
    {
        get
        {
            for (var i = 0; i < Count; i++) yield return rows[i];
        }
    }

    /// <summary>The response that is merged at a place; valid once sorted.</summary>
    internal ref readonly IncomingResponse this[int place] => ref rows[order.Places[place]];

    /// <summary>The first eight bytes of the key of the response that is merged at a place; valid once sorted.</summary>
    internal ulong High(int place) => order.Keys[place];

    /// <summary>Adds a response; the batch keeps a copy of its content.</summary>
    public void Add(in IncomingResponse response) => rows.Add(response with { Content = Keep(response.Content.Span) });

    /// <summary>Puts them in order; who reads the file does it, while another thread writes the batch before.</summary>
    public void Sort()
    {
        if (sorted == Count) return;
        order.Begin(Count);
        for (var i = 0; i < Count; i++) order.Keys[i] = rows[i].Key.High;
        order.Sort(Count);
        for (int from = 0, end; from < Count; from = end)
        {
            end = from + 1;
            while (end < Count && order.Keys[end] == order.Keys[from]) end++;
            if (end > from + 1) Array.Sort(order.Places, from, end - from, Comparer<int>.Create(Compare));
        }

        sorted = Count;
    }

    /// <summary>Notes the response that the row at a place came to be.</summary>
    /// <param name="place">The place in the order of merging.</param>
    /// <param name="number">The response's number; null for a row that is none.</param>
    /// <param name="isUnchanged">Whether it was there and said the same.</param>
    internal void Note(int place, long? number, bool isUnchanged)
    {
        if (numbers.Length < Count) numbers = new long[Count];
        numbers[order.Places[place]] = number is { } known ? isUnchanged ? ~known : known + 1 : 0;
    }

    /// <summary>The number of the response that a row came to be; null for none.</summary>
    /// <param name="row">The row's place as it was added.</param>
    /// <param name="evenUnchanged">Whether one counts that was there and said the same.</param>
    internal long? NumberOf(int row, bool evenUnchanged) => numbers[row] switch
    {
        > 0 => numbers[row] - 1,
        < 0 when evenUnchanged => ~numbers[row],
        _ => null,
    };

    /// <summary>Empties the batch, to be filled again.</summary>
    public void Clear()
    {
        rows.Clear();
        (sorted, piece, used) = (0, 0, 0);
    }

    private int Compare(int one, int other) => rows[one].Key != rows[other].Key ? rows[one].Key.CompareTo(rows[other].Key) : rows[one].Line.CompareTo(rows[other].Line);

    private ReadOnlyMemory<byte> Keep(ReadOnlySpan<byte> content)
    {
        if (content.Length > PieceSize) return content.ToArray();
        if (used + content.Length > PieceSize) (piece, used) = (piece + 1, 0);
        if (piece == pieces.Count) pieces.Add(GC.AllocateUninitializedArray<byte>(PieceSize));
        var kept = pieces[piece].AsMemory(used, content.Length);
        content.CopyTo(kept.Span);
        used += content.Length;
        return kept;
    }
}
