using System.Text;

namespace Symetrie.Analytics.Disclosure;

/// <summary>Reads something of what a <see cref="ByteWriter"/> wrote.</summary>
internal delegate T ByteRead<out T>(ref ByteReader reader);

/// <summary>Reads what a <see cref="ByteWriter"/> wrote, from its beginning on.</summary>
internal ref struct ByteReader(byte[] content)
{
    // The keys of a team and of the node above come again and again, one after the other.
    private (int From, int Length, string Text) last = (0, 0, "");
    private (int From, int Length, string Text) before = (0, 0, "");

    /// <summary>All bytes.</summary>
    public readonly byte[] Content => content;

    /// <summary>Where the next one is.</summary>
    public int At { get; set; }

    public byte Byte() => content[At++];

    public long Number()
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = content[At++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return (long)value;
        }
    }

    /// <summary>A number that counts or numbers something in memory.</summary>
    public int Place() => checked((int)Number());

    public ReadOnlySpan<byte> Bytes(int count)
    {
        var bytes = content.AsSpan(At, count);
        At += count;
        return bytes;
    }

    public void PassNumbers(int count)
    {
        while (count > 0)
            if (content[At++] < 0x80) count--;
    }

    public string Text()
    {
        var length = Place();
        var from = At;
        var bytes = Bytes(length);
        if (bytes.SequenceEqual(content.AsSpan(last.From, last.Length))) return last.Text;
        if (bytes.SequenceEqual(content.AsSpan(before.From, before.Length)))
        {
            (last, before) = (before, last);
            return last.Text;
        }

        (before, last) = (last, (from, length, Encoding.UTF8.GetString(bytes)));
        return last.Text;
    }
}
