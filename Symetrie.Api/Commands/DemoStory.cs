using Symetrie.Api.Stores;

namespace Symetrie.Api.Commands;

/// <summary>A team or node in the last period: its overall gap, and the verdicts of all its dimensions.</summary>
/// <param name="Key">The key.</param>
/// <param name="Name">The name.</param>
/// <param name="Overall">The gap of the dimension <c>overall</c>.</param>
/// <param name="Verdicts">Which dimensions have which verdict.</param>
/// <param name="Dimensions">How many dimensions it has.</param>
internal sealed record TeamLine(string Key, string Name, PublishedRow Overall, ILookup<string, string> Verdicts, int Dimensions)
{
    /// <summary>The verdict of more than half of the dimensions; undetermined where none has so many.</summary>
    public string Verdict => Verdicts.FirstOrDefault(v => 2 * v.Count() > Dimensions)?.Key ?? "undetermined";

    /// <summary>Reads the lines of those teams and nodes that have a gap overall.</summary>
    public static IReadOnlyList<TeamLine> Of(IEnumerable<PublishedRow> gaps, Func<string, bool> which) =>
    [
        .. gaps.Where(r => which(r.Text("team"))).GroupBy(r => r.Text("team"), StringComparer.Ordinal)
            .Select(g => (Rows: g.ToArray(), Overall: g.FirstOrDefault(r => r.Text("dimension") == "overall"))).Where(g => g.Overall is not null)
            .Select(g => new TeamLine(g.Overall!.Text("team"), g.Overall.Text("teamName"), g.Overall, g.Rows.ToLookup(r => r.Text("verdict"), r => r.Text("dimension"), StringComparer.Ordinal), g.Rows.Length))
            .OrderByDescending(t => t.Overall.Real("gap")).ThenBy(t => t.Key, StringComparer.Ordinal),
    ];
}

/// <summary>A team whose voices moved since the first period.</summary>
internal sealed record DriftLine(string Name, string Voice, PublishedRow Overall, int Moved, int Dimensions);

/// <summary>What the last published period says, read from its rows and from nothing else.</summary>
/// <param name="Snapshot">The snapshot's id.</param>
/// <param name="First">The first period.</param>
/// <param name="Last">The last period.</param>
/// <param name="Gaps">The gaps of the teams in the last period, of every dimension.</param>
/// <param name="Teams">The teams that have both voices.</param>
/// <param name="Nodes">The regions and areas, and the company.</param>
/// <param name="Drifting">The teams that moved.</param>
/// <param name="Withheld">The teams of which a voice is not seen.</param>
/// <param name="Correlations">The strongest first.</param>
/// <param name="Rituals">What each ritual did to the dimension it is held for.</param>
internal sealed record DemoStory(
    string Snapshot, string First, string Last, IReadOnlyList<PublishedRow> Gaps, IReadOnlyList<TeamLine> Teams, IReadOnlyList<TeamLine> Nodes,
    IReadOnlyList<DriftLine> Drifting, IReadOnlyList<string> Withheld, IReadOnlyList<PublishedRow> Correlations, IReadOnlyList<RitualLine> Rituals)
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
        var gaps = PublishedRows.Of(store, snapshot, "gaps", ("period", last)).Where(r => r.Text("status") == "ok").ToArray();
        var ofTeams = gaps.Where(r => leaves.ContainsKey(r.Text("team"))).ToArray();
        var seen = ofTeams.Select(r => r.Text("team")).ToHashSet(StringComparer.Ordinal);
        var correlations = PublishedRows.Of(store, snapshot, "correlations", ("period", last), ("stratum", "all"))
            .Where(r => r.Real("pearson") is not null).OrderByDescending(r => Math.Abs(r.Real("pearson")!.Value)).ToArray();
        return new DemoStory(
            snapshot.Id, first, last, ofTeams, TeamLine.Of(ofTeams, _ => true), TeamLine.Of(gaps, team => !leaves.ContainsKey(team)), Drift(store, snapshot, first, last, leaves),
            [.. leaves.Where(l => !seen.Contains(l.Key)).Select(l => l.Value)], correlations, RitualLine.Of(store, snapshot, last));
    }

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
