using Dapper;
using Microsoft.Data.Sqlite;

namespace Symetrie.Api.Stores.Engines;

/// <summary>A database on disk that nobody else sees, where rows can be put in order, whatever engine the store has; gone when disposed.</summary>
internal sealed class SqliteSpool : IDisposable
{
    // An empty name is a temporary database on disk that SQLite deletes itself.
    private readonly SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = "", Pooling = false }.ToString());

    /// <param name="tables">The statement that makes its tables.</param>
    public SqliteSpool(string tables)
    {
        connection.Open();
        connection.Execute("pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -4096; pragma temp_store = file; begin");
        connection.Execute(tables);
    }

    /// <summary>A way in.</summary>
    public IRowWriter Insert(string table, IReadOnlyList<string> columns) => new SqliteRowWriter(connection, table, columns);

    /// <summary>A way out.</summary>
    public IRowReader Select(string sql) => new SqliteRowReader(connection, sql, []);

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();
}
