namespace Symetrie.Analytics.Surveys;

/// <summary>Which unit of each voice belongs to which team. Pure and order-free: the same units and registered teams give the same teams,
/// whatever the order in which exports arrived.</summary>
/// <remarks>Rules, the first that fits: a registered team's key, an alias of that voice, a registered team's name; the same key in both
/// voices; the same name in both voices, where exactly one unit of each voice bears it.</remarks>
public sealed class TeamMatching
{
    private TeamMatching(TeamTree tree, IReadOnlyDictionary<long, string> teamOfUnit) => (Tree, TeamOfUnit) = (tree, teamOfUnit);

    /// <summary>All registered teams: those put in, and those that exports speak of.</summary>
    public TeamTree Tree { get; }

    /// <summary>The team's key of each unit.</summary>
    public IReadOnlyDictionary<long, string> TeamOfUnit { get; }

    /// <summary>Matches units to teams.</summary>
    /// <exception cref="ArgumentException">The registered teams form no tree; the message names the team.</exception>
    public static TeamMatching Of(IReadOnlyCollection<Unit> units, IReadOnlyCollection<RegisteredTeam> registered)
    {
        var known = new RegisteredNames(registered);
        var members = registered.ToDictionary(t => t.Key, _ => new List<Unit>(), StringComparer.Ordinal);
        var free = new List<Unit>();
        foreach (var unit in units.OrderBy(u => u.Voice).ThenBy(u => u.Key, StringComparer.Ordinal))
        {
            if (known.Find(unit) is { } key) members[key].Add(unit);
            else free.Add(unit);
        }

        // Exports add nothing to a team that was put in: a name or a value that comes with somebody's answer would tell that there is one.
        var teams = registered.Select(t => Described(t, [])).ToList();
        var teamOfUnit = members.SelectMany(m => m.Value.Select(u => (u.Number, m.Key))).ToDictionary(p => p.Number, p => p.Key);
        var taken = teams.Select(t => t.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var group in Groups(free))
        {
            var team = Described(new RegisteredTeam(FreeKey(group, taken), null, null, [], new Dictionary<string, IReadOnlyList<DatedValue>>()), group);
            teams.Add(team);
            foreach (var unit in group) teamOfUnit[unit.Number] = team.Key;
        }

        return new TeamMatching(TeamTree.Of(teams), teamOfUnit);
    }

    private static string FreeKey(IReadOnlyList<Unit> group, HashSet<string> taken)
    {
        var spelling = Newest(group, UnitFact.Spelling) ?? group[0].Key;
        var key = spelling;
        for (var i = 2; !taken.Add(key); i++) key = $"{spelling}~{i}";
        return key;
    }

    // Same key first; then names that are unambiguous on both sides.
    private static List<List<Unit>> Groups(List<Unit> free)
    {
        var groups = free.GroupBy(u => u.Key, StringComparer.Ordinal).Select(g => g.ToList()).ToList();
        var employees = Named(groups, Voice.Employee);
        var customers = Named(groups, Voice.Customer);
        var partners = employees.Join(customers, e => e.Key, c => c.Key, (e, c) => (e.Value, c.Value), StringComparer.Ordinal).Distinct().ToList();
        foreach (var (mine, other) in partners)
        {
            if (partners.Count(p => p.Item1 == mine || p.Item2 == other) > 1) continue;
            mine.AddRange(other);
            groups.Remove(other);
        }

        return [.. groups.OrderBy(g => g[0].Key, StringComparer.Ordinal)];
    }

    private static Dictionary<string, List<Unit>> Named(List<List<Unit>> groups, Voice voice) => groups
        .Where(g => g.TrueForAll(u => u.Voice == voice))
        .SelectMany(g => NamesOf(g).Select(name => (name, g)))
        .GroupBy(p => p.name, StringComparer.Ordinal)
        .Where(p => p.Count() == 1)
        .ToDictionary(p => p.Key, p => p.Single().g, StringComparer.Ordinal);

    private static HashSet<string> NamesOf(IEnumerable<Unit> group) =>
        [.. group.SelectMany(u => u.Facts.Where(f => f.Attribute == UnitFact.Name).Select(f => TextKey.Of(f.Value)).Append(u.Key)).Where(n => n.Length > 0)];

    private static Team Described(RegisteredTeam team, IReadOnlyList<Unit> units)
    {
        var attributes = new SortedDictionary<string, IReadOnlyList<DatedValue>>(StringComparer.Ordinal);
        foreach (var (name, values) in team.Attributes) attributes[name] = values;
        foreach (var facts in units.SelectMany(u => u.Facts.Select(f => (u.Voice, Fact: f))).Where(f => f.Fact.Attribute[0] != '$').GroupBy(f => f.Fact.Attribute, StringComparer.Ordinal))
            if (!attributes.ContainsKey(facts.Key)) attributes[facts.Key] = Timeline(facts);
        return new Team(team.Key, team.Name ?? Newest(units, UnitFact.Name) ?? team.Key, team.Parent, attributes);
    }

    // On a day with two values the employee voice wins, then the first in ordinal order.
    private static List<DatedValue> Timeline(IEnumerable<(Voice Voice, UnitFact Fact)> facts)
    {
        var timeline = new List<DatedValue>();
        foreach (var day in facts.GroupBy(f => f.Fact.Day).OrderBy(g => g.Key))
        {
            var value = day.OrderBy(f => f.Voice).ThenBy(f => f.Fact.Value, StringComparer.Ordinal).First().Fact.Value;
            if (timeline.Count == 0 || timeline[^1].Value != value) timeline.Add(new DatedValue(day.Key, value));
        }

        return timeline;
    }

    private static string? Newest(IEnumerable<Unit> units, string attribute) => units
        .SelectMany(u => u.Facts.Where(f => f.Attribute == attribute).Select(f => (u.Voice, f.Day, f.Value)))
        .OrderBy(f => f.Voice).ThenByDescending(f => f.Day).ThenBy(f => f.Value, StringComparer.Ordinal)
        .Select(f => f.Value).FirstOrDefault();
}
