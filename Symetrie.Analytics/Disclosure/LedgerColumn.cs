using System.Security.Cryptography;

namespace Symetrie.Analytics.Disclosure;

/// <summary>What the ledger holds of a column: what stands, and whose contributions that is. The second is most of the bytes, and wanted only where something has happened.</summary>
public sealed class LedgerColumn
{
    private readonly byte[]? members;

    private LedgerColumn(byte[] head, byte[]? members, string digest) => (Head, this.members, Digest) = (head, members, digest);

    /// <summary>What stands.</summary>
    public byte[] Head { get; }

    /// <summary>Whose contributions it is.</summary>
    /// <exception cref="InvalidOperationException">They were not read: nothing was to happen to the column.</exception>
    public byte[] Members => members ?? throw new InvalidOperationException("whose contributions a column of the ledger holds was not read");

    /// <summary>A digest of both: columns of one digest are the same.</summary>
    public string Digest { get; }

    /// <summary>Whether a store keeps it as it is here; what an earlier version of the program wrote is to be written anew.</summary>
    public bool IsParted { get; private init; } = true;

    /// <summary>All its bytes.</summary>
    public byte[] Content => [.. Head, .. Members];

    /// <summary>Whether both are what the digest was made of.</summary>
    public bool IsIntact => DigestOf(Head, Members) == Digest;

    /// <summary>A column as a store keeps it.</summary>
    /// <param name="head">What stands.</param>
    /// <param name="members">Whose contributions it is; null where that is not read.</param>
    /// <param name="digest">The digest of both.</param>
    public static LedgerColumn Stored(byte[] head, byte[]? members, string digest) => new(head, members, digest);

    /// <summary>A column that an earlier version of the program wrote in one piece.</summary>
    /// <exception cref="InvalidDataException">The bytes are of another version.</exception>
    public static LedgerColumn Whole(byte[] content)
    {
        var head = HistoryCode.LengthOfHead(content);
        return new(content[..head], content[head..], DigestOf(content, [])) { IsParted = false };
    }

    internal static LedgerColumn Of(byte[] head, byte[] members) => new(head, members, DigestOf(head, members));

    private static string DigestOf(byte[] head, byte[] members)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head);
        hash.AppendData(members);
        return Convert.ToHexStringLower(hash.GetHashAndReset()[..16]);
    }
}
