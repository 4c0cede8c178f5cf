using System.Text;
using Symetrie.Analytics.Measures;

namespace Symetrie.Api.Stores;

/// <summary>Where a page of rows in their own order begins: after this row.</summary>
/// <param name="Position">The part's position in the snapshot.</param>
/// <param name="Place">The row's place in the part.</param>
public readonly record struct RowPlace(long Position, long Place);

/// <summary>Rows between these positions of parts, and these places in them.</summary>
/// <param name="FirstPosition">The first part's position.</param>
/// <param name="LastPosition">The last part's.</param>
/// <param name="FirstPlace">The first place in any of them.</param>
/// <param name="LastPlace">The last place.</param>
public readonly record struct RowRange(long FirstPosition, long LastPosition, long FirstPlace, long LastPlace)
{
    /// <summary>All rows.</summary>
    public static RowRange Everything { get; } = new(0, long.MaxValue, 0, long.MaxValue);

    /// <summary>The least range that has this row, too.</summary>
    public RowRange With(long position, long place) => Or(new RowRange(position, position, place, place));

    /// <summary>The least range that has the rows of both.</summary>
    public RowRange Or(RowRange other) => new(Math.Min(FirstPosition, other.FirstPosition), Math.Max(LastPosition, other.LastPosition), Math.Min(FirstPlace, other.FirstPlace), Math.Max(LastPlace, other.LastPlace));

    /// <summary>The rows that are in both; null where none can be.</summary>
    public RowRange? And(RowRange other)
    {
        var both = new RowRange(Math.Max(FirstPosition, other.FirstPosition), Math.Min(LastPosition, other.LastPosition), Math.Max(FirstPlace, other.FirstPlace), Math.Min(LastPlace, other.LastPlace));
        return both.FirstPosition <= both.LastPosition && both.FirstPlace <= both.LastPlace ? both : null;
    }
}

/// <summary>Which rows of a measure, in which order.</summary>
public sealed record RowQuery
{
    /// <summary>The measure.</summary>
    public required Measure Measure { get; init; }

    /// <summary>The snapshot.</summary>
    public required StoredSnapshot Snapshot { get; init; }

    /// <summary>A row passes where each of these columns has one of its texts.</summary>
    public IReadOnlyList<(Column Column, IReadOnlyList<string> Values)> Filters { get; init; } = [];

    /// <summary>Where rows that pass can be; it leaves none out, and spares looking elsewhere.</summary>
    public RowRange Within { get; init; } = RowRange.Everything;

    /// <summary>The only places, of whatever part, that rows which pass can have; null where they are too many to be of use.</summary>
    public IReadOnlyCollection<int>? Places { get; init; }

    /// <summary>Columns to sort by, before the rows' own order; nulls come last.</summary>
    public IReadOnlyList<(Column Column, bool Descending)> Sort { get; init; } = [];

    /// <summary>Rows after this one, in their own order; not together with <see cref="Sort"/>.</summary>
    public RowPlace? After { get; init; }

    /// <summary>Rows to leave out at the beginning of a sorted result.</summary>
    public long Skip { get; init; }

    /// <summary>The most rows to read; null for all.</summary>
    public long? Limit { get; init; }

    // Column names come from the catalogue, never from a request; every value is a parameter.
    internal (string Sql, object[] Parameters) Statement()
    {
        var parameters = new List<object> { Snapshot.Number, Measure.Name };
        string Parameter(object value)
        {
            parameters.Add(value);
            return $"?{parameters.Count}";
        }

        var sql = new StringBuilder("select ");
        sql.AppendJoin(", ", Measure.Columns.Select(c => $"r.\"{c.Name}\""));
        sql.Append($", s.position, r.place from snapshot_part s join {MeasureTable.Name(Measure)} r on r.part = s.part where s.snapshot = ?1 and s.measure = ?2");
        if (After is { } after)
        {
            var (position, place) = (Parameter(after.Position), Parameter(after.Place));
            sql.Append($" and s.position >= {position} and (s.position > {position} or r.place > {place})");
        }

        if (Within != RowRange.Everything)
            sql.Append($" and s.position between {Parameter(Within.FirstPosition)} and {Parameter(Within.LastPosition)}");
        // Not both: of the two SQLite would take the range.
        if (Within != RowRange.Everything && Places is null) sql.Append($" and r.place between {Parameter(Within.FirstPlace)} and {Parameter(Within.LastPlace)}");
        if (Places is not null) sql.Append(" and r.place in (").AppendJoin(',', Places).Append(')');
        foreach (var (column, values) in Filters)
            sql.Append($" and r.\"{column.Name}\" in (").AppendJoin(", ", values.Select(v => Parameter(column.Kind == ColumnKind.Text ? v : long.Parse(v)))).Append(')');
        sql.Append(" order by ");
        foreach (var (column, descending) in Sort) sql.Append($"r.\"{column.Name}\" is null, r.\"{column.Name}\"{(descending ? " desc" : "")}, ");
        sql.Append("s.position, r.place");
        if (Limit is not null || Skip > 0) sql.Append($" limit {Limit ?? long.MaxValue} offset {Skip}");
        return (sql.ToString(), [.. parameters]);
    }
}
