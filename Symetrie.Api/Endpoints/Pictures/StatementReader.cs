using System.Text.Json;
using Symetrie.Analytics;
using Symetrie.Analytics.Measures;
using Symetrie.Api.Plots;
using Symetrie.Api.Plots.Statements;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints.Pictures;

/// <summary>Reads what a statement is written from out of a snapshot: published rows, and nothing else.</summary>
internal static class StatementReader
{
    /// <summary>Reads it.</summary>
    /// <param name="store">The store.</param>
    /// <param name="settings">By which rules the snapshot was made.</param>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="tables">Its dimension tables.</param>
    /// <param name="period">The period's key.</param>
    /// <param name="whole">Who states it; null for the root of the tree.</param>
    /// <param name="look">The language.</param>
    public static StatementContent Read(Store store, AnalysisSettings settings, StoredSnapshot snapshot, SnapshotTables tables, string period, TeamEntry whole, PlotLook look)
    {
        IReadOnlyList<PlotRow> Rows(string measure, params (string, string)[] filters) => PublishedRowReader.Rows(store, snapshot, measure, null, filters);
        var leaves = tables.Teams.Where(t => t.IsLeaf && IsBelow(t, whole)).Select(t => t.Key).ToHashSet(StringComparer.Ordinal);
        return new StatementContent
        {
            Snapshot = (snapshot.Id, snapshot.PublishedAt[..10]),
            Period = period,
            Whole = new PlotTeam(whole.Key, whole.Name),
            Dimensions = [.. tables.Dimensions.Where(d => d is { Employee: true, Customer: true }).Select(d => look.French
                ? new StatementDimension(d.Key, d.NameFr, d.EmployeeQuestionFr, d.CustomerQuestionFr) : new StatementDimension(d.Key, d.NameEn, d.EmployeeQuestionEn, d.CustomerQuestionEn))],
            Leaves = leaves.Count,
            Confidence = settings.Confidence,
            Margin = tables.Margin ?? settings.Margin,
            Minimums = (settings.EmployeeMinimum, settings.CustomerMinimum),
            Scores = Rows("scores", ("period", period), ("team", whole.Key)),
            Gaps = Rows("gaps", ("period", period), ("team", whole.Key)),
            TeamGaps = [.. Rows("gaps", ("period", period)).Where(r => leaves.Contains(r.Text("team")))],
            Participation = Rows("participation", ("period", period), ("team", whole.Key)),
            Cascade = Rows("cascade", ("period", period)),
            Nodes = [new PlotTeam(whole.Key, whole.Name), .. tables.Teams.Where(t => t.Parent == whole.Key && !t.IsLeaf).Select(t => new PlotTeam(t.Key, t.Name))],
            Surfaces = Rows("outcomes", ("period", period), ("series", "both"), ("level", "pooled"), ("stratum", "all"), ("lag", "0")),
            Practice = Rows("practice", ("period", period)),
            // Effects are those known at the end: of an earlier period only what was known by then.
            Effects = [.. Rows("effects").Where(r => PlaceOf(tables, r.Text("toPeriod")) <= PlaceOf(tables, period))],
            Rituals = RitualsOf(tables, look),
        };
    }

    /// <summary>Who states it where nobody was named: the root of the tree; null where there are several.</summary>
    public static TeamEntry? Root(SnapshotTables tables) => tables.Teams.Where(t => t.Parent is null).ToArray() is [var only] ? only : null;

    private static Dictionary<string, string> RitualsOf(SnapshotTables tables, PlotLook look)
    {
        if (tables.Referential is null) return [];
        using var document = JsonDocument.Parse(tables.Referential);
        return document.RootElement.GetProperty("rituals").EnumerateArray()
            .ToDictionary(r => r.GetProperty("key").GetString()!, r => r.GetProperty("title").GetProperty(look.Language).GetString()!, StringComparer.Ordinal);
    }

    // What names no period is of the last.
    private static int PlaceOf(SnapshotTables tables, string period) =>
        tables.Periods.Index().Where(p => p.Item.Key == period).Select(p => p.Index).DefaultIfEmpty(tables.Periods.Count - 1).First();

    private static bool IsBelow(TeamEntry team, TeamEntry whole) => team.Path == whole.Path || team.Path.StartsWith(whole.Path + "/", StringComparison.Ordinal);
}

/// <summary>Reads published rows as pictures see them.</summary>
internal static class PublishedRowReader
{
    /// <summary>The rows of a measure in which each of these columns has this text; none where there is no such measure.</summary>
    public static IReadOnlyList<PlotRow> Rows(Store store, StoredSnapshot snapshot, string name, long? limit, params IReadOnlyList<(string Column, string Text)> filters)
    {
        if (MeasureCatalogue.Find(name) is not { } measure) return [];
        var rows = new List<PlotRow>();
        var query = new RowQuery { Measure = measure, Snapshot = snapshot, Limit = limit, Filters = [.. filters.Select(f => (measure.Columns.First(c => c.Name == f.Column), (IReadOnlyList<string>)[f.Text]))] };
        store.Snapshots.Read(query, row =>
        {
            var cells = new Dictionary<string, object>(StringComparer.Ordinal);
            for (var i = 0; i < measure.Columns.Count; i++)
                if (!row.IsNull(i)) cells[measure.Columns[i].Name] = measure.Columns[i].Kind switch { ColumnKind.Text => row.Text(i)!, ColumnKind.Real => row.Real(i)!.Value, _ => (object)row.Integer(i) };
            rows.Add(new PlotRow(cells));
        });
        return rows;
    }
}
