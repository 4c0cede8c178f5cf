using System.Data.Common;
using Dapper;

namespace Symetrie.Api.Stores;

/// <summary>Who was erased: known by a keyed hash of the person's number, so that the list itself reveals no number. For one thread at a time.</summary>
public sealed class Tombstones : IDisposable
{
    private readonly HashSet<ResponseKey> known;
    private readonly SecretKey.Hasher hasher;

    private Tombstones(IEnumerable<string> tombstones, SecretKey key) =>
        (known, hasher) = ([.. tombstones.Select(t => ResponseKey.Read(Convert.FromHexString(t)))], key.Open());

    /// <summary>Whether rows of a person are not to be stored. Costs nothing where nobody was erased.</summary>
    /// <param name="person">The person's number; negative where the row names nobody.</param>
    public bool Block(long person)
    {
        if (known.Count == 0 || person < 0) return false;
        Span<byte> hash = stackalloc byte[32];
        hasher.Hash(hash, "tombstone", PersonNumber.Text(person));
        return known.Contains(ResponseKey.Read(hash));
    }

    /// <inheritdoc/>
    public void Dispose() => hasher.Dispose();

    /// <summary>The tombstone of a person, hex.</summary>
    internal static string Of(SecretKey key, long person)
    {
        using var own = key.Open();
        Span<byte> hash = stackalloc byte[32];
        own.Hash(hash, "tombstone", PersonNumber.Text(person));
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>The tombstones of a store as a transaction sees them.</summary>
    internal static Tombstones Read(Store store, DbConnection connection, SecretKey key) =>
        new(connection.Query<AuditEntry>(store.Sql("list-audit")).Select(e => e.Tombstone), key);

    internal static Tombstones Among(IEnumerable<AuditEntry> entries, SecretKey key) => new(entries.Select(e => e.Tombstone), key);
}
