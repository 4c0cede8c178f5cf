using System.Buffers.Binary;

namespace Symetrie.Api.Stores;

/// <summary>Responses on their way into the store, and the order in which they are merged: that of their keys, rows of one key as their lines stand.</summary>
public sealed class ResponseBatch
{
    private UInt128[] keys = [];
    private int[] order = [];
    private int sorted;

    /// <summary>How many.</summary>
    public int Count => Rows.Count;

    /// <summary>The responses as they were read.</summary>
    internal List<IncomingResponse> Rows { get; } = [];

    /// <summary>The response that is merged at a place; valid once sorted.</summary>
    internal IncomingResponse this[int place] => Rows[order[place]];

    /// <summary>Adds a response.</summary>
    public void Add(in IncomingResponse response) => Rows.Add(response);

    /// <summary>Puts them in order; who reads the file does it, while another thread writes the batch before.</summary>
    public void Sort()
    {
        if (sorted == Count) return;
        if (keys.Length < Count) (keys, order) = (new UInt128[Count], new int[Count]);
        for (var i = 0; i < Count; i++) (keys[i], order[i]) = (BinaryPrimitives.ReadUInt128BigEndian(Rows[i].Key), i);
        Array.Sort(keys, order, 0, Count);
        for (int from = 0, end; from < Count; from = end)
        {
            end = from + 1;
            while (end < Count && keys[end] == keys[from]) end++;
            if (end > from + 1) Array.Sort(order, from, end - from, Comparer<int>.Create((x, y) => Rows[x].Line.CompareTo(Rows[y].Line)));
        }

        sorted = Count;
    }

    /// <summary>Empties the batch, to be filled again.</summary>
    public void Clear()
    {
        Rows.Clear();
        sorted = 0;
    }
}
