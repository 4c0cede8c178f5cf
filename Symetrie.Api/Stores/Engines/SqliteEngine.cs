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
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly string path;
    private readonly string readers;
    private SqliteConnection? writer;

    /// <summary>Opens or makes the file.</summary>
    public SqliteEngine(string path)
    {
        this.path = Path.GetFullPath(path);
        if (Path.GetDirectoryName(this.path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        readers = new SqliteConnectionStringBuilder { DataSource = this.path, Mode = SqliteOpenMode.ReadOnly, Pooling = true, DefaultTimeout = 30 }.ToString();
        Write(_ => 0);
    }

    /// <inheritdoc/>
    public string Name => "sqlite";

    /// <inheritdoc/>
    public string Address => path;

    /// <inheritdoc/>
    public string KeyFile => path + ".key";

    /// <inheritdoc/>
    public string AuditFile => path + ".erasures";

    /// <inheritdoc/>
    public string SpoolFolder => path + ".spool";

    /// <inheritdoc/>
    public string Translate(string sql) => sql.Replace("/*clustered*/", "without rowid", StringComparison.Ordinal);

    /// <inheritdoc/>
    public T Read<T>(Func<DbConnection, T> work)
    {
        using var connection = new SqliteConnection(readers);
        connection.Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        return work(connection);
    }

    /// <inheritdoc/>
    public T Write<T>(Func<DbConnection, T> work)
    {
        turn.Wait();
        try
        {
            using var process = LockAcrossProcesses();
            var connection = writer ??= OpenWriter();
            try
            {
                using var transaction = connection.BeginTransaction();
                var result = work(connection);
                transaction.Commit();
                return result;
            }
            finally
            {
                Checkpoint(connection, LargeLog);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public bool Purge()
    {
        turn.Wait();
        try
        {
            using var process = LockAcrossProcesses();
            var connection = writer ??= OpenWriter();
            // Deleted cells are overwritten, but pages keep older copies of cells that were moved before: only a new file has none.
            connection.Execute("vacuum");
            var waited = System.Diagnostics.Stopwatch.StartNew();
            while (connection.QuerySingle<(long Busy, long Log, long Done)>("pragma wal_checkpoint(truncate)").Busy != 0)
            {
                if (waited.Elapsed > Patience) return false;
                Thread.Sleep(20);
            }

            return true;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public ISpool OpenSpool() => new SqliteSpool();

    /// <inheritdoc/>
    public IRowWriter Insert(DbConnection connection, string table, IReadOnlyList<string> columns, bool skipKnown = false) => new SqliteRowWriter((SqliteConnection)connection, table, columns, skipKnown);

    /// <inheritdoc/>
    public IPreparedReader Prepare(DbConnection connection, string sql) => new SqliteRowReader((SqliteConnection)connection, sql, []);

    /// <inheritdoc/>
    public IRowReader Select(DbConnection connection, string sql, params object[] parameters) => new SqliteRowReader((SqliteConnection)connection, sql, parameters);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (writer is not null)
        {
            // The last connection to close would do it anyway, but without the lock.
            using (LockAcrossProcesses()) Checkpoint(writer, longest: 0);
            writer.Dispose();
        }

        using (var connection = new SqliteConnection(readers)) SqliteConnection.ClearPool(connection);
        turn.Dispose();
    }

    private SqliteConnection OpenWriter()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false, DefaultTimeout = 30 }.ToString());
        connection.Open();
        connection.Execute("pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 0; pragma cache_size = -32768; pragma temp_store = file; pragma secure_delete = on;");
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

    // Moving pages from the log into the file waits for the disk twice, so it is left until the log has grown; the truncation waits for no reader.
    private void Checkpoint(SqliteConnection connection, long longest)
    {
        var log = new FileInfo(path + "-wal");
        if (log.Exists && log.Length > longest) connection.Execute("pragma wal_checkpoint(truncate)");
    }

    // An empty name is a temporary database on disk that SQLite deletes itself.
    private sealed class SqliteSpool : ISpool
    {
        private readonly SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = "", Pooling = false }.ToString());

        public SqliteSpool()
        {
            connection.Open();
            connection.Execute("pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -16384; pragma temp_store = file; begin");
        }

        public DbConnection Connection => connection;

        public void Dispose() => connection.Dispose();
    }
}
