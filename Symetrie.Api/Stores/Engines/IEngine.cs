using System.Data.Common;

namespace Symetrie.Api.Stores.Engines;

/// <summary>A database that can hold a store. One engine, one store, one process-wide writer.</summary>
public interface IEngine : IDisposable
{
    /// <summary>The engine's name: the folder of statements that win over the shared ones.</summary>
    string Name { get; }

    /// <summary>The store's address without secrets, for messages.</summary>
    string Address { get; }

    /// <summary>Whether several programs, on several machines, may work on the store, each statement being a way there and back.</summary>
    bool IsShared { get; }

    /// <summary>The file that holds the store's secret for keyed hashes.</summary>
    string KeyFile { get; }

    /// <summary>The file that holds the audit log of erasures beside the one in the store.</summary>
    string AuditFile { get; }

    /// <summary>The folder in which files that were sent lie while they are taken in.</summary>
    string SpoolFolder { get; }

    /// <summary>A number that is another one after each commit: of this process at once, of another within a millisecond. Much cheaper to ask for than anything that is stored.</summary>
    long Version { get; }

    /// <summary>Rewrites the database so that no deleted byte is left in its files.</summary>
    /// <returns>False where a reader held what was deleted for too long: then it has to be done again.</returns>
    /// <exception cref="StoreBusyException">Another process held the store for longer than 30 seconds.</exception>
    bool Purge();

    /// <summary>Writes a copy of the store as it is at one moment, while others go on reading and writing: a SQLite file, whatever the engine.</summary>
    /// <param name="target">A file that is not there yet.</param>
    void Backup(string target);

    /// <summary>What is damaged, in words; empty where nothing is.</summary>
    /// <param name="whole">Whether to look at how tables and indexes hang together too, which takes longer.</param>
    IReadOnlyList<string> Faults(bool whole);

    /// <summary>The shared text in this engine's dialect.</summary>
    string Translate(string sql);

    /// <summary>Reads in one transaction, so that all statements see one state.</summary>
    /// <exception cref="StoreBusyException">The database does not answer.</exception>
    T Read<T>(Func<DbConnection, T> work);

    /// <summary>Writes in one transaction; commits when <paramref name="work"/> returns and rolls back when it throws. One at a time, of all processes.</summary>
    /// <exception cref="StoreBusyException">Another process held the store for longer than 30 seconds, or the database does not answer.</exception>
    T Write<T>(Func<DbConnection, T> work);

    /// <summary>Writes in one transaction that waits for no other writer, where the engine can: for work that processes share out among themselves, whose rows lock themselves.</summary>
    /// <exception cref="StoreBusyException">The database does not answer.</exception>
    T WriteBeside<T>(Func<DbConnection, T> work);

    /// <summary>Opens a fast way in for many rows of one table. Statements see them once they are flushed.</summary>
    /// <param name="connection">The connection of the transaction.</param>
    /// <param name="table">The table.</param>
    /// <param name="columns">The columns, in the order in which they are added.</param>
    IRowWriter Insert(DbConnection connection, string table, IReadOnlyList<string> columns);

    /// <summary>Prepares a statement that is read again and again with other parameters.</summary>
    IPreparedReader Prepare(DbConnection connection, string sql);

    /// <summary>Opens a way out for rows, beside which other statements may go on. Parameters are numbered from <c>?1</c>: integers, doubles or texts.</summary>
    IRowReader Select(DbConnection connection, string sql, params object[] parameters);

    /// <summary>Opens a fast way out for any number of rows. Until it is closed nothing else can be done on the connection.</summary>
    /// <param name="connection">The connection of the transaction.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="parameters">As for <see cref="Select"/>; on a shared engine lists of integers too.</param>
    IRowReader Stream(DbConnection connection, string sql, params object[] parameters);
}

/// <summary>Writes rows, column after column. What waits is written when it is closed, at the latest.</summary>
public interface IRowWriter : IDisposable
{
    /// <summary>The next column is an integer, or null.</summary>
    void Add(long? value);

    /// <summary>The next column is a double, or null; never NaN.</summary>
    void Add(double? value);

    /// <summary>The next column is a text, or null.</summary>
    void Add(string? value);

    /// <summary>The next column is bytes.</summary>
    void Add(ReadOnlySpan<byte> value);

    /// <summary>The row is complete.</summary>
    void EndRow();

    /// <summary>Writes what waits, so that the statements that follow see it.</summary>
    void Flush();
}

/// <summary>Reads rows, column by column.</summary>
public interface IRowReader : IDisposable
{
    /// <summary>Steps to the next row.</summary>
    bool Next();

    /// <summary>An integer column, 0-based.</summary>
    long Integer(int column);

    /// <summary>Bytes; valid until the next step.</summary>
    ReadOnlySpan<byte> Bytes(int column);

    /// <summary>A text column; null where the cell is null.</summary>
    string? Text(int column);

    /// <summary>A text column as UTF-8; empty where the cell is null; valid until the next step.</summary>
    ReadOnlySpan<byte> Utf8(int column) => Text(column) is { } text ? System.Text.Encoding.UTF8.GetBytes(text) : default;

    /// <summary>A double column; null where the cell is null.</summary>
    double? Real(int column);

    /// <summary>Whether the cell is null.</summary>
    bool IsNull(int column);
}

/// <summary>A statement that is read again and again with other parameters.</summary>
public interface IPreparedReader : IRowReader
{
    /// <summary>Makes a prepared statement ready for other parameters.</summary>
    void Restart();

    /// <summary>Sets a parameter of a prepared statement, numbered from 1.</summary>
    void Bind(int place, long value);

    /// <summary>Sets a parameter of a prepared statement, numbered from 1.</summary>
    void Bind(int place, ReadOnlySpan<byte> value);
}

/// <summary>Another process held the store for too long, or its database does not answer.</summary>
/// <param name="message">What to tell whoever asked.</param>
/// <param name="cause">What the database said.</param>
public sealed class StoreBusyException(string message, Exception? cause = null) : IOException(message, cause);

/// <summary>There is no space left for the store to write to. What was being written is not; reading goes on.</summary>
/// <param name="cause">What the database said.</param>
public sealed class StoreFullException(Exception cause) : IOException("no space is left where the store lies; nothing of this was written", cause)
{
    private const int NoSpace = 28;
    private const int DiskFull = unchecked((int)0x80070070);

    /// <summary>Whether an exception says that no space is left, be it the store or a file that says it.</summary>
    public static bool Means(Exception failure) => failure is StoreFullException || (failure is IOException && failure.HResult is NoSpace or DiskFull);
}

/// <summary>A text was asked for, or given, that the database cannot hold: one with a NUL character.</summary>
/// <param name="cause">What the database said.</param>
public sealed class UnfitTextException(Exception cause) : Exception("a text holds a NUL character; no text of a store has one", cause);
