using System.Buffers.Binary;
using System.IO.Hashing;

namespace Symetrie.Api.Stores;

/// <summary>A row of an export, told from others by 96 bits of its hash (XXH3, Collet 2023) under a seed that only the store's secret tells.</summary>
/// <param name="High">The first eight bytes.</param>
/// <param name="Low">The next four.</param>
internal readonly record struct RowMark(ulong High, uint Low)
{
    /// <summary>The mark of a row.</summary>
    public static RowMark Of(ReadOnlySpan<byte> row, long seed)
    {
        Span<byte> hash = stackalloc byte[16];
        XxHash128.Hash(row, hash, seed);
        return new RowMark(BinaryPrimitives.ReadUInt64LittleEndian(hash), BinaryPrimitives.ReadUInt32LittleEndian(hash[8..]));
    }
}

/// <summary>A row on its way to being remembered: 16 bytes, as a batch holds one for each of its rows.</summary>
/// <param name="High">The first eight bytes of its mark.</param>
/// <param name="Low">The next four.</param>
/// <param name="Length">How many bytes the row has; the most that can be told, where it has more.</param>
/// <param name="Group">The place, among those of its batch, of what it says of its team.</param>
internal readonly record struct MarkedRow(ulong High, uint Low, ushort Length, ushort Group);

/// <summary>A row that came before.</summary>
/// <param name="Number">The number of its response.</param>
/// <param name="Line">The physical line on which it begins.</param>
internal readonly record struct SeenRow(int Number, int Line);
