using System.Collections.Concurrent;
using Symetrie.Analytics.Measures;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints.Kept;

/// <summary>What is read of a snapshot once: its dimension tables, and where in a measure each subject stands. The latest few snapshots are kept.</summary>
/// <param name="store">The store.</param>
internal sealed class KeptSnapshots(Store store)
{
    private const int Most = 8;
    private readonly ConcurrentDictionary<string, Lazy<SnapshotTables>> tables = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Snapshot, string Measure), Lazy<SubjectPlaces>> places = new();

    /// <summary>The rendered pages.</summary>
    public KeptPages Pages { get; } = new(KeptPages.UsualRoom);

    /// <summary>The dimension tables; empty ones where there is no snapshot.</summary>
    public SnapshotTables Tables(StoredSnapshot? snapshot)
    {
        if (snapshot is null) return new SnapshotTables([], [], []);
        if (tables.Count > Most) tables.Clear();
        return Once(tables, snapshot.Id, () => store.Snapshots.Tables(snapshot));
    }

    /// <summary>Where the subjects of a measure stand.</summary>
    public SubjectPlaces Places(StoredSnapshot snapshot, Measure measure)
    {
        if (places.Count > Most * MeasureCatalogue.All.Count) places.Clear();
        return Once(places, (snapshot.Id, measure.Name), () => SubjectPlaces.Of(store, snapshot, measure));
    }

    // What could not be read is not kept: the next who asks tries again.
    private static T Once<TKey, T>(ConcurrentDictionary<TKey, Lazy<T>> all, TKey key, Func<T> read)
        where TKey : notnull
    {
        var one = all.GetOrAdd(key, _ => new Lazy<T>(read));
        try
        {
            return one.Value;
        }
        catch
        {
            all.TryRemove(KeyValuePair.Create(key, one));
            throw;
        }
    }
}

/// <summary>Between which places of which parts the rows of each subject stand: rows are in order of their subjects, so that most filters need not look at all of them.</summary>
internal sealed class SubjectPlaces
{
    private const long PieceRows = 2_000;
    private readonly Dictionary<(string Column, string Value), RowRange> ranges = [];
    private readonly SortedDictionary<long, long> last = [];

    /// <summary>Reads the subjects of every row of a measure.</summary>
    public static SubjectPlaces Of(Store store, StoredSnapshot snapshot, Measure measure)
    {
        var found = new SubjectPlaces();
        var subjects = measure.Columns.Index().Where(c => c.Item is { IsSubject: true, Kind: ColumnKind.Text }).ToArray();
        store.Snapshots.Read(new RowQuery { Measure = measure, Snapshot = snapshot }, row =>
        {
            var (position, place) = (row.Integer(measure.Columns.Count), row.Integer(measure.Columns.Count + 1));
            found.last[position] = place;
            foreach (var (at, column) in subjects)
            {
                if (row.Text(at) is not { } value) continue;
                ref var range = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(found.ranges, (column.Name, value), out var known);
                range = known ? range.With(position, place) : new RowRange(position, position, place, place);
            }
        });
        return found;
    }

    /// <summary>Where the rows stand, in their own order, in pieces of not too many.</summary>
    public IEnumerable<RowRange> Pieces() =>
        last.SelectMany(part => Enumerable.Range(0, (int)(part.Value / PieceRows) + 1).Select(i => new RowRange(part.Key, part.Key, i * PieceRows, Math.Min(part.Value, ((i + 1) * PieceRows) - 1))));

    /// <summary>Where all rows stand that pass these filters; null where none can.</summary>
    public RowRange? Of(IReadOnlyList<(Column Column, IReadOnlyList<string> Values)> filters)
    {
        var within = RowRange.Everything;
        foreach (var (column, values) in filters)
        {
            if (column.Kind != ColumnKind.Text) continue;
            RowRange? any = null;
            foreach (var value in values)
                if (ranges.TryGetValue((column.Name, value), out var range)) any = any?.Or(range) ?? range;
            if (any is not { } here || within.And(here) is not { } both) return null;
            within = both;
        }

        return within;
    }
}
