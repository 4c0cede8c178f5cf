using System.Buffers;

namespace Symetrie.Api.Endpoints.Rows;

/// <summary>Gathers what is printed and hands it on in large pieces: a response's own buffer costs more a cell than the cell.</summary>
/// <param name="output">Where it goes.</param>
internal sealed class RowBuffer(IBufferWriter<byte> output)
{
    private byte[] held = new byte[1 << 15];
    private int used;

    /// <summary>Room for at least so many bytes; what is written there counts once <see cref="Advance"/> says so.</summary>
    public Span<byte> Room(int bytes)
    {
        if (held.Length - used >= bytes) return held.AsSpan(used);
        Hand();
        if (held.Length < bytes) held = new byte[bytes];
        return held;
    }

    /// <summary>So many bytes were written into the room.</summary>
    public void Advance(int bytes) => used += bytes;

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        used += bytes.Length;
    }

    /// <summary>Adds a byte.</summary>
    public void Add(byte value)
    {
        Room(1)[0] = value;
        used++;
    }

    /// <summary>Hands over what is held.</summary>
    public void Hand()
    {
        output.Write(held.AsSpan(0, used));
        used = 0;
    }
}
