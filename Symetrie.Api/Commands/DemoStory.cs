using Symetrie.Api.Stores;

namespace Symetrie.Api.Commands;

/// <summary>How the gaps of a team read when all its dimensions are taken together.</summary>
internal enum Reading
{
    /// <summary>At most one dimension shows a gap, and most gaps are small.</summary>
    Close,

    /// <summary>Most dimensions show employees above customers.</summary>
    EmployeesAhead,

    /// <summary>Most dimensions show customers above employees.</summary>
    CustomersAhead,

    /// <summary>Neither close nor ahead: the intervals are too wide to tell, or the dimensions disagree.</summary>
    Unclear,
}

/// <summary>A team in the last period: its overall gap, and what its dimensions say together.</summary>
/// <param name="Key">The key.</param>
/// <param name="Name">The name.</param>
/// <param name="Overall">The gap of the dimension <c>overall</c>.</param>
/// <param name="Above">Dimensions whose interval lies above 0.</param>
/// <param name="Below">Dimensions whose interval lies below 0.</param>
/// <param name="Small">Dimensions whose gap is <see cref="SmallGap"/> points or less.</param>
/// <param name="Dimensions">All dimensions.</param>
/// <param name="Exception">The one dimension that shows a gap where no other does.</param>
internal sealed record TeamLine(string Key, string Name, PublishedRow Overall, int Above, int Below, int Small, int Dimensions, string? Exception)
{
    /// <summary>A gap that readers will call small, in score points. It words a table and enters no figure.</summary>
    public const double SmallGap = 5;

    /// <summary>How it reads.</summary>
    public Reading Reading =>
        2 * Above > Dimensions ? Reading.EmployeesAhead
        : 2 * Below > Dimensions ? Reading.CustomersAhead
        : Above + Below <= 1 && 2 * Small > Dimensions && Exception != Overall.Text("dimension") ? Reading.Close
        : Reading.Unclear;
}

/// <summary>A team whose voices moved since the first period.</summary>
internal sealed record DriftLine(string Name, string Voice, PublishedRow Overall, int Moved, int Dimensions);

/// <summary>What the last published period says, read from its rows and from nothing else.</summary>
internal sealed record DemoStory(string Snapshot, string First, string Last, IReadOnlyList<TeamLine> Teams, IReadOnlyList<DriftLine> Drifting, IReadOnlyList<string> Withheld, IReadOnlyList<PublishedRow> Correlations)
{
    private const string Dimension = "overall";

    /// <summary>Reads the story of the newest snapshot.</summary>
    /// <exception cref="InvalidOperationException">Nothing is published.</exception>
    public static DemoStory Of(Store store)
    {
        var snapshot = store.Snapshots.Latest() ?? throw new InvalidOperationException("nothing is published");
        var tables = store.Snapshots.Tables(snapshot);
        var (first, last) = (tables.Periods[0].Key, tables.Periods[^1].Key);
        var leaves = tables.Teams.Where(t => t.IsLeaf).ToDictionary(t => t.Key, t => t.Name, StringComparer.Ordinal);
        var gaps = PublishedRows.Of(store, snapshot, "gaps", ("period", last)).Where(r => leaves.ContainsKey(r.Text("team")) && r.Text("status") == "ok").ToLookup(r => r.Text("team"), StringComparer.Ordinal);
        var teams = gaps.Select(g => Line(leaves[g.Key], [.. g])).OfType<TeamLine>().OrderByDescending(t => t.Overall.Real("gap")).ThenBy(t => t.Key, StringComparer.Ordinal).ToArray();
        var correlations = PublishedRows.Of(store, snapshot, "correlations", ("period", last), ("stratum", "all"))
            .Where(r => r.Real("pearson") is not null).OrderByDescending(r => Math.Abs(r.Real("pearson")!.Value)).ToArray();
        return new DemoStory(snapshot.Id, first, last, teams, Drift(store, snapshot, first, last, leaves), [.. leaves.Where(l => !gaps.Contains(l.Key)).Select(l => l.Value)], correlations);
    }

    private static TeamLine? Line(string name, PublishedRow[] rows) =>
        Array.Find(rows, r => r.Text("dimension") == Dimension) is { } overall
            ? new TeamLine(
                overall.Text("team"), name, overall, rows.Count(r => r.Real("gapLower") > 0), rows.Count(r => r.Real("gapUpper") < 0),
                rows.Count(r => Math.Abs(r.Real("gap")!.Value) <= TeamLine.SmallGap), rows.Length,
                rows.Where(r => r.Real("gapLower") > 0 || r.Real("gapUpper") < 0).Select(r => r.Text("dimension")).ToArray() is [var only] ? only : null)
            : null;

    private static IReadOnlyList<DriftLine> Drift(Store store, StoredSnapshot snapshot, string first, string last, Dictionary<string, string> leaves) =>
    [
        .. PublishedRows.Of(store, snapshot, "drift", ("fromPeriod", first), ("toPeriod", last))
            .Where(r => leaves.ContainsKey(r.Text("team")) && r.Text("series") != "gap" && r.Text("status") == "ok")
            .GroupBy(r => (Team: r.Text("team"), Series: r.Text("series")))
            .Select(g => new DriftLine(leaves[g.Key.Team], g.Key.Series, g.First(r => r.Text("dimension") == Dimension), g.Count(r => r.Real("changeLower") > 0 || r.Real("changeUpper") < 0), g.Count()))
            // Three in four, not half: of many teams some have moved in half of their dimensions by chance, because one person answers all of them.
            .Where(d => 4 * d.Moved >= 3 * d.Dimensions)
            .OrderBy(d => d.Overall.Real("change")).ThenBy(d => d.Name, StringComparer.Ordinal),
    ];
}
