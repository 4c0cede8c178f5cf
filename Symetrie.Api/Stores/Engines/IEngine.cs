using System.Data.Common;

namespace Symetrie.Api.Stores.Engines;

/// <summary>A database that can hold a store. One engine, one store, one process-wide writer.</summary>
public interface IEngine : IDisposable
{
    /// <summary>The engine's name: the folder of statements that win over the shared ones.</summary>
    string Name { get; }

    /// <summary>The store's address without secrets, for messages.</summary>
    string Address { get; }

    /// <summary>The file that holds the store's secret for keyed hashes.</summary>
    string KeyFile { get; }

    /// <summary>The file that holds the audit log of erasures beside the one in the store.</summary>
    string AuditFile { get; }

    /// <summary>The folder in which files that were sent lie while they are taken in.</summary>
    string SpoolFolder { get; }

    /// <summary>A number that is another one after each commit, of this process or another; much cheaper to ask for than anything that is stored.</summary>
    long Version { get; }

    /// <summary>Rewrites the database so that no deleted byte is left in its files.</summary>
    /// <returns>False where a reader held the log for too long: then it has to be done again.</returns>
    /// <exception cref="StoreBusyException">Another process held the store for longer than 30 seconds.</exception>
    bool Purge();

    /// <summary>Writes a copy of the store as it is at one moment, while others go on reading and writing.</summary>
    /// <param name="target">A file that is not there yet.</param>
    void Backup(string target);

    /// <summary>What is damaged, in words; empty where nothing is.</summary>
    /// <param name="whole">Whether to look at how tables and indexes hang together too, which takes longer.</param>
    IReadOnlyList<string> Faults(bool whole);

    /// <summary>The shared text in this engine's dialect.</summary>
    string Translate(string sql);

    /// <summary>Reads in one transaction, so that all statements see one state.</summary>
    T Read<T>(Func<DbConnection, T> work);

    /// <summary>Writes in one transaction; commits when <paramref name="work"/> returns and rolls back when it throws.</summary>
    /// <exception cref="StoreBusyException">Another process held the store for longer than 30 seconds.</exception>
    T Write<T>(Func<DbConnection, T> work);

    /// <summary>Opens an area outside the store where rows can be put in order on disk.</summary>
    ISpool OpenSpool();

    /// <summary>Opens a fast way in for many rows of one table.</summary>
    /// <param name="connection">The connection of the transaction.</param>
    /// <param name="table">The table.</param>
    /// <param name="columns">The columns, in the order in which they are added.</param>
    /// <param name="skipKnown">Whether a row whose key is there already is left out, and said so, instead of failing.</param>
    IRowWriter Insert(DbConnection connection, string table, IReadOnlyList<string> columns, bool skipKnown = false);

    /// <summary>Prepares a statement that is read again and again with other parameters.</summary>
    IPreparedReader Prepare(DbConnection connection, string sql);

    /// <summary>Opens a fast way out for many rows. Parameters are numbered from <c>?1</c>: integers, doubles or texts.</summary>
    IRowReader Select(DbConnection connection, string sql, params object[] parameters);
}

/// <summary>A database on disk that nobody else sees; gone when disposed.</summary>
public interface ISpool : IDisposable
{
    /// <summary>The area's own connection.</summary>
    DbConnection Connection { get; }
}

/// <summary>Writes rows, column after column.</summary>
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
    /// <returns>False where it was left out because its key is there already.</returns>
    bool EndRow();
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

/// <summary>Another process held the store for too long.</summary>
public sealed class StoreBusyException(string message) : IOException(message);

/// <summary>There is no space left for the store to write to. What was being written is not; reading goes on.</summary>
/// <param name="cause">What the database said.</param>
public sealed class StoreFullException(Exception cause) : IOException("no space is left where the store lies; nothing of this was written", cause)
{
    private const int NoSpace = 28;
    private const int DiskFull = unchecked((int)0x80070070);

    /// <summary>Whether an exception says that no space is left, be it the store or a file that says it.</summary>
    public static bool Means(Exception failure) => failure is StoreFullException || (failure is IOException && failure.HResult is NoSpace or DiskFull);
}
