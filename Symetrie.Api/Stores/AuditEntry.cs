using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Symetrie.Api.Stores;

/// <summary>An entry of the audit log of erasures. Its hash covers itself and the hash of the entry before it.</summary>
public sealed record AuditEntry
{
    /// <summary>Its place, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>When, UTC.</summary>
    public required string At { get; init; }

    /// <summary><c>erased</c>; or <c>replayed</c>, in a store restored from a backup older than the erasure.</summary>
    public required string What { get; init; }

    /// <summary>A keyed hash of the person's number, hex.</summary>
    public required string Tombstone { get; init; }

    /// <summary>SHA-256 over the hash of the entry before and this one's other members, hex.</summary>
    public required string Hash { get; init; }

    /// <summary>The entry as a line of the file beside the store.</summary>
    public string Line => $"{Text}\t{Hash}";

    private string Text => string.Create(CultureInfo.InvariantCulture, $"{Number}\t{At}\t{What}\t{Tombstone}");

    /// <summary>The entry that follows another; null for the first.</summary>
    public static AuditEntry After(AuditEntry? previous, string at, string what, string tombstone)
    {
        var entry = new AuditEntry { Number = (previous?.Number ?? 0) + 1, At = at, What = what, Tombstone = tombstone, Hash = "" };
        return entry with { Hash = entry.HashAfter(previous) };
    }

    /// <summary>Reads a line; null where it is none.</summary>
    public static AuditEntry? Parse(string line) =>
        line.Split('\t') is [var number, var at, var what, var tombstone, var hash] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            && tombstone.Length == 64 && tombstone.All(char.IsAsciiHexDigitLower)
            ? new AuditEntry { Number = place, At = at, What = what, Tombstone = tombstone, Hash = hash }
            : null;

    /// <summary>What is wrong with a chain; null where nothing is.</summary>
    public static string? Fault(IReadOnlyList<AuditEntry> entries)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Number != i + 1) return $"entry {i + 1} is missing";
            if (entries[i].Hash != entries[i].HashAfter(i == 0 ? null : entries[i - 1])) return $"entry {i + 1} was changed, or one before it: its hash does not fit";
        }

        return null;
    }

    private string HashAfter(AuditEntry? previous) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{previous?.Hash}\n{Text}")));
}
