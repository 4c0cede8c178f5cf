using Symetrie.Analytics.Measures;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Commands;

/// <summary>A row of a measure as it was published.</summary>
internal sealed class PublishedRow(IReadOnlyDictionary<string, object> cells)
{
    /// <summary>A text column; empty where the cell is null.</summary>
    public string Text(string column) => cells.TryGetValue(column, out var cell) ? (string)cell : "";

    /// <summary>A figure; null where the cell is.</summary>
    public double? Real(string column) => cells.TryGetValue(column, out var cell) ? (double)cell : null;

    /// <summary>A count; null where the cell is.</summary>
    public long? Count(string column) => cells.TryGetValue(column, out var cell) ? (long)cell : null;
}

/// <summary>Reads published rows that are few enough to be looked at.</summary>
internal static class PublishedRows
{
    /// <summary>The rows of a measure in which each of these columns has this text.</summary>
    public static IReadOnlyList<PublishedRow> Of(Store store, StoredSnapshot snapshot, string name, params (string Column, string Text)[] filters)
    {
        var measure = MeasureCatalogue.Find(name)!;
        var rows = new List<PublishedRow>();
        var query = new RowQuery
        {
            Measure = measure,
            Snapshot = snapshot,
            Filters = [.. filters.Select(f => (measure.Columns.First(c => c.Name == f.Column), (IReadOnlyList<string>)[f.Text]))],
        };
        store.Snapshots.Read(query, row =>
        {
            var cells = new Dictionary<string, object>(StringComparer.Ordinal);
            for (var i = 0; i < measure.Columns.Count; i++)
            {
                if (row.IsNull(i)) continue;
                var column = measure.Columns[i];
                cells[column.Name] = column.Kind switch { ColumnKind.Text => row.Text(i)!, ColumnKind.Real => row.Real(i)!.Value, _ => (object)row.Integer(i) };
            }

            rows.Add(new PublishedRow(cells));
        });
        return rows;
    }
}
