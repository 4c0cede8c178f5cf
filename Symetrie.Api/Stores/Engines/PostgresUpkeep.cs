using Dapper;
using Npgsql;

namespace Symetrie.Api.Stores.Engines;

/// <summary>What a PostgreSQL store needs besides reading and writing.</summary>
internal static class PostgresUpkeep
{
    private const int OldestServer = 140000;

    // Sorted by bytes, as SQLite does and .NET with ordinal comparison: else order, and with it results, would depend on a language.
    private static readonly string[] Order = [" ", "-", "1", "A", "Z", "_", "a", "ab", "b", "z", "É", "é", "ｚ", "😀"];

    // What is erased of a person may lie in any of these, and in no other.
    private static readonly string[] Personal = ["answer", "answer_pack", "superseded", "response", "key_pack", "sighting", "tally", "tally_found", "known_row", "release_version", "unit_fact", "unit_said"];

    /// <summary>Refuses a database in which a store cannot be.</summary>
    public static void Demand(PostgresEngine engine)
    {
        var (version, encoding) = engine.Read(connection => connection.QuerySingle<(long, string)>("select current_setting('server_version_num')::bigint, current_setting('server_encoding')"));
        if (version < OldestServer) throw new InvalidOperationException($"the server is PostgreSQL {version / 10000}; a store needs {OldestServer / 10000} or newer");
        // Texts of another encoding could not even be asked about.
        var sorts = encoding == "UTF8" && engine.Read(connection => connection.Query<string>("select t from unnest(@texts) t order by t", new { texts = Order.Reverse().ToArray() }).SequenceEqual(Order));
        if (sorts) return;
        throw new InvalidOperationException($"the database {engine.Address} {(encoding == "UTF8" ? "sorts texts by a language" : $"is encoded in {encoding}")}, and a store needs bytes: make it with `createdb --template=template0 --encoding=UTF8 --locale=C`");
    }

    /// <summary>Writes the tables anew that may have held anything of a person.</summary>
    /// <returns>False where a reader that began before held what was deleted.</returns>
    public static bool Rewrite(NpgsqlConnection connection)
    {
        // Of the session: a transaction could not rewrite anything.
        connection.Execute($"set lock_timeout = {(int)PostgresEngine.Patience.TotalMilliseconds}; select pg_advisory_lock({PostgresEngine.WriterLock})");
        try
        {
            if (!AwaitReaders(connection)) return false;
            foreach (var table in Personal) connection.Execute($"vacuum (full) {table}");
            return true;
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }
        finally
        {
            connection.Execute($"reset lock_timeout; select pg_advisory_unlock({PostgresEngine.WriterLock})");
        }
    }

    /// <summary>What the server says of damage it met.</summary>
    public static IReadOnlyList<string> Faults(PostgresEngine engine)
    {
        var failures = engine.Read(connection => connection.ExecuteScalar<long>("select coalesce(sum(checksum_failures), 0)::bigint from pg_stat_database where datname = current_database()"));
        return failures == 0 ? [] : [$"the server met {failures:N0} pages of {engine.Address} that are not what was written: restore a backup, and reset the server's statistics after that"];
    }

    /// <summary>Writes a copy as a SQLite file.</summary>
    public static void Backup(PostgresEngine engine, string target)
    {
        var partial = target + ".partial";
        Forget(partial);
        using (var copy = new SqliteEngine(partial))
        {
            Migration.Apply(copy);
            StoreCopy.Run(engine, copy);
        }

        using (var file = new FileStream(partial, FileMode.Open, FileAccess.ReadWrite)) file.Flush(flushToDisk: true);
        File.Move(partial, target);
        Forget(partial);
        new PageSums(target).Build();
    }

    private static void Forget(string path)
    {
        foreach (var ending in new[] { "", "-wal", "-shm", ".lock", ".open" }) File.Delete(path + ending);
        new PageSums(path).Forget();
    }

    // A rewritten table keeps what somebody may still look at: a reader of this database that began before, and every reader to come as long as a transaction
    // of before is open anywhere on the server.
    private static bool AwaitReaders(NpgsqlConnection connection)
    {
        var (began, next) = connection.QuerySingle<(DateTime, string)>("select clock_timestamp(), pg_snapshot_xmax(pg_current_snapshot())::text");
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (connection.ExecuteScalar<bool>(
            "select pg_snapshot_xmin(pg_current_snapshot()) < @next::xid8 or exists (select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and xact_start < @began and backend_xmin is not null)", new { began, next }))
        {
            if (waited.Elapsed > PostgresEngine.Patience) return false;
            Thread.Sleep(50);
        }

        return true;
    }
}
