using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Symetrie.Api.Stores.Engines;

/// <summary>A store in one SQLite file.</summary>
/// <remarks>The bundled SQLite has the WAL-reset bug that 3.51.3 fixes, so one process-wide writer connection does every commit and every
/// checkpoint, automatic checkpoints are off, and between processes each write holds a lock on <c>&lt;store&gt;.lock</c>.</remarks>
public sealed class SqliteEngine : IEngine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private const long LargeLog = 32 * 1024 * 1024;
    private const long TooLargeLog = 56 * 1024 * 1024;
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly string path;
    private readonly string readers;
    private readonly IDisposable open;
    private readonly Lazy<SqliteVersion> version;
    private readonly RecentVersion recent;
    private SqliteConnection? writer;
    private Task moving = Task.CompletedTask;

    /// <summary>Opens or makes the file.</summary>
    public SqliteEngine(string path)
    {
        this.path = Path.GetFullPath(path);
        if (Path.GetDirectoryName(this.path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        readers = new SqliteConnectionStringBuilder { DataSource = this.path, Mode = SqliteOpenMode.ReadOnly, Pooling = true, DefaultTimeout = 30 }.ToString();
        open = SqliteFiles.MarkOpen(this.path);
        version = new(() => new SqliteVersion(readers));
        recent = new(() => version.Value.Read());
        Write(_ => 0);
    }

    /// <inheritdoc/>
    public string Name => "sqlite";

    /// <inheritdoc/>
    public string Address => path;

    /// <inheritdoc/>
    public bool IsShared => false;

    /// <inheritdoc/>
    public string KeyFile => path + ".key";

    /// <inheritdoc/>
    public string AuditFile => path + ".erasures";

    /// <inheritdoc/>
    public string SpoolFolder => path + ".spool";

    /// <inheritdoc/>
    public long Version => recent.Read();

    /// <inheritdoc/>
    public string Translate(string sql) => sql.Replace("/*clustered*/", "without rowid", StringComparison.Ordinal);

    /// <inheritdoc/>
    public T Read<T>(Func<DbConnection, T> work)
    {
        try
        {
            using var connection = new SqliteConnection(readers);
            connection.Open();
            using var transaction = connection.BeginTransaction(deferred: true);
            return work(connection);
        }
        catch (SqliteException failure) when (IsFull(failure))
        {
            throw new StoreFullException(failure);
        }
    }

    /// <inheritdoc/>
    public T Write<T>(Func<DbConnection, T> work) => InTurn(connection =>
    {
        try
        {
            using var transaction = connection.BeginTransaction();
            var result = work(connection);
            transaction.Commit();
            return result;
        }
        finally
        {
            // What is committed stays so, whether or not the log can be moved into the file now; and unless it grows beyond all bounds, nobody waits for that.
            if (LogLength > TooLargeLog) TryCheckpoint(connection);
            else if (LogLength > LargeLog && moving.IsCompleted) moving = Task.Run(MoveLog);
        }
    });

    /// <inheritdoc/>
    public T WriteBeside<T>(Func<DbConnection, T> work) => Write(work);

    /// <inheritdoc/>
    public bool Purge() => InTurn(connection =>
    {
        // Deleted cells are overwritten, but pages keep older copies of cells that were moved before: only a new file has none.
        connection.Execute("vacuum");
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (!Checkpoint(connection))
        {
            if (waited.Elapsed > Patience) return false;
            Thread.Sleep(20);
        }

        return true;
    });

    /// <inheritdoc/>
    public void Backup(string target)
    {
        var partial = target + ".partial";
        File.Delete(partial);
        using (var source = new SqliteConnection(readers))
        using (var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = partial, Pooling = false }.ToString()))
        {
            source.Open();
            copy.Open();
            // One step that holds one state: whoever writes goes on meanwhile.
            source.BackupDatabase(copy);
        }

        using (var file = new FileStream(partial, FileMode.Open, FileAccess.ReadWrite)) file.Flush(flushToDisk: true);
        File.Move(partial, target);
        new PageSums(target).Build();
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Faults(bool whole)
    {
        var pages = InTurn(connection =>
        {
            var sums = new PageSums(path);
            var log = LogPages.Read(path + "-wal");
            sums.Settle(log);
            return sums.Exist ? sums.Damaged(log) : [];
        });
        var found = pages.Count == 0 ? [] : new List<string>
        {
            $"{pages.Count:N0} {(pages.Count == 1 ? "page" : "pages")} of {path} {(pages.Count == 1 ? "is" : "are")} not what was written: {string.Join(", ", pages.Take(10))}{(pages.Count > 10 ? ", …" : "")}. Restore a backup; if this file was put here by hand, delete {path}.sums",
        };
        // That may take long, and wants no lock.
        if (whole) found.AddRange(Read(connection => connection.Query<string>("pragma integrity_check(20)").Where(line => line != "ok").ToArray()));
        return found;
    }

    /// <inheritdoc/>
    public IRowWriter Insert(DbConnection connection, string table, IReadOnlyList<string> columns) => new SqliteRowWriter((SqliteConnection)connection, table, columns);

    /// <inheritdoc/>
    public IPreparedReader Prepare(DbConnection connection, string sql) => new SqliteRowReader((SqliteConnection)connection, sql, []);

    /// <inheritdoc/>
    public IRowReader Select(DbConnection connection, string sql, params object[] parameters) => new SqliteRowReader((SqliteConnection)connection, sql, parameters);

    /// <inheritdoc/>
    public IRowReader Stream(DbConnection connection, string sql, params object[] parameters) => Select(connection, sql, parameters);

    /// <inheritdoc/>
    public void Dispose()
    {
        moving.Wait();
        if (version.IsValueCreated) version.Value.Dispose();
        if (writer is not null)
        {
            // The last connection to close would do it anyway, but without the lock.
            using (LockAcrossProcesses()) TryCheckpoint(writer);
            writer.Dispose();
        }

        using (var connection = new SqliteConnection(readers)) SqliteConnection.ClearPool(connection);
        open.Dispose();
        turn.Dispose();
    }

    private SqliteConnection OpenWriter()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false, DefaultTimeout = 30 }.ToString());
        connection.Open();
        connection.Execute("pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 0; pragma cache_size = -24576; pragma temp_store = file; pragma secure_delete = on;");
        return connection;
    }

    private FileStream LockAcrossProcesses()
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited.Elapsed < Patience)
            {
                Thread.Sleep(20);
            }
            catch (IOException)
            {
                throw new StoreBusyException($"the store is being written by another process for more than {Patience.TotalSeconds:0} seconds");
            }
        }
    }

    private long LogLength => new FileInfo(path + "-wal") is { Exists: true } log ? log.Length : 0;

    private T InTurn<T>(Func<SqliteConnection, T> work)
    {
        turn.Wait();
        try
        {
            using var process = LockAcrossProcesses();
            return work(writer ??= OpenWriter());
        }
        catch (SqliteException failure) when (IsFull(failure))
        {
            throw new StoreFullException(failure);
        }
        finally
        {
            RecentVersion.Committed();
            turn.Release();
        }
    }

    // Moving pages from the log into the file waits for the disk twice, so it is left until the log has grown; the truncation waits for no reader.
    private bool Checkpoint(SqliteConnection connection)
    {
        var sums = new PageSums(path);
        var log = LogPages.Read(path + "-wal");
        sums.Settle(log);
        if (log is not null) sums.Announce(log);
        var (busy, all, done) = connection.QuerySingle<(long Busy, long Log, long Done)>("pragma wal_checkpoint(truncate)");
        // Where a reader keeps the log from being cut off, all of it may be in the file nevertheless.
        if (busy == 0 || all == done) sums.Accept();
        if (busy == 0 && !sums.Exist) sums.Build();
        return busy == 0;
    }

    private void MoveLog()
    {
        try
        {
            InTurn(connection =>
            {
                if (LogLength > LargeLog) TryCheckpoint(connection);
                return 0;
            });
        }
        catch (Exception failure) when (failure is SqliteException or IOException)
        {
            // Another program writes, or there is no space: the next write comes back to it.
        }
    }

    private void TryCheckpoint(SqliteConnection connection)
    {
        try
        {
            Checkpoint(connection);
        }
        catch (Exception failure) when (failure is SqliteException or IOException)
        {
            // No space, most likely: the log keeps what was committed, and the next write tries again.
        }
    }

    // SQLite tells some full disks as other faults of writing.
    private bool IsFull(SqliteException failure) =>
        failure.SqliteErrorCode == SQLitePCL.raw.SQLITE_FULL || (failure.SqliteErrorCode is SQLitePCL.raw.SQLITE_IOERR or SQLitePCL.raw.SQLITE_CANTOPEN && Path.GetDirectoryName(path) is { } folder && new DriveInfo(folder).AvailableFreeSpace < 1 << 20);
}
