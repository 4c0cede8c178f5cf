using System.Data.Common;
using Dapper;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Stores;

/// <summary>A stored version of a codebook.</summary>
/// <param name="Number">Its number in the store, never used again.</param>
/// <param name="Version">1, 2, 3, … within its key.</param>
/// <param name="Codebook">The codebook.</param>
/// <param name="PublishedAt">When, UTC.</param>
public sealed record StoredCodebook(long Number, long Version, Codebook Codebook, string PublishedAt);

/// <summary>Questionnaires. One that has responses is changed by publishing a new version.</summary>
public sealed class CodebookStore
{
    private readonly Store store;

    internal CodebookStore(Store store) => this.store = store;

    /// <summary>The newest version of every codebook, by key.</summary>
    public IReadOnlyList<StoredCodebook> All() => store.Engine.Read(connection => Newest(Versions(connection)));

    /// <summary>The newest version of a key; null where there is none.</summary>
    public StoredCodebook? Find(string key) => All().FirstOrDefault(c => string.Equals(c.Codebook.Key, key, StringComparison.Ordinal));

    /// <summary>Takes a codebook in: as a new key, in place of a version without responses, or as the next version.</summary>
    /// <returns>What is stored now, and whether it differs from before.</returns>
    public (StoredCodebook Stored, bool Changed) Put(Codebook codebook)
    {
        var json = CodebookJson.Write(codebook);
        return store.Engine.Write(connection =>
        {
            var newest = Newest(Versions(connection)).FirstOrDefault(c => string.Equals(c.Codebook.Key, codebook.Key, StringComparison.Ordinal));
            if (newest is not null && CodebookJson.Write(newest.Codebook) == json) return (newest, false);
            var now = store.Now();
            if (newest is not null && !IsUsed(connection, newest.Number))
            {
                connection.Execute(store.Sql("replace-codebook"), new { no = newest.Number, json, now });
                return (newest with { Codebook = codebook, PublishedAt = now }, true);
            }

            var next = new StoredCodebook(store.Take(connection, "codebook"), connection.ExecuteScalar<long>(store.Sql("next-codebook-version"), new { key = codebook.Key }), codebook, now);
            connection.Execute(store.Sql("add-codebook"), new { no = next.Number, key = codebook.Key, version = next.Version, json, now });
            return (next, true);
        });
    }

    /// <summary>Withdraws a codebook that has no responses.</summary>
    /// <returns>False where there is no such key.</returns>
    /// <exception cref="InvalidOperationException">It has responses.</exception>
    public bool Delete(string key) => store.Engine.Write(connection =>
    {
        var mine = Versions(connection).Where(c => string.Equals(c.Codebook.Key, key, StringComparison.Ordinal)).ToArray();
        if (mine.Any(c => IsUsed(connection, c.Number))) throw new InvalidOperationException($"codebook '{key}' has responses; undo its imports first");
        return connection.Execute(store.Sql("withdraw-codebook"), new { key, now = store.Now() }) > 0;
    });

    /// <summary>The versions that standing imports were read by.</summary>
    internal IReadOnlyList<StoredCodebook> Used(DbConnection connection)
    {
        var used = connection.Query<long>(store.Sql("list-used-codebooks")).ToHashSet();
        return [.. Versions(connection).Where(c => used.Contains(c.Number))];
    }

    internal IReadOnlyList<StoredCodebook> Versions(DbConnection connection) =>
        [.. connection.Query<(long No, long Version, string Json, string PublishedAt)>(store.Sql("list-codebooks"))
            .Select(row => new StoredCodebook(row.No, row.Version, MirrorFile.ReadCodebook(row.Json), row.PublishedAt))];

    private static List<StoredCodebook> Newest(IEnumerable<StoredCodebook> versions) =>
        [.. versions.GroupBy(v => v.Codebook.Key, StringComparer.Ordinal).Select(g => g.MaxBy(v => v.Version)!).OrderBy(v => v.Codebook.Key, StringComparer.Ordinal)];

    private bool IsUsed(DbConnection connection, long number) => connection.ExecuteScalar<long>(store.Sql("codebook-is-used"), new { number }) > 0;
}
