using System.Data.Common;
using Dapper;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Stores;

/// <summary>Copies a store from one engine to another: every row of every table, in one transaction on either side, and looked at once more before it is committed.</summary>
internal static class StoreCopy
{
    private enum Kind
    {
        Integer,
        Real,
        Text,
        Bytes,
    }

    /// <summary>Puts the rows of one store in the place of those of another; both have this program's schema.</summary>
    /// <param name="from">Where they come from; it is not changed.</param>
    /// <param name="to">Where they go.</param>
    /// <param name="progress">Told each table.</param>
    /// <returns>The tables and how many rows each has.</returns>
    /// <exception cref="InvalidDataException">A row that was written is not the one that was read; nothing is changed.</exception>
    public static IReadOnlyList<(string Table, long Rows)> Run(IEngine from, IEngine to, IProgress<string>? progress = null) => from.Read(source => to.Write(target =>
    {
        var copied = new List<(string, long)>();
        foreach (var table in Tables(from, source).Intersect(Tables(to, target), StringComparer.Ordinal))
        {
            progress?.Report(table);
            var shape = Shape(from, source, table);
            target.Execute($"delete from {table}");
            Write(from, source, to, target, table, shape);
            copied.Add((table, Compare(from, source, to, target, table, shape)));
        }

        return copied;
    }));

    /// <summary>Whether a store holds anything that somebody put in.</summary>
    public static bool IsEmpty(IEngine engine) => engine.Read(connection => connection.ExecuteScalar<long>(SqlText.Of("count-put-in", engine.Name)) == 0);

    private static string[] Tables(IEngine engine, DbConnection connection) => [.. connection.Query<string>(SqlText.Of("list-tables", engine.Name))];

    private static Column[] Shape(IEngine engine, DbConnection connection, string table) =>
        [.. connection.Query<(string Name, string Type, long Key)>(SqlText.Of("shape-of", engine.Name), new { table }).Select(c => new Column(c.Name, KindOf(c.Type), c.Key))];

    private static Kind KindOf(string type) => type switch
    {
        "bigint" => Kind.Integer,
        "double precision" => Kind.Real,
        "text" => Kind.Text,
        "blob" or "bytea" => Kind.Bytes,
        _ => throw new InvalidDataException($"a column of type {type} cannot be copied"),
    };

    // By the key: texts and bytes have one order on both.
    private static IRowReader Read(IEngine engine, DbConnection connection, string table, Column[] shape) => engine.Stream(
        connection,
        $"select {string.Join(", ", shape.Select(c => $"\"{c.Name}\""))} from {table} order by {string.Join(", ", shape.Where(c => c.Key > 0).OrderBy(c => c.Key).Select(c => $"\"{c.Name}\""))}");

    private static void Write(IEngine from, DbConnection source, IEngine to, DbConnection target, string table, Column[] shape)
    {
        using var rows = Read(from, source, table, shape);
        using var writer = to.Insert(target, table, [.. shape.Select(c => c.Name)]);
        while (rows.Next())
        {
            for (var i = 0; i < shape.Length; i++)
            {
                if (rows.IsNull(i)) writer.Add((string?)null);
                else if (shape[i].Kind == Kind.Integer) writer.Add(rows.Integer(i));
                else if (shape[i].Kind == Kind.Real) writer.Add(rows.Real(i));
                else if (shape[i].Kind == Kind.Text) writer.Add(rows.Text(i));
                else writer.Add(rows.Bytes(i));
            }

            writer.EndRow();
        }
    }

    private static long Compare(IEngine from, DbConnection source, IEngine to, DbConnection target, string table, Column[] shape)
    {
        using var given = Read(from, source, table, shape);
        using var written = Read(to, target, table, shape);
        for (var row = 0L; ; row++)
        {
            var more = given.Next();
            if (more != written.Next()) throw new InvalidDataException($"table {table} has {(more ? "fewer" : "more")} rows than were written, after row {row:N0}");
            if (!more) return row;
            for (var i = 0; i < shape.Length; i++)
                if (!Same(given, written, i, shape[i].Kind)) throw new InvalidDataException($"table {table}, row {row + 1:N0}, column {shape[i].Name}: what is there is not what was written");
        }
    }

    private static bool Same(IRowReader one, IRowReader other, int column, Kind kind) => one.IsNull(column) || other.IsNull(column) ? one.IsNull(column) && other.IsNull(column) : kind switch
    {
        Kind.Integer => one.Integer(column) == other.Integer(column),
        Kind.Real => BitConverter.DoubleToInt64Bits(one.Real(column)!.Value) == BitConverter.DoubleToInt64Bits(other.Real(column)!.Value),
        Kind.Text => one.Utf8(column).SequenceEqual(other.Utf8(column)),
        _ => one.Bytes(column).SequenceEqual(other.Bytes(column)),
    };

    private sealed record Column(string Name, Kind Kind, long Key);
}
