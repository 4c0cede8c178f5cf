using System.Data.Common;
using Dapper;

namespace Symetrie.Api.Stores;

/// <summary>A file that was sent, whatever became of it.</summary>
public sealed record StoredPosting
{
    /// <summary>The id.</summary>
    public required string Id { get; init; }

    /// <summary>The file's name.</summary>
    public required string Name { get; init; }

    /// <summary><c>imported</c>, <c>refused</c>, <c>cancelled</c> or <c>failed</c>.</summary>
    public required string State { get; init; }

    /// <summary>SHA-256 of the bytes as sent, unpacked, hex.</summary>
    public required string ContentHash { get; init; }

    /// <summary>What was asked for beside the content: the same text, the same question.</summary>
    public required string Options { get; init; }

    /// <summary>When it was sent, UTC.</summary>
    public required string CreatedAt { get; init; }

    /// <summary>When its import was undone, UTC; null while that stands, and where nothing was taken in.</summary>
    public string? UndoneAt { get; init; }

    /// <summary>The report, JSON.</summary>
    public required string Report { get; init; }
}

/// <summary>What is kept of a posting once it has ended.</summary>
/// <param name="Id">The id.</param>
/// <param name="Name">The file's name.</param>
/// <param name="ContentHash">SHA-256 of the bytes as sent, unpacked, hex.</param>
/// <param name="Options">What was asked for beside the content.</param>
/// <param name="Idempotency">A hash of who sent it and the key it was sent under; null without one.</param>
/// <param name="CreatedAt">When it was sent, UTC.</param>
public sealed record PostingTitle(string Id, string Name, string ContentHash, string Options, string? Idempotency, string CreatedAt);

/// <summary>Files that were sent, and the rows of them that were not taken. Those of standing and undone imports stay; of the others the newest 200, for 30 days.</summary>
public sealed class PostingStore
{
    private const int MostKept = 200;
    private const int ChunkSize = 256 * 1024;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);
    private readonly Store store;

    internal PostingStore(Store store) => this.store = store;

    /// <summary>A posting by its id; null where it is unknown or no longer kept.</summary>
    public StoredPosting? Find(string id) => store.Engine.Read(connection => connection.QuerySingleOrDefault<StoredPosting>(store.Sql("find-posting"), new { id }));

    /// <summary>The newest posting under an idempotency key; null where there is none.</summary>
    /// <param name="key">The hash of who sent it and the key.</param>
    public StoredPosting? OfKey(string key) => store.Engine.Read(connection => connection.QuerySingleOrDefault<StoredPosting>(store.Sql("find-posting-by-key"), new { key }));

    /// <summary>The newest standing import of a codebook, where it is of this very content, asked for alike and read by the codebook's present version: all it said is current.</summary>
    public StoredPosting? Standing(string codebook, string hash, string options) =>
        store.Engine.Read(connection => connection.QuerySingleOrDefault<StoredPosting>(store.Sql("find-standing-posting"), new { codebook, hash, options }));

    /// <summary>The posting an import came of; null for imports that are older than postings.</summary>
    public string? OfImport(string import) => import.StartsWith("i-", StringComparison.Ordinal) && long.TryParse(import[2..], out var no)
        ? store.Engine.Read(connection => connection.ExecuteScalar<string?>(store.Sql("find-posting-of-import"), new { no })) : null;

    /// <summary>The postings of which nothing was taken in, newest first.</summary>
    public IReadOnlyList<StoredPosting> Unimported() => store.Engine.Read(Unimported);

    /// <summary>Keeps a posting of which nothing was taken in, and forgets those that were kept long enough.</summary>
    public void Save(PostingTitle title, string state, string report, Stream? rejected) => store.Engine.Write(connection =>
    {
        Add(connection, title, state, null, report, rejected);
        Forget(connection);
        return 0;
    });

    /// <summary>Keeps a posting in the transaction of its import, which has the report.</summary>
    internal void Save(DbConnection connection, PostingTitle title, long import, Stream? rejected) => Add(connection, title, "imported", import, null, rejected);

    /// <summary>The rows that were not taken, gzip-compressed CSV; null where none are kept.</summary>
    public byte[]? Rejected(string id) => store.Engine.Read(connection =>
    {
        using var content = new MemoryStream();
        using var rows = store.Engine.Select(connection, store.Sql("list-posting-rejected"), id);
        while (rows.Next()) content.Write(rows.Bytes(0));
        return content.Length == 0 ? null : content.ToArray();
    });

    private StoredPosting[] Unimported(DbConnection connection) => [.. connection.Query<StoredPosting>(store.Sql("list-postings"))];

    private void Add(DbConnection connection, PostingTitle title, string state, long? import, string? report, Stream? rejected)
    {
        var added = connection.Execute(store.Sql("add-posting"), new
        {
            id = title.Id,
            name = title.Name,
            state,
            hash = title.ContentHash,
            options = title.Options,
            idempotency = title.Idempotency,
            import,
            created = title.CreatedAt,
            finished = store.Now(),
            report,
        });
        if (added > 0) store.Notices.Finished(connection, title.Id, state);
        if (added == 0 || rejected is null) return;
        using var rows = store.Engine.Insert(connection, "posting_rejected", ["posting", "chunk", "content"]);
        var (buffer, chunk) = (new byte[ChunkSize], 0L);
        for (int read; (read = rejected.ReadAtLeast(buffer, ChunkSize, throwOnEndOfStream: false)) > 0; chunk++)
        {
            rows.Add(title.Id);
            rows.Add(chunk);
            rows.Add(buffer.AsSpan(0, read));
            rows.EndRow();
        }
    }

    private void Forget(DbConnection connection)
    {
        var oldest = (store.Clock.GetUtcNow() - Kept).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
        foreach (var (posting, place) in Unimported(connection).Select((p, i) => (p, i)))
        {
            if (place < MostKept && string.CompareOrdinal(posting.CreatedAt, oldest) >= 0) continue;
            connection.Execute(store.Sql("forget-posting"), new { id = posting.Id });
            connection.Execute(store.Sql("forget-posting-rejected"), new { id = posting.Id });
        }
    }
}
