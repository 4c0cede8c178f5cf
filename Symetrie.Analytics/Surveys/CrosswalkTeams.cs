namespace Symetrie.Analytics.Surveys;

/// <summary>Which team each row of a crosswalk means: one that was put in, or one that it names first; of several, their nearest common node.</summary>
internal sealed class CrosswalkTeams
{
    private readonly Dictionary<string, string> keys;
    private readonly Dictionary<string, string?> parents;

    /// <param name="crosswalk">The rows.</param>
    /// <param name="registered">The teams that were put in.</param>
    /// <param name="known">Their keys and names.</param>
    public CrosswalkTeams(Crosswalk crosswalk, IReadOnlyCollection<RegisteredTeam> registered, RegisteredNames known)
    {
        parents = registered.ToDictionary(t => t.Key, t => t.Parent, StringComparer.Ordinal);
        keys = new Dictionary<string, string>(StringComparer.Ordinal);
        var implied = new List<string>();
        foreach (var text in crosswalk.Rows.SelectMany(r => r.Teams).Select(t => t.Trim()))
        {
            var key = TextKey.Of(text);
            if (keys.ContainsKey(key)) continue;
            if (known.Team(text) is not { } team) implied.Add(team = text);
            keys[key] = team;
        }

        Implied = implied;
    }

    /// <summary>Teams that nobody put in: they are what the crosswalk and the exports make them.</summary>
    public IReadOnlyList<string> Implied { get; }

    /// <summary>The team of a row.</summary>
    /// <exception cref="ArgumentException">It names several that have no common node.</exception>
    public string Of(CrosswalkRow row)
    {
        var team = Key(row.Teams[0]);
        foreach (var other in row.Teams.Skip(1).Select(Key))
        {
            var above = Path(other).ToHashSet(StringComparer.Ordinal);
            team = Path(team).FirstOrDefault(above.Contains)
                ?? throw new ArgumentException($"crosswalk row ({row.Told}): '{team}' and '{other}' have no common node in the tree of teams; put one in above them, or name one team", nameof(row));
        }

        return team;
    }

    private string Key(string text) => keys[TextKey.Of(text)];

    // A circle of parents is refused where the tree is built; here it must only end.
    private IEnumerable<string> Path(string team)
    {
        var steps = 0;
        for (var at = team; at is not null && steps <= parents.Count; at = parents.GetValueOrDefault(at), steps++) yield return at;
    }
}
