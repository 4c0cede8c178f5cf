namespace Symetrie.Analytics.Surveys;

/// <summary>All registered teams as a forest, each parent before its children, siblings by key: the order of every loop over teams.</summary>
public sealed class TeamTree
{
    private readonly Dictionary<string, int> places;
    private readonly int[] parents;
    private readonly int[] ends;

    private TeamTree(List<Team> teams, List<int> parents, List<int> ends)
    {
        (Teams, this.parents, this.ends) = (teams, [.. parents], [.. ends]);
        places = teams.Select((team, i) => (team.Key, i)).ToDictionary(p => p.Key, p => p.i, StringComparer.Ordinal);
        Leaves = [.. Enumerable.Range(0, teams.Count).Where(IsLeaf)];
        AttributeNames = [.. teams.SelectMany(t => t.Attributes.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>The teams, parents first.</summary>
    public IReadOnlyList<Team> Teams { get; }

    /// <summary>The places of the teams without children.</summary>
    public IReadOnlyList<int> Leaves { get; }

    /// <summary>Every attribute some team has.</summary>
    public IReadOnlyList<string> AttributeNames { get; }

    /// <summary>Orders teams into a tree.</summary>
    /// <exception cref="ArgumentException">A key repeats, a parent is unknown, or parents form a circle; the message names the team.</exception>
    public static TeamTree Of(IReadOnlyCollection<Team> teams)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var team in teams)
            if (!known.Add(team.Key)) throw new ArgumentException($"team '{team.Key}' is there twice", nameof(teams));
        if (teams.FirstOrDefault(t => t.Parent is not null && !known.Contains(t.Parent)) is { } orphan)
            throw new ArgumentException($"team '{orphan.Key}': parent '{orphan.Parent}' is not a team", nameof(teams));

        var children = teams.OrderBy(t => t.Key, StringComparer.Ordinal).ToLookup(t => t.Parent ?? "", StringComparer.Ordinal);
        var (ordered, parents, ends) = (new List<Team>(teams.Count), new List<int>(teams.Count), new List<int>(teams.Count));
        void Visit(Team team, int parent, int depth)
        {
            if (depth > 64) throw new ArgumentException($"team '{team.Key}' lies deeper than 64 levels", nameof(teams));
            var place = ordered.Count;
            ordered.Add(team);
            parents.Add(parent);
            ends.Add(0);
            foreach (var child in children[team.Key]) Visit(child, place, depth + 1);
            ends[place] = ordered.Count;
        }

        foreach (var root in children[""].Where(t => t.Parent is null)) Visit(root, -1, 0);
        if (ordered.Count != teams.Count)
            throw new ArgumentException($"team '{teams.Except(ordered).First().Key}' is its own ancestor", nameof(teams));
        return new TeamTree(ordered, parents, ends);
    }

    /// <summary>A team's place; −1 where the key is unknown.</summary>
    public int PlaceOf(string key) => places.GetValueOrDefault(key, -1);

    /// <summary>The parent's place; −1 for a root.</summary>
    public int ParentOf(int place) => parents[place];

    /// <summary>The place after the last descendant: descendants of <paramref name="place"/> are those between it and this.</summary>
    public int EndOf(int place) => ends[place];

    /// <summary>Whether the team has no children.</summary>
    public bool IsLeaf(int place) => ends[place] == place + 1;

    /// <summary>How many ancestors a team has.</summary>
    public int DepthOf(int place) => parents[place] < 0 ? 0 : DepthOf(parents[place]) + 1;

    /// <summary>The keys from the root to the team, joined by <c>/</c>.</summary>
    public string PathOf(int place) => parents[place] < 0 ? Teams[place].Key : $"{PathOf(parents[place])}/{Teams[place].Key}";
}
