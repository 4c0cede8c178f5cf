using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Symetrie.Api.Stores.Engines;

// Straight to the prepared statement: a command with parameter objects costs several times as much a row.
internal sealed unsafe class SqliteRowWriter : IRowWriter
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt owner;
    private readonly nint statement;

    // A binding outlives its row: what a column already holds is not bound again. Most texts of a result repeat those of the row before.
    private readonly string?[] texts;
    private readonly long?[] integers;
    private readonly bool[] isText;
    private readonly bool[] isInteger;
    private readonly byte[] still = GC.AllocateUninitializedArray<byte>(4096, pinned: true);
    private byte[] bytes = new byte[256];
    private int taken;
    private int column;

    public SqliteRowWriter(SqliteConnection connection, string table, IReadOnlyList<string> columns)
    {
        database = connection.Handle!;
        (texts, integers, isText, isInteger) = (new string?[columns.Count], new long?[columns.Count], new bool[columns.Count], new bool[columns.Count]);
        var sql = $"insert into {table} ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) values ({string.Join(", ", columns.Select((_, i) => $"?{i + 1}"))})";
        SqliteFailure.Check(database, raw.sqlite3_prepare_v2(database, sql, out owner));
        statement = owner.DangerousGetHandle();
    }

    public void Add(long? value)
    {
        var at = column++;
        if (isInteger[at] && integers[at] == value) return;
        (isInteger[at], isText[at], integers[at]) = (true, false, value);
        Check(value is { } number ? SqliteNative.sqlite3_bind_int64(statement, at + 1, number) : SqliteNative.sqlite3_bind_null(statement, at + 1));
    }

    public void Add(double? value)
    {
        var at = column++;
        isInteger[at] = isText[at] = false;
        if (value is not { } number) Check(SqliteNative.sqlite3_bind_null(statement, at + 1));
        else if (double.IsFinite(number)) Check(SqliteNative.sqlite3_bind_double(statement, at + 1, number));
        else throw new ArgumentOutOfRangeException(nameof(value), value, "NaN and infinity are no figures");
    }

    public void Add(string? value)
    {
        var at = column++;
        if (isText[at] && ReferenceEquals(texts[at], value)) return;
        (isText[at], isInteger[at], texts[at]) = (true, false, value);
        if (value is null)
        {
            Check(SqliteNative.sqlite3_bind_null(statement, at + 1));
            return;
        }

        if (bytes.Length < value.Length * 3) bytes = new byte[value.Length * 3];
        var length = Encoding.UTF8.GetBytes(value, bytes);
        fixed (byte* text = bytes) Check(SqliteNative.sqlite3_bind_text(statement, at + 1, text, length, SqliteNative.Transient));
    }

    public void Add(ReadOnlySpan<byte> value)
    {
        isInteger[column] = isText[column] = false;
        column++;
        // What fits lies still until the row is written, so that SQLite need not copy it. (An empty span has no address, and without one SQLite would bind null.)
        if (still.Length - taken > value.Length)
        {
            value.CopyTo(still.AsSpan(taken));
            Check(SqliteNative.sqlite3_bind_blob(statement, column, (byte*)Unsafe.AsPointer(ref still[taken]), value.Length, SqliteNative.Static));
            taken += value.Length;
            return;
        }

        fixed (byte* blob = value) Check(SqliteNative.sqlite3_bind_blob(statement, column, blob, value.Length, SqliteNative.Transient));
    }

    public void EndRow()
    {
        Check(SqliteNative.sqlite3_step(statement));
        _ = SqliteNative.sqlite3_reset(statement);
        (column, taken) = (0, 0);
    }

    public void Flush()
    {
        // Each row is written when it ends.
    }

    public void Dispose() => owner.Dispose();

    private void Check(int result) => SqliteFailure.Check(database, result);
}

internal sealed unsafe class SqliteRowReader : IPreparedReader
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt owner;
    private readonly nint statement;

    public SqliteRowReader(SqliteConnection connection, string sql, object[] parameters)
    {
        database = connection.Handle!;
        SqliteFailure.Check(database, raw.sqlite3_prepare_v2(database, sql, out owner));
        statement = owner.DangerousGetHandle();
        for (var i = 0; i < parameters.Length; i++) BindAny(i + 1, parameters[i]);
    }

    public void Restart() => _ = SqliteNative.sqlite3_reset(statement);

    public void Bind(int place, long value) => Check(SqliteNative.sqlite3_bind_int64(statement, place, value));

    public void Bind(int place, ReadOnlySpan<byte> value)
    {
        fixed (byte* blob = value) Check(SqliteNative.sqlite3_bind_blob(statement, place, blob, value.Length, SqliteNative.Transient));
    }

    public bool Next()
    {
        var result = SqliteNative.sqlite3_step(statement);
        Check(result);
        return result == raw.SQLITE_ROW;
    }

    public long Integer(int column) => SqliteNative.sqlite3_column_int64(statement, column);

    public ReadOnlySpan<byte> Bytes(int column)
    {
        var blob = SqliteNative.sqlite3_column_blob(statement, column);
        return new ReadOnlySpan<byte>(blob, SqliteNative.sqlite3_column_bytes(statement, column));
    }

    public string? Text(int column)
    {
        if (IsNull(column)) return null;
        var text = SqliteNative.sqlite3_column_text(statement, column);
        return Encoding.UTF8.GetString(text, SqliteNative.sqlite3_column_bytes(statement, column));
    }

    public ReadOnlySpan<byte> Utf8(int column)
    {
        var text = SqliteNative.sqlite3_column_text(statement, column);
        return new ReadOnlySpan<byte>(text, SqliteNative.sqlite3_column_bytes(statement, column));
    }

    // Null reads as 0: only then is it looked at twice.
    public double? Real(int column) => SqliteNative.sqlite3_column_double(statement, column) is var value && value == 0 && IsNull(column) ? null : value;

    public bool IsNull(int column) => SqliteNative.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public void Dispose() => owner.Dispose();

    private void BindAny(int place, object value)
    {
        if (value is string text) raw.sqlite3_bind_text(owner, place, text);
        else if (value is double real) raw.sqlite3_bind_double(owner, place, real);
        else raw.sqlite3_bind_int64(owner, place, Convert.ToInt64(value));
    }

    private void Check(int result) => SqliteFailure.Check(database, result);
}

internal static class SqliteFailure
{
    public static void Check(sqlite3 handle, int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
            throw new SqliteException(raw.sqlite3_errmsg(handle).utf8_to_string(), result, raw.sqlite3_extended_errcode(handle));
    }
}
