using System.Buffers.Binary;
using System.Data;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;
using Npgsql;

namespace Symetrie.Api.Stores.Engines;

/// <summary>A store in a PostgreSQL database, which several programs may share.</summary>
/// <remarks>Readers see one state (repeatable read). Writers come one after another, of all processes, by an advisory lock that ends with its transaction; so what each
/// statement of theirs reads (read committed) is what the writer before left.</remarks>
public sealed partial class PostgresEngine : IEngine
{
    // Any number, the same in every program.
    internal const long WriterLock = 0x53796D6574726965;
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly PostgresAddress address;
    private readonly NpgsqlDataSource source;
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly RecentVersion recent;

    /// <summary>Opens a database.</summary>
    /// <param name="connection">The connection string; <c>Folder</c> in it names where key, log of erasures and files on their way in lie.</param>
    /// <exception cref="ArgumentException">It is no connection string.</exception>
    /// <exception cref="InvalidOperationException">The database cannot hold a store; the message says why, and how to make one that can.</exception>
    public PostgresEngine(string connection)
    {
        address = PostgresAddress.Parse(connection);
        source = NpgsqlDataSource.Create(address.Connection);
        recent = new(AskVersion);
        try
        {
            PostgresUpkeep.Demand(this);
            Directory.CreateDirectory(address.Folder);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Name => "postgres";

    /// <inheritdoc/>
    public string Address => address.Shown;

    /// <inheritdoc/>
    public bool IsShared => true;

    /// <inheritdoc/>
    public string KeyFile => Path.Combine(address.Folder, "symetrie.key");

    /// <inheritdoc/>
    public string AuditFile => Path.Combine(address.Folder, "symetrie.erasures");

    /// <inheritdoc/>
    public string SpoolFolder => Path.Combine(address.Folder, "spool");

    /// <inheritdoc/>
    public long Version => recent.Read();

    /// <inheritdoc/>
    public string Translate(string sql) => Place().Replace(Blob().Replace(sql.Replace("/*clustered*/", "", StringComparison.Ordinal), "bytea"), "$$${place}");

    /// <inheritdoc/>
    public T Read<T>(Func<DbConnection, T> work) => Guarded(() =>
    {
        using var connection = source.OpenConnection();
        using var transaction = connection.BeginTransaction(IsolationLevel.RepeatableRead);
        return work(connection);
    });

    /// <inheritdoc/>
    public T Write<T>(Func<DbConnection, T> work)
    {
        turn.Wait();
        try
        {
            return Transact(work, Lock);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public T WriteBeside<T>(Func<DbConnection, T> work) => Transact(work, Ready);

    /// <inheritdoc/>
    public bool Purge()
    {
        turn.Wait();
        try
        {
            return Guarded(() =>
            {
                using var connection = source.OpenConnection();
                return PostgresUpkeep.Rewrite(connection);
            });
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Backup(string target) => PostgresUpkeep.Backup(this, target);

    /// <inheritdoc/>
    public IReadOnlyList<string> Faults(bool whole) => PostgresUpkeep.Faults(this);

    /// <inheritdoc/>
    public IRowWriter Insert(DbConnection connection, string table, IReadOnlyList<string> columns) => new PostgresRowWriter((NpgsqlConnection)connection, table, columns);

    /// <inheritdoc/>
    public IPreparedReader Prepare(DbConnection connection, string sql) => new PostgresKept((NpgsqlConnection)connection, Translate(sql), []);

    /// <inheritdoc/>
    public IRowReader Select(DbConnection connection, string sql, params object[] parameters) => new PostgresKept((NpgsqlConnection)connection, Translate(sql), parameters);

    /// <inheritdoc/>
    public IRowReader Stream(DbConnection connection, string sql, params object[] parameters) => parameters.All(p => p is long or int or long[])
        ? new PostgresCopy((NpgsqlConnection)connection, Place().Replace(sql, place => PostgresCopy.Literal(parameters[int.Parse(place.Groups["place"].Value) - 1])))
        : new PostgresRows((NpgsqlConnection)connection, Translate(sql), parameters);

    /// <inheritdoc/>
    public void Dispose()
    {
        source.Dispose();
        turn.Dispose();
    }

    // What a server that was told not to wait for its disk answers is no promise: this transaction waits. Of a program that was killed the server hears only when it asks, and it holds what it held.
    private static void Ready(NpgsqlConnection connection) => connection.Execute(
        $"set local lock_timeout = {(int)Patience.TotalMilliseconds}; set local client_connection_check_interval = 2000; select set_config('synchronous_commit', case current_setting('synchronous_commit') when 'off' then 'on' else current_setting('synchronous_commit') end, true)");

    // The first thing a transaction does: its statements after that see what the writer before committed.
    private static void Lock(NpgsqlConnection connection)
    {
        Ready(connection);
        connection.Execute($"select pg_advisory_xact_lock({WriterLock})");
    }

    private T Transact<T>(Func<DbConnection, T> work, Action<NpgsqlConnection> first)
    {
        var committing = false;
        return Guarded(
            () =>
            {
                using var connection = Begin(first, out var transaction);
                using (transaction)
                {
                    try
                    {
                        var result = work(connection);
                        committing = true;
                        transaction.Commit();
                        return result;
                    }
                    catch (InvalidOperationException failure) when (PostgresFailure.IsGone(connection))
                    {
                        // The driver knows it already, and has asked the server nothing.
                        throw PostgresFailure.Gone(failure);
                    }
                    finally
                    {
                        RecentVersion.Committed();
                    }
                }
            },
            () => committing);
    }

    // What is running and what has ended: another text after each commit, whoever commits, and in whatever order they began.
    private long AskVersion() => Guarded(() =>
    {
        using var connection = source.OpenConnection();
        using var command = new NpgsqlCommand("select pg_current_snapshot()::text", connection);
        return BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.ASCII.GetBytes((string)command.ExecuteScalar()!)));
    });

    // A connection may have lain in the pool while its server was started anew: nothing is done yet, so another one is tried.
    private NpgsqlConnection Begin(Action<NpgsqlConnection> first, out NpgsqlTransaction transaction)
    {
        for (var again = true; ; again = false)
        {
            var connection = source.OpenConnection();
            try
            {
                transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
                first(connection);
                return connection;
            }
            catch (Exception failure)
            {
                connection.Dispose();
                if (!again || !PostgresFailure.IsAway(failure)) throw;
                source.Clear();
            }
        }
    }

    private static T Guarded<T>(Func<T> work, Func<bool>? committing = null)
    {
        try
        {
            return work();
        }
        catch (Exception failure)
        {
            if (PostgresFailure.Of(failure, committing?.Invoke() == true) is { } told) throw told;
            throw;
        }
    }

    [GeneratedRegex(@"\?(?<place>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Place();

    [GeneratedRegex(@"\bblob\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Blob();
}
