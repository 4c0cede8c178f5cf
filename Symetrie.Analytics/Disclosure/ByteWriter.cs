using System.Buffers;
using System.Text;

namespace Symetrie.Analytics.Disclosure;

/// <summary>Bytes that grow: numbers take as many as they need (seven bits a byte), texts are UTF-8 behind their length.</summary>
internal sealed class ByteWriter(int likely) : IDisposable
{
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(likely);
    private int count;

    public void Put(byte value)
    {
        Reserve(1);
        bytes[count++] = value;
    }

    public void Number(long value)
    {
        Reserve(10);
        var rest = (ulong)value;
        for (; rest > 0x7F; rest >>= 7) bytes[count++] = (byte)(rest | 0x80);
        bytes[count++] = (byte)rest;
    }

    public void Text(string text)
    {
        var encoded = Encoding.UTF8.GetBytes(text);
        Number(encoded.Length);
        Bytes(encoded);
    }

    public void Bytes(ReadOnlySpan<byte> added)
    {
        Reserve(added.Length);
        added.CopyTo(bytes.AsSpan(count));
        count += added.Length;
    }

    public byte[] ToArray() => bytes[..count];

    public void Dispose() => ArrayPool<byte>.Shared.Return(bytes);

    private void Reserve(int more)
    {
        if (bytes.Length - count >= more) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, count + more));
        bytes.AsSpan(0, count).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
