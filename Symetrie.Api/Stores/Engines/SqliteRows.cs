using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Symetrie.Api.Stores.Engines;

// Straight to the prepared statement: a command with parameter objects costs several times as much a row.
internal sealed class SqliteRowWriter : IRowWriter
{
    private readonly sqlite3 handle;
    private readonly sqlite3_stmt statement;
    private byte[] text = new byte[256];
    private int column;

    public SqliteRowWriter(SqliteConnection connection, string table, IReadOnlyList<string> columns)
    {
        handle = connection.Handle!;
        var sql = $"insert into {table} ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) values ({string.Join(", ", columns.Select((_, i) => $"?{i + 1}"))})";
        SqliteFailure.Check(handle, raw.sqlite3_prepare_v2(handle, sql, out statement));
    }

    public void Add(long? value)
    {
        if (value is { } number) raw.sqlite3_bind_int64(statement, ++column, number);
        else raw.sqlite3_bind_null(statement, ++column);
    }

    public void Add(double? value)
    {
        if (value is not { } number) raw.sqlite3_bind_null(statement, ++column);
        else if (double.IsFinite(number)) raw.sqlite3_bind_double(statement, ++column, number);
        else throw new ArgumentOutOfRangeException(nameof(value), value, "NaN and infinity are no figures");
    }

    public void Add(string? value)
    {
        if (value is null)
        {
            raw.sqlite3_bind_null(statement, ++column);
            return;
        }

        if (text.Length < value.Length * 3) text = new byte[value.Length * 3];
        raw.sqlite3_bind_text(statement, ++column, text.AsSpan(0, Encoding.UTF8.GetBytes(value, text)));
    }

    public void Add(ReadOnlySpan<byte> value) => raw.sqlite3_bind_blob(statement, ++column, value);

    public void EndRow()
    {
        SqliteFailure.Check(handle, raw.sqlite3_step(statement));
        raw.sqlite3_reset(statement);
        column = 0;
    }

    public void Dispose() => statement.Dispose();
}

internal sealed class SqliteRowReader : IRowReader
{
    private readonly sqlite3 handle;
    private readonly sqlite3_stmt statement;

    public SqliteRowReader(SqliteConnection connection, string sql, object[] parameters)
    {
        handle = connection.Handle!;
        SqliteFailure.Check(handle, raw.sqlite3_prepare_v2(handle, sql, out statement));
        for (var i = 0; i < parameters.Length; i++) Bind(i + 1, parameters[i]);
    }

    private void Bind(int place, object value)
    {
        if (value is string text) raw.sqlite3_bind_text(statement, place, text);
        else if (value is double real) raw.sqlite3_bind_double(statement, place, real);
        else raw.sqlite3_bind_int64(statement, place, Convert.ToInt64(value));
    }

    public bool Next()
    {
        var result = raw.sqlite3_step(statement);
        SqliteFailure.Check(handle, result);
        return result == raw.SQLITE_ROW;
    }

    public long Integer(int column) => raw.sqlite3_column_int64(statement, column);

    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(statement, column);

    public string? Text(int column) => IsNull(column) ? null : raw.sqlite3_column_text(statement, column).utf8_to_string();

    public double? Real(int column) => IsNull(column) ? null : raw.sqlite3_column_double(statement, column);

    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public void Dispose() => statement.Dispose();
}

internal static class SqliteFailure
{
    public static void Check(sqlite3 handle, int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
            throw new SqliteException(raw.sqlite3_errmsg(handle).utf8_to_string(), result, raw.sqlite3_extended_errcode(handle));
    }
}
