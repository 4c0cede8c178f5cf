using System.Buffers.Binary;

namespace Symetrie.Api.Stores;

/// <summary>What a store knows of a response by its key: where its current version lies, and a fingerprint of what it says.</summary>
/// <param name="Key">The key.</param>
/// <param name="Ordinal">Which of several identical rows without an id it is; 0 for the first, and where there is an id.</param>
/// <param name="Number">The response's number.</param>
/// <param name="Unit">The unit's number.</param>
/// <param name="Day">The day; <see cref="Merging.Absent"/> where the response was taken back.</param>
/// <param name="Fingerprint">The fingerprint.</param>
internal readonly record struct KeyRecord(ResponseKey Key, long Ordinal, long Number, long Unit, long Day, long Fingerprint)
{
    /// <summary>How many bytes all but the key takes.</summary>
    public const int RestSize = 28;

    /// <summary>The record of a key and the bytes beside it.</summary>
    public static KeyRecord Read(ResponseKey key, ReadOnlySpan<byte> rest) => new(
        key,
        BinaryPrimitives.ReadInt32BigEndian(rest),
        BinaryPrimitives.ReadInt64BigEndian(rest[4..]),
        BinaryPrimitives.ReadInt32BigEndian(rest[12..]),
        BinaryPrimitives.ReadInt32BigEndian(rest[16..]),
        BinaryPrimitives.ReadInt64BigEndian(rest[20..]));

    /// <summary>Writes all but the key.</summary>
    public void WriteRest(Span<byte> rest)
    {
        BinaryPrimitives.WriteInt32BigEndian(rest, checked((int)Ordinal));
        BinaryPrimitives.WriteInt64BigEndian(rest[4..], Number);
        BinaryPrimitives.WriteInt32BigEndian(rest[12..], checked((int)Unit));
        BinaryPrimitives.WriteInt32BigEndian(rest[16..], checked((int)Day));
        BinaryPrimitives.WriteInt64BigEndian(rest[20..], Fingerprint);
    }
}
