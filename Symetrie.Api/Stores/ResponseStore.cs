using Dapper;

namespace Symetrie.Api.Stores;

/// <summary>What an import is, before it is taken in.</summary>
/// <param name="Codebook">The codebook it is read by.</param>
/// <param name="Name">The file's name, for people.</param>
/// <param name="ContentHash">SHA-256 of the bytes as sent, hex.</param>
public sealed record ImportTitle(StoredCodebook Codebook, string Name, string ContentHash);

/// <summary>What taking an export in did, or would do.</summary>
/// <param name="Added">Responses that were not there.</param>
/// <param name="Updated">Responses that said something else.</param>
/// <param name="Unchanged">Responses that said the same.</param>
/// <param name="Duplicates">Rows that repeat an earlier row of the same file.</param>
/// <param name="Conflicts">Lines whose key stands on an earlier line of the same file with other content; the first 100,000.</param>
/// <param name="ConflictCount">How many such lines there are.</param>
public sealed record MergeOutcome(long Added, long Updated, long Unchanged, long Duplicates, IReadOnlyList<long> Conflicts, long ConflictCount);

/// <summary>Imports and responses.</summary>
public sealed class ResponseStore
{
    private readonly Store store;

    internal ResponseStore(Store store) => this.store = store;

    /// <summary>Takes an export in, in one transaction.</summary>
    /// <typeparam name="T">What the caller makes of it.</typeparam>
    /// <param name="title">What the import is.</param>
    /// <param name="read">Reads the file into the merging; what it throws undoes everything.</param>
    /// <param name="decide">Told the import's id, the outcome and the merged state; returns the report to keep, and whether to keep the import at all.</param>
    /// <returns>What <paramref name="decide"/> made.</returns>
    public T Merge<T>(ImportTitle title, Action<Merging> read, Func<Merging, string, MergeOutcome, (bool Keep, string Report, T Result)> decide)
    {
        try
        {
            return store.Engine.Write(connection =>
            {
                using var merging = new Merging(store, connection, title.Codebook, store.Take(connection, "import"));
                read(merging);
                var outcome = merging.Finish();
                var (keep, report, result) = decide(merging, $"i-{merging.Import}", outcome);
                if (!keep) throw new NotKept<T>(result);
                Note(connection, merging.Import, title, report);
                return result;
            });
        }
        catch (NotKept<T> rolledBack)
        {
            return rolledBack.Result;
        }
    }

    /// <summary>Notes an import that is taken in.</summary>
    internal void Note(System.Data.Common.DbConnection connection, long import, ImportTitle title, string report) =>
        connection.Execute(store.Sql("add-import"), new { no = import, codebook = title.Codebook.Number, name = title.Name, hash = title.ContentHash, now = store.Now(), report });

    /// <summary>Opens a place where the rows of a long export are put in order.</summary>
    public AnswerSpool Spool() => new(store);

    /// <summary>How many imports stand and how many are undone, and when the newest of each came.</summary>
    public IReadOnlyList<(string State, long Number, string Newest)> Count() => store.Engine.Read(connection => connection.Query<(string, long, string)>(store.Sql("count-imports")).ToArray());

    /// <summary>The imports, newest first.</summary>
    public IReadOnlyList<StoredImport> Imports() => store.Engine.Read(connection => connection.Query<StoredImport>(store.Sql("list-imports")).ToArray());

    /// <summary>An import; null where the id is unknown.</summary>
    public StoredImport? Find(string id) => Imports().FirstOrDefault(i => string.Equals(i.Id, id, StringComparison.Ordinal));

    /// <summary>Takes an import back, whatever came after it.</summary>
    /// <returns>How many responses are gone, restored to an earlier version, or kept because a later import vouches for them; null where the id is unknown or undone already.</returns>
    public UndoOutcome? Undo(string id) => store.Engine.Write<UndoOutcome?>(connection =>
    {
        if (!id.StartsWith("i-", StringComparison.Ordinal) || !long.TryParse(id[2..], out var number)) return null;
        if (connection.Execute(store.Sql("mark-undone"), new { no = number, now = store.Now() }) == 0) return null;
        var (outcomes, undone) = (store.Outcomes.Undo(connection, number), new Undoing(store, connection, number).Run());
        return new UndoOutcome(undone.Removed + outcomes.Removed + store.Deeds.Undo(connection, number), undone.Restored + outcomes.Restored, undone.Kept + outcomes.Kept);
    });

    private sealed class NotKept<T>(T result) : Exception
    {
        public T Result => result;
    }
}

/// <summary>An import as the store remembers it.</summary>
public sealed record StoredImport
{
    /// <summary>The id.</summary>
    public required string Id { get; init; }

    /// <summary>The codebook's key.</summary>
    public required string Codebook { get; init; }

    /// <summary>The file's name.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the bytes as sent.</summary>
    public required string ContentHash { get; init; }

    /// <summary>When it was taken in, UTC.</summary>
    public required string CreatedAt { get; init; }

    /// <summary>When it was undone, UTC; null while it stands.</summary>
    public string? UndoneAt { get; init; }

    /// <summary>The report, JSON.</summary>
    public required string Report { get; init; }
}

/// <summary>What undoing an import did.</summary>
/// <param name="Removed">Responses that are gone.</param>
/// <param name="Restored">Responses that say again what an earlier import said.</param>
/// <param name="Kept">Responses that a later import said too.</param>
public sealed record UndoOutcome(long Removed, long Restored, long Kept);
