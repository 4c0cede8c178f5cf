using System.Buffers.Binary;

namespace Symetrie.Api.Exports.Formats.Spss;

/// <summary>Bytes of an SPSS file in order, with the numbers in them. Nothing is read beyond the end without a refusal that names the place.</summary>
/// <param name="stream">The bytes, from where the stream stands.</param>
/// <param name="position">The place of the first of them in the file.</param>
/// <param name="part">What is being read, for refusals: <c>dictionary</c>, <c>cases</c>.</param>
internal sealed class SpssBytes(Stream stream, long position, string part)
{
    private readonly byte[] buffer = new byte[64 * 1024];
    private long start = position;
    private int at;
    private int filled;

    /// <summary>Whether numbers have their highest byte first.</summary>
    public bool IsBigEndian { get; set; }

    /// <summary>The place of the next byte in the file, from 0.</summary>
    public long Position => start + at;

    /// <summary>Fills a span, or finds that the bytes ended just before it.</summary>
    /// <exception cref="ExportRefused">The bytes end within it.</exception>
    public bool TryFill(Span<byte> to)
    {
        for (var done = 0; done < to.Length;)
        {
            if (at == filled && !Refill()) return done == 0 ? false : throw Truncated();
            var take = Math.Min(filled - at, to.Length - done);
            buffer.AsSpan(at, take).CopyTo(to[done..]);
            (at, done) = (at + take, done + take);
        }

        return true;
    }

    /// <summary>Fills a span.</summary>
    /// <exception cref="ExportRefused">The bytes end before or within it.</exception>
    public void Fill(Span<byte> to)
    {
        if (!TryFill(to)) throw Truncated();
    }

    /// <summary>The next bytes.</summary>
    public byte[] Take(int count)
    {
        var bytes = new byte[count];
        Fill(bytes);
        return bytes;
    }

    /// <summary>Passes bytes over.</summary>
    public void Skip(long count)
    {
        Span<byte> passed = stackalloc byte[1024];
        for (; count > 0; count -= Math.Min(count, passed.Length)) Fill(passed[..(int)Math.Min(count, passed.Length)]);
    }

    /// <summary>The next whole number of four bytes.</summary>
    public int Int32()
    {
        Span<byte> bytes = stackalloc byte[4];
        Fill(bytes);
        return IsBigEndian ? BinaryPrimitives.ReadInt32BigEndian(bytes) : BinaryPrimitives.ReadInt32LittleEndian(bytes);
    }

    /// <summary>The next whole number of eight bytes.</summary>
    public long Int64()
    {
        Span<byte> bytes = stackalloc byte[8];
        Fill(bytes);
        return IsBigEndian ? BinaryPrimitives.ReadInt64BigEndian(bytes) : BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }

    /// <summary>The next floating-point number.</summary>
    public double Float64()
    {
        Span<byte> bytes = stackalloc byte[8];
        Fill(bytes);
        return Float64(bytes);
    }

    /// <summary>The floating-point number in eight bytes.</summary>
    public double Float64(ReadOnlySpan<byte> bytes) => IsBigEndian ? BinaryPrimitives.ReadDoubleBigEndian(bytes) : BinaryPrimitives.ReadDoubleLittleEndian(bytes);

    /// <summary>A refusal that names the place.</summary>
    public ExportRefused Refusal(string what) => new("bad-sav", $"byte {Position}, in the {part} of the SPSS file: {what}");

    private ExportRefused Truncated() => new("truncated", $"byte {Position}: the SPSS file ends within its {part}; it was cut off");

    private bool Refill()
    {
        start += filled;
        (at, filled) = (0, stream.Read(buffer));
        return filled > 0;
    }
}
