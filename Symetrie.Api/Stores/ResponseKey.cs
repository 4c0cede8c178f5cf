using System.Buffers.Binary;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Stores;

/// <summary>The key of a response as bytes: 128 bits of a keyed hash, in the order in which the table holds them.</summary>
internal static class ResponseKey
{
    public const int Size = 16;

    public static UInt128 Read(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt128BigEndian(bytes);

    public static byte[] Bytes(UInt128 key)
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, key);
        return bytes;
    }

    public static void Write(Span<byte> bytes, UInt128 key) => BinaryPrimitives.WriteUInt128BigEndian(bytes, key);

    public static void Add(IRowWriter rows, UInt128 key)
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, key);
        rows.Add(bytes);
    }

    public static void Bind(IPreparedReader reader, int place, UInt128 key)
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, key);
        reader.Bind(place, bytes);
    }
}
