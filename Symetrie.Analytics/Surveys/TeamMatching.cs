namespace Symetrie.Analytics.Surveys;

/// <summary>Which unit of each voice belongs to which team. Pure and order-free: the same units and registered teams give the same teams,
/// whatever the order in which exports arrived.</summary>
/// <remarks>Rules, the first that fits: a row of the crosswalk on the days it holds; a registered team's key, an alias of that voice, a registered
/// team's name; the same key in both voices; the same name in both voices, where exactly one unit of each voice bears it.</remarks>
public sealed class TeamMatching
{
    private readonly IReadOnlyDictionary<long, IReadOnlyList<TeamSpan>> spans;

    private TeamMatching(TeamTree tree, IReadOnlyDictionary<long, IReadOnlyList<TeamSpan>> spans) => (Tree, this.spans) = (tree, spans);

    /// <summary>All registered teams: those put in, and those that exports speak of.</summary>
    public TeamTree Tree { get; }

    /// <summary>The teams of a unit in order of time: at any day at most one, and one on every day on which it was heard.</summary>
    public IReadOnlyList<TeamSpan> SpansOf(long unit) => spans[unit];

    /// <summary>Matches units to teams.</summary>
    /// <exception cref="ArgumentException">The registered teams form no tree, or a row of the crosswalk means no one team; the message names it.</exception>
    public static TeamMatching Of(IReadOnlyCollection<Unit> units, IReadOnlyCollection<RegisteredTeam> registered, Crosswalk crosswalk)
    {
        var known = new RegisteredNames(registered);
        var settling = new CrosswalkTeams(crosswalk, registered, known);
        foreach (var row in crosswalk.Rows) settling.Of(row);
        var (free, teamOf, settled) = (new List<Unit>(), new Dictionary<long, string>(), new Dictionary<long, List<TeamSpan>>());
        foreach (var unit in units.OrderBy(u => u.Voice).ThenBy(u => u.Key, StringComparer.Ordinal))
        {
            var mine = settled[unit.Number] = UnitSpans.Settled(unit, crosswalk, settling.Of);
            if (UnitSpans.Cover(mine, unit)) continue;
            if (known.Find(unit) is { } key) teamOf[unit.Number] = key;
            else free.Add(Beside(unit, mine));
        }

        // Exports add nothing to a team that was put in: a name or a value that comes with somebody's answer would tell that there is one.
        var teams = registered.Select(t => Described(t, [])).ToList();
        var moved = units.SelectMany(u => settled[u.Number].Select(s => (s.Team, Unit: Within(u, s)))).ToLookup(m => m.Team, m => m.Unit, StringComparer.Ordinal);
        var names = AddFree(teams, Groups(free), settling.Implied, moved, teamOf);
        return new TeamMatching(TeamTree.Of(teams), units.ToDictionary(u => u.Number, u => UnitSpans.Filled([.. settled[u.Number].Select(s => s with { Team = names.GetValueOrDefault(s.Team, s.Team) })], teamOf.GetValueOrDefault(u.Number))));
    }

    // Teams that nobody put in: each group of units is one, and so is what the crosswalk names and no group bears. A group keeps its key.
    private static Dictionary<string, string> AddFree(List<Team> teams, List<List<Unit>> groups, IReadOnlyList<string> implied, ILookup<string, Unit> moved, Dictionary<long, string> teamOf)
    {
        var taken = teams.Select(t => t.Key).ToHashSet(StringComparer.Ordinal);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var meant = implied.ToLookup(text => groups.FindIndex(g => g.Exists(u => u.Key == TextKey.Of(text))));
        for (var i = 0; i < groups.Count; i++)
        {
            var key = FreeKey(groups[i], taken);
            foreach (var unit in groups[i]) teamOf[unit.Number] = key;
            foreach (var text in meant[i]) names[text] = key;
            teams.Add(Described(Unnamed(key), [.. groups[i], .. meant[i].SelectMany(t => moved[t])]));
        }

        foreach (var text in meant[-1])
        {
            var key = names[text] = FreeKey(text, taken);
            teams.Add(Described(Unnamed(key), [.. moved[text]]));
        }

        return names;
    }

    private static RegisteredTeam Unnamed(string key) => new(key, null, null, [], new Dictionary<string, IReadOnlyList<DatedValue>>());

    // What was said of a unit in the months in which it belonged to a team, and in the others.
    private static Unit Within(Unit unit, TeamSpan span) => unit with { Facts = [.. unit.Facts.Where(f => f.Day < span.To && f.Day.AddMonths(1) > span.From)] };

    private static Unit Beside(Unit unit, List<TeamSpan> settled) => settled.Count == 0 ? unit : unit with { Facts = [.. unit.Facts.Where(f => !settled.Exists(s => s.From <= f.Day && s.To >= f.Day.AddMonths(1)))] };

    private static string FreeKey(IReadOnlyList<Unit> group, HashSet<string> taken) => FreeKey(Newest(group, UnitFact.Spelling) ?? group[0].Key, taken);

    private static string FreeKey(string spelling, HashSet<string> taken)
    {
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

    // The employee voice wins, then the newest, then the first in ordinal order.
    private static string? Newest(IReadOnlyList<Unit> units, string attribute)
    {
        (Voice Voice, UnitFact Fact)? best = null;
        foreach (var unit in units)
            foreach (var fact in unit.Facts)
                if (fact.Attribute == attribute && (best is not { } so || IsBefore((unit.Voice, fact), so))) best = (unit.Voice, fact);
        return best?.Fact.Value;

        static bool IsBefore((Voice Voice, UnitFact Fact) one, (Voice Voice, UnitFact Fact) other)
        {
            if (one.Voice != other.Voice) return one.Voice < other.Voice;
            return one.Fact.Day != other.Fact.Day ? one.Fact.Day > other.Fact.Day : string.CompareOrdinal(one.Fact.Value, other.Fact.Value) < 0;
        }
    }
}
