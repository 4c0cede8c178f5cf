using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Symetrie.Api.Stores.Engines;

// Straight to the prepared statement: a command with parameter objects costs several times as much a row.
internal sealed class SqliteRowWriter : IRowWriter
{
    private readonly sqlite3 handle;
    private readonly sqlite3_stmt statement;

    // A binding outlives its row: what a column already holds is not bound again. Most texts of a result repeat those of the row before.
    private readonly string?[] texts;
    private readonly long?[] integers;
    private readonly bool[] isText;
    private readonly bool[] isInteger;
    private byte[] bytes = new byte[256];
    private int column;

    public SqliteRowWriter(SqliteConnection connection, string table, IReadOnlyList<string> columns, bool skipKnown)
    {
        handle = connection.Handle!;
        (texts, integers, isText, isInteger) = (new string?[columns.Count], new long?[columns.Count], new bool[columns.Count], new bool[columns.Count]);
        var sql = $"insert into {table} ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) values ({string.Join(", ", columns.Select((_, i) => $"?{i + 1}"))}){(skipKnown ? " on conflict do nothing" : "")}";
        SqliteFailure.Check(handle, raw.sqlite3_prepare_v2(handle, sql, out statement));
    }

    public void Add(long? value)
    {
        var at = column++;
        if (isInteger[at] && integers[at] == value) return;
        (isInteger[at], isText[at], integers[at]) = (true, false, value);
        if (value is { } number) raw.sqlite3_bind_int64(statement, at + 1, number);
        else raw.sqlite3_bind_null(statement, at + 1);
    }

    public void Add(double? value)
    {
        var at = column++;
        isInteger[at] = isText[at] = false;
        if (value is not { } number) raw.sqlite3_bind_null(statement, at + 1);
        else if (double.IsFinite(number)) raw.sqlite3_bind_double(statement, at + 1, number);
        else throw new ArgumentOutOfRangeException(nameof(value), value, "NaN and infinity are no figures");
    }

    public void Add(string? value)
    {
        var at = column++;
        if (isText[at] && ReferenceEquals(texts[at], value)) return;
        (isText[at], isInteger[at], texts[at]) = (true, false, value);
        if (value is null)
        {
            raw.sqlite3_bind_null(statement, at + 1);
            return;
        }

        if (bytes.Length < value.Length * 3) bytes = new byte[value.Length * 3];
        raw.sqlite3_bind_text(statement, at + 1, bytes.AsSpan(0, Encoding.UTF8.GetBytes(value, bytes)));
    }

    public void Add(ReadOnlySpan<byte> value)
    {
        isInteger[column] = isText[column] = false;
        raw.sqlite3_bind_blob(statement, ++column, value);
    }

    public bool EndRow()
    {
        SqliteFailure.Check(handle, raw.sqlite3_step(statement));
        raw.sqlite3_reset(statement);
        column = 0;
        return raw.sqlite3_changes(handle) > 0;
    }

    public void Dispose() => statement.Dispose();
}

internal sealed class SqliteRowReader : IPreparedReader
{
    private readonly sqlite3 handle;
    private readonly sqlite3_stmt statement;

    public SqliteRowReader(SqliteConnection connection, string sql, object[] parameters)
    {
        handle = connection.Handle!;
        SqliteFailure.Check(handle, raw.sqlite3_prepare_v2(handle, sql, out statement));
        for (var i = 0; i < parameters.Length; i++) BindAny(i + 1, parameters[i]);
    }

    public void Restart() => raw.sqlite3_reset(statement);

    public void Bind(int place, long value) => raw.sqlite3_bind_int64(statement, place, value);

    public void Bind(int place, ReadOnlySpan<byte> value) => raw.sqlite3_bind_blob(statement, place, value);

    private void BindAny(int place, object value)
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
