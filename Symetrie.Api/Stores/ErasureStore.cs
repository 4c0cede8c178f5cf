using System.Data.Common;
using Dapper;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Api.Stores;

/// <summary>What erasing a person did.</summary>
/// <param name="Responses">Responses that are gone.</param>
/// <param name="EarlierVersions">Earlier versions of responses that are gone.</param>
/// <param name="Tallies">Stored tallies that held the person; the next run builds them anew.</param>
/// <param name="AlreadyErased">Whether the person had been erased before.</param>
/// <param name="Purged">Whether the files were rewritten, so that no deleted byte is left in them; else this is done when the store is opened next.</param>
public sealed record ErasureOutcome(long Responses, long EarlierVersions, long Tallies, bool AlreadyErased, bool Purged);

/// <summary>Erasures: everything of a person is removed, and a tombstone keeps it from coming back.</summary>
public sealed class ErasureStore
{
    private const string Due = "purge-due";
    private readonly Store store;

    internal ErasureStore(Store store) => this.store = store;

    /// <summary>Erases persons by their numbers. A number nobody answered under is blocked all the same.</summary>
    /// <returns>What was done for each, in their order.</returns>
    /// <exception cref="InvalidOperationException">The store's key file is missing or another's.</exception>
    public IReadOnlyList<ErasureOutcome> Erase(IReadOnlyList<long> persons)
    {
        var key = SecretKey.Of(store);
        var done = persons.Select(person => store.Engine.Write(connection => Erase(connection, key, person))).ToArray();
        var purged = PurgeIfDue();
        return [.. done.Select(d => d with { Purged = purged })];
    }

    /// <summary>The audit log.</summary>
    public IReadOnlyList<AuditEntry> Log() => store.Engine.Read(Log);

    /// <summary>Rewrites the files where an erasure has left that to be done.</summary>
    /// <returns>False where a reader held the log; it stays to be done.</returns>
    public bool PurgeIfDue()
    {
        if (store.Setting(Due) != "yes") return true;
        if (!store.Engine.Purge()) return false;
        store.Engine.Write(connection =>
        {
            store.Put(connection, Due, "no");
            return 0;
        });
        return true;
    }

    /// <summary>Brings the log in the store and the one beside it together: a store restored from an older backup erases again what was erased since.</summary>
    /// <exception cref="AuditBrokenException">One of them was changed, or they are of different stores.</exception>
    internal void Reconcile()
    {
        if (Missing(store.Engine.Read(Log)) is not ({ Count: 0 }, { Count: 0 }))
        {
            var key = SecretKey.Of(store);
            store.Engine.Write(connection => Replay(connection, key));
        }

        PurgeIfDue();
    }

    /// <summary>How many entries there are, the hash of the last one, and what is wrong with them.</summary>
    internal (long Entries, string? Head, string? Fault) Verify()
    {
        var stored = store.Engine.Read(Log);
        try
        {
            var (here, _) = Missing(stored);
            var last = here.Count > 0 ? here[^1] : Last(stored);
            return (stored.Count + here.Count, last?.Hash, null);
        }
        catch (AuditBrokenException broken)
        {
            return (stored.Count, Last(stored)?.Hash, broken.Message);
        }
    }

    /// <summary>How many entries a transaction sees: raised by every erasure.</summary>
    internal long Count(DbConnection connection) => connection.ExecuteScalar<long>(store.Sql("count-audit"));

    private ErasureOutcome Erase(DbConnection connection, SecretKey key, long person)
    {
        // An erasure that stopped between the file and the commit comes first: the chain goes on from it.
        Replay(connection, key);
        var (log, tombstone) = (Log(connection), Tombstones.Of(key, person));
        var known = log.Any(e => e.Tombstone == tombstone);
        var (responses, earlier, tallies) = new Erasing(store, connection).Run(person);
        if (!known || responses + earlier + tallies > 0) store.Put(connection, Due, "yes");
        // Last: where the file cannot be written, nothing is erased; where the commit fails after it, the next opening erases.
        if (!known) Add(connection, [AuditEntry.After(Last(log), store.Now(), "erased", tombstone)], toFile: true);
        return new ErasureOutcome(responses, earlier, tallies, known, Purged: false);
    }

    private int Replay(DbConnection connection, SecretKey key)
    {
        var stored = Log(connection);
        var (here, there) = Missing(stored);
        if (there.Count > 0) AuditFile.Append(store.Engine.AuditFile, there);
        if (here.Count == 0) return 0;
        using (var tombstones = Tombstones.Among(here, key))
        {
            foreach (var person in Persons(connection).Where(tombstones.Block).ToArray()) new Erasing(store, connection).Run(person);
        }

        Add(connection, here, toFile: false);
        var last = here[^1];
        foreach (var tombstone in here.Select(e => e.Tombstone).Distinct().ToArray())
            Add(connection, [last = AuditEntry.After(last, store.Now(), "replayed", tombstone)], toFile: true);
        store.Put(connection, Due, "yes");
        return here.Count;
    }

    // Also those who are in no answer any more, but in what was made of answers before an undo.
    private HashSet<long> Persons(DbConnection connection)
    {
        var persons = LedgerRows.Read(store, connection).Persons().ToHashSet();
        persons.UnionWith(connection.Query<long>(store.Sql("list-persons")));
        foreach (var pack in Packs.All(store, connection)) persons.UnionWith(pack.Persons());
        foreach (var (_, content) in store.Tallies.Stored(connection).Values)
            foreach (var person in SheetCode.Read(content).Everybody) persons.Add(person);
        return persons;
    }

    // What the file has and the store has not, and the other way round.
    private (IReadOnlyList<AuditEntry> Here, IReadOnlyList<AuditEntry> There) Missing(IReadOnlyList<AuditEntry> stored)
    {
        var kept = AuditFile.Read(store.Engine.AuditFile);
        if (AuditEntry.Fault(stored) is { } inStore) throw new AuditBrokenException($"{inStore} (in the store)");
        if (AuditEntry.Fault(kept) is { } inFile) throw new AuditBrokenException($"{inFile} (in {store.Engine.AuditFile})");
        var shared = Math.Min(stored.Count, kept.Count);
        if (shared > 0 && stored[shared - 1] != kept[shared - 1]) throw new AuditBrokenException($"the store and {store.Engine.AuditFile} tell different stories");
        return ([.. kept.Skip(shared)], [.. stored.Skip(shared)]);
    }

    private void Add(DbConnection connection, IReadOnlyList<AuditEntry> entries, bool toFile)
    {
        foreach (var entry in entries) connection.Execute(store.Sql("add-audit"), entry);
        if (toFile) AuditFile.Append(store.Engine.AuditFile, entries);
    }

    private static AuditEntry? Last(IReadOnlyList<AuditEntry> log) => log.Count > 0 ? log[^1] : null;

    private IReadOnlyList<AuditEntry> Log(DbConnection connection) => [.. connection.Query<AuditEntry>(store.Sql("list-audit"))];
}
