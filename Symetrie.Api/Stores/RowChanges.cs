using System.Data.Common;
using Symetrie.Analytics.Measures;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Stores;

/// <summary>A row that one of two snapshots has otherwise than the other. Cells stand in the order of the columns: texts, longs and doubles, or null.</summary>
/// <param name="Before">The row before; null where it was not there.</param>
/// <param name="After">The row after; null where it is gone.</param>
public sealed record RowChange(object?[]? Before, object?[]? After);

/// <summary>Finds the rows in which two snapshots differ, one period of a measure at a time: equal parts are one part and are not read at all.</summary>
public static class RowChanges
{
    /// <summary>The rows of a measure that differ in a period, in the order of their subjects. A row of which only the day has moved from which it stands is no news.</summary>
    /// <param name="store">The store.</param>
    /// <param name="changes">The snapshots.</param>
    /// <param name="measure">The measure.</param>
    /// <param name="period">The place of the period among those of both.</param>
    public static IReadOnlyList<RowChange> Of(Store store, SnapshotChanges changes, Measure measure, int period) => store.Engine.Read(connection =>
    {
        long[] Parts(StoredSnapshot snapshot, long? place) => place is { } at ? [.. SnapshotChanges.Parts(store, connection, snapshot, measure)[at]] : [];
        return Between(store, connection, measure, measure.Columns, Parts(changes.From, changes.Periods[period].Before), Parts(changes.To, changes.Periods[period].After));
    });

    internal static IReadOnlyList<RowChange> Between(Store store, DbConnection connection, Measure measure, IReadOnlyList<Column> columns, IReadOnlyList<long> all, IReadOnlyList<long> now)
    {
        // Equal parts are one part.
        long[] before = [.. all.Except(now)], after = [.. now.Except(all)];
        if (before.Length + after.Length == 0) return [];
        var subjects = columns.Index().Where(c => c.Item.IsSubject).Select(c => c.Index).ToArray();
        var old = Only(store, connection, measure, columns, before, after).ToDictionary(r => Key(subjects, r), StringComparer.Ordinal);
        var changes = new List<RowChange>();
        foreach (var row in Only(store, connection, measure, columns, after, before))
        {
            old.Remove(Key(subjects, row), out var was);
            if (was is null || !IsOnlyNewer(columns, was, row)) changes.Add(new RowChange(was, row));
        }

        changes.AddRange(old.Values.Select(gone => new RowChange(gone, null)));
        changes.Sort((x, y) => Compare(subjects, x.After ?? x.Before!, y.After ?? y.Before!));
        return changes;
    }

    // The rows of some parts that are not, cell by cell, in others. Column names come from the catalogue, never from a request.
    private static List<object?[]> Only(Store store, DbConnection connection, Measure measure, IReadOnlyList<Column> columns, long[] parts, long[] others)
    {
        var (names, table) = (string.Join(", ", columns.Select(c => $"\"{c.Name}\"")), MeasureTable.Name(measure));
        var rows = new List<object?[]>();
        using var reader = store.Engine.Select(connection, $"select {names} from {table} where part in ({List(parts)}) except select {names} from {table} where part in ({List(others)})");
        while (reader.Next()) rows.Add([.. columns.Select((c, i) => Cell(reader, c, i))]);
        return rows;
    }

    // Parts are numbered from 1.
    private static string List(long[] parts) => parts.Length == 0 ? "0" : string.Join(", ", parts);

    private static object? Cell(IRowReader reader, Column column, int place) => reader.IsNull(place) ? null : column.Kind switch
    {
        ColumnKind.Text => reader.Text(place),
        ColumnKind.Real => reader.Real(place),
        _ => reader.Integer(place),
    };

    private static bool IsOnlyNewer(IReadOnlyList<Column> columns, object?[] one, object?[] other)
    {
        for (var i = 0; i < columns.Count; i++)
            if (columns[i].Name != "asOf" && !Equals(one[i], other[i])) return false;
        return true;
    }

    private static string Key(int[] subjects, object?[] row) => string.Join('\u001f', subjects.Select(s => row[s]));

    private static int Compare(int[] subjects, object?[] one, object?[] other)
    {
        foreach (var s in subjects)
        {
            var order = one[s] is string text && other[s] is string than ? string.CompareOrdinal(text, than) : Comparer<object>.Default.Compare(one[s], other[s]);
            if (order != 0) return order;
        }

        return 0;
    }
}
