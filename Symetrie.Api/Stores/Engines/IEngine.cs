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

    /// <summary>The shared text in this engine's dialect.</summary>
    string Translate(string sql);

    /// <summary>Reads in one transaction, so that all statements see one state.</summary>
    T Read<T>(Func<DbConnection, T> work);

    /// <summary>Writes in one transaction; commits when <paramref name="work"/> returns and rolls back when it throws.</summary>
    /// <param name="work">The work.</param>
    /// <param name="staging">A staging area to have at hand under the name <c>staging</c>.</param>
    /// <exception cref="StoreBusyException">Another process held the store for longer than 30 seconds.</exception>
    T Write<T>(Func<DbConnection, T> work, IStaging? staging = null);

    /// <summary>Opens an area outside the store where rows wait, without holding any lock, for the one transaction that takes them in.</summary>
    IStaging OpenStaging();

    /// <summary>Opens a fast way in for many rows of one table.</summary>
    IRowWriter Insert(DbConnection connection, string table, IReadOnlyList<string> columns);

    /// <summary>Opens a fast way out for many rows. Parameters are numbered from <c>?1</c>: integers, doubles or texts.</summary>
    IRowReader Select(DbConnection connection, string sql, params object[] parameters);
}

/// <summary>Rows waiting to be merged into a store; gone when disposed.</summary>
public interface IStaging : IDisposable
{
    /// <summary>The area's own connection.</summary>
    DbConnection Connection { get; }

    /// <summary>Ends the writing, so that the area can be merged.</summary>
    void Seal();
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
    void EndRow();
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

    /// <summary>A double column; null where the cell is null.</summary>
    double? Real(int column);

    /// <summary>Whether the cell is null.</summary>
    bool IsNull(int column);
}

/// <summary>Another process held the store for too long.</summary>
public sealed class StoreBusyException(string message) : IOException(message);
