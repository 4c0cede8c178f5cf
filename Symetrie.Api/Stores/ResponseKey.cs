using System.Buffers.Binary;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Stores;

/// <summary>The key of a response: 128 bits of a keyed hash, ordered as the table orders its bytes.</summary>
/// <remarks>Two words and no <see cref="UInt128"/>: what holds one of those is not compiled ahead, and an import would be half over before its innermost loops are quick.</remarks>
/// <param name="High">The first eight bytes.</param>
/// <param name="Low">The last eight.</param>
public readonly record struct ResponseKey(ulong High, ulong Low) : IComparable<ResponseKey>
{
    /// <summary>How many bytes it takes.</summary>
    public const int Size = 16;

    /// <summary>Whether one comes before the other.</summary>
    public static bool operator <(ResponseKey left, ResponseKey right) => left.High < right.High || (left.High == right.High && left.Low < right.Low);

    /// <summary>Whether one comes after the other.</summary>
    public static bool operator >(ResponseKey left, ResponseKey right) => right < left;

    /// <summary>Whether one does not come after the other.</summary>
    public static bool operator <=(ResponseKey left, ResponseKey right) => !(right < left);

    /// <summary>Whether one does not come before the other.</summary>
    public static bool operator >=(ResponseKey left, ResponseKey right) => !(left < right);

    /// <summary>Reads one.</summary>
    public static ResponseKey Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));

    /// <inheritdoc/>
    public int CompareTo(ResponseKey other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);

    /// <summary>The bytes.</summary>
    public byte[] Bytes()
    {
        var bytes = new byte[Size];
        Write(bytes);
        return bytes;
    }

    /// <summary>Writes the bytes.</summary>
    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
    }

    internal void Add(IRowWriter rows)
    {
        Span<byte> bytes = stackalloc byte[Size];
        Write(bytes);
        rows.Add(bytes);
    }

    internal void Bind(IPreparedReader reader, int place)
    {
        Span<byte> bytes = stackalloc byte[Size];
        Write(bytes);
        reader.Bind(place, bytes);
    }
}
