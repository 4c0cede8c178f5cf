using System.Security.Cryptography;
using Dapper;

namespace Symetrie.Api.Stores;

/// <summary>What a key may do. Each scope holds the ones before it.</summary>
public enum Scope
{
    /// <summary>Read published results.</summary>
    Read,

    /// <summary>Post exports, codebooks and teams, and read import reports.</summary>
    Ingest,

    /// <summary>Recompute, undo, and administer.</summary>
    Admin,
}

/// <summary>A key as the store knows it: never the key itself.</summary>
public sealed record StoredKey
{
    /// <summary>The public part.</summary>
    public required string Id { get; init; }

    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The scope, lower case.</summary>
    public required string Scope { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required string CreatedAt { get; init; }

    /// <summary>When it ends, UTC; null for never.</summary>
    public string? ExpiresAt { get; init; }

    /// <summary>When it was last used, UTC, to the minute or so; null for never.</summary>
    public string? LastUsedAt { get; init; }

    /// <summary>When it was revoked, UTC.</summary>
    public string? RevokedAt { get; init; }

    /// <summary>SHA-256 of the secret part.</summary>
    internal byte[] Hash { get; init; } = [];
}

/// <summary>API keys: 256 random bits, stored as SHA-256.</summary>
public sealed class KeyStore
{
    private const string Mark = "sym";
    private static readonly byte[] Nobody = SHA256.HashData("nobody"u8);
    private readonly Store store;
    private readonly Remembered<string, StoredKey?> remembered;

    internal KeyStore(Store store) => (this.store, remembered) = (store, new(store.Engine));

    /// <summary>Makes a key.</summary>
    /// <returns>The key, shown this once, and what is stored of it.</returns>
    public (string Key, StoredKey Stored) Add(Scope scope, string name, DateTimeOffset? expires = null)
    {
        var id = "k-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        store.Engine.Write(connection => connection.Execute(store.Sql("add-key"), new
        {
            id,
            name,
            scope = scope.ToString().ToLowerInvariant(),
            hash = SHA256.HashData(Convert.FromHexString(secret)),
            now = store.Now(),
            expires = expires?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"),
        }));
        return ($"{Mark}_{id[2..]}_{secret}", List().Single(k => string.Equals(k.Id, id, StringComparison.Ordinal)));
    }

    /// <summary>All keys.</summary>
    public IReadOnlyList<StoredKey> List() => store.Engine.Read(connection => connection.Query<StoredKey>(store.Sql("list-keys")).ToArray());

    /// <summary>Notes when keys were last used, in one transaction.</summary>
    public void Used(IEnumerable<(string Id, string At)> uses) => store.Engine.Write(connection =>
    {
        foreach (var (id, at) in uses) connection.Execute(store.Sql("use-key"), new { id, at });
        return 0;
    });

    /// <summary>Ends a key.</summary>
    /// <returns>False where there is no such standing key.</returns>
    public bool Revoke(string id) => store.Engine.Write(connection => connection.Execute(store.Sql("revoke-key"), new { id, now = store.Now() })) > 0;

    /// <summary>The key that a text is, if it stands; compared in constant time, also where there is no such key. What is stored is remembered until anything is committed, keys that are not there alike.</summary>
    public StoredKey? Check(string key)
    {
        var parts = key.Split('_');
        var (id, secret) = parts is [Mark, { Length: 12 } i, { Length: 64 } s] ? (i, s) : ("", "");
        var stored = id.Length == 0 ? null : remembered.Of(id, part => store.Engine.Read(connection => connection.QueryFirstOrDefault<StoredKey>(store.Sql("find-key"), new { id = "k-" + part })));
        Span<byte> given = stackalloc byte[32];
        var isHex = Convert.FromHexString(secret, given, out _, out var written) == System.Buffers.OperationStatus.Done && written == 32;
        var same = CryptographicOperations.FixedTimeEquals(SHA256.HashData(given), stored?.Hash ?? Nobody);
        var stands = stored is { RevokedAt: null } && (stored.ExpiresAt is null || string.CompareOrdinal(stored.ExpiresAt, store.Now()) > 0);
        return isHex && same && stands ? stored : null;
    }
}
