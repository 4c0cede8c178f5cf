using System.Runtime.InteropServices;
using Symetrie.Analytics.Measures;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints.Kept;

/// <summary>Where in a measure the rows of each subject stand: rows are in order of their subjects, so that most filters need not look at all of them.</summary>
internal sealed class SubjectPlaces
{
    private const long PieceRows = 2_000;

    // A value that stands at more places than these is met soon enough by reading on.
    private const int MostPlaces = 600;
    private readonly Dictionary<(string Column, string Value), Standing> standing = [];
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
                if (row.Text(at) is { } value) Note(ref CollectionsMarshal.GetValueRefOrAddDefault(found.standing, (column.Name, value), out var known), known, position, place);
        });
        return found;
    }

    /// <summary>Where the rows stand, in their own order, in pieces of not too many.</summary>
    public IEnumerable<RowRange> Pieces() =>
        last.SelectMany(part => Enumerable.Range(0, (int)(part.Value / PieceRows) + 1).Select(i => new RowRange(part.Key, part.Key, i * PieceRows, Math.Min(part.Value, ((i + 1) * PieceRows) - 1))));

    /// <summary>Spares a query looking where no row can pass its filters; null where none can anywhere.</summary>
    public RowQuery? Narrow(RowQuery query)
    {
        foreach (var (column, values) in query.Filters)
        {
            if (column.Kind != ColumnKind.Text) continue;
            var here = values.Where(v => standing.ContainsKey((column.Name, v))).Select(v => standing[(column.Name, v)]).ToArray();
            if (here.Length == 0 || query.Within.And(here.Select(s => s.Within).Aggregate((one, other) => one.Or(other))) is not { } within) return null;
            query = query with { Within = within, Places = Fewer(query.Places, here) };
        }

        return query;
    }

    private static IReadOnlyCollection<int>? Fewer(IReadOnlyCollection<int>? known, Standing[] standing)
    {
        if (Array.Exists(standing, s => s.Places is null)) return known;
        var all = new SortedSet<int>(standing.SelectMany(s => s.Places!));
        return all.Count > MostPlaces || all.Count >= known?.Count ? known : all;
    }

    private static void Note(ref Standing standing, bool known, long position, long place)
    {
        if (!known) standing = new Standing(new RowRange(position, position, place, place), []);
        else standing = standing with { Within = standing.Within.With(position, place) };
        if (standing.Places is not { } places || !places.Add((int)place) || places.Count <= MostPlaces) return;
        standing = standing with { Places = null };
    }

    // Places is null where there are too many.
    private record struct Standing(RowRange Within, HashSet<int>? Places);
}
