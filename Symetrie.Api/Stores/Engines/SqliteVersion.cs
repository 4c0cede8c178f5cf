using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Symetrie.Api.Stores.Engines;

/// <summary>Asks a SQLite file whether anything was committed to it: a look at the memory that its readers and writers share, about a thousandth of a statement's work.</summary>
internal sealed class SqliteVersion : IDisposable
{
    private readonly Lock turn = new();
    private readonly SqliteConnection connection;
    private readonly sqlite3_stmt statement;

    /// <param name="readers">How readers connect.</param>
    public SqliteVersion(string readers)
    {
        // A connection of its own, which writes nothing: the number tells of what others have committed.
        connection = new SqliteConnection(new SqliteConnectionStringBuilder(readers) { Pooling = false }.ToString());
        connection.Open();
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(connection.Handle, "pragma data_version", out statement), connection.Handle);
    }

    /// <summary>A number that is another one after each commit.</summary>
    public long Read()
    {
        lock (turn)
        {
            var result = raw.sqlite3_step(statement);
            var version = result == raw.SQLITE_ROW ? raw.sqlite3_column_int64(statement, 0) : 0;
            raw.sqlite3_reset(statement);
            if (result != raw.SQLITE_ROW) SqliteException.ThrowExceptionForRC(result, connection.Handle);
            return version;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        statement.Dispose();
        connection.Dispose();
    }
}
