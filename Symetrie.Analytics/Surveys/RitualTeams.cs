namespace Symetrie.Analytics.Surveys;

/// <summary>Finds the team that an action or a count of practice means: the unit of either voice that is written so, on that day; else the team of that key, alias
/// or name.</summary>
/// <param name="matching">Which unit belongs to which team.</param>
/// <param name="units">The units that exports speak of.</param>
/// <param name="registered">The teams that were put in.</param>
public sealed class RitualTeams(TeamMatching matching, IReadOnlyCollection<Unit> units, IReadOnlyCollection<RegisteredTeam> registered)
{
    private readonly RegisteredNames names = new(registered);
    private readonly ILookup<string, Unit> byKey = units.ToLookup(u => u.Key, StringComparer.Ordinal);
    private readonly Dictionary<string, int> places = matching.Tree.Teams.Select((t, i) => (Key: TextKey.Of(t.Key), i)).DistinctBy(t => t.Key).ToDictionary(t => t.Key, t => t.i, StringComparer.Ordinal);

    /// <summary>The team's place in the tree; −1 where no team is meant.</summary>
    public int PlaceOf(string text, DateOnly day)
    {
        var key = TextKey.Of(text);
        foreach (var unit in byKey[key].OrderBy(u => u.Voice))
            if (matching.SpansOf(unit.Number).FirstOrDefault(s => s.From <= day && day < s.To) is { Team: { } team }) return matching.Tree.PlaceOf(team);
        if (places.TryGetValue(key, out var place)) return place;
        foreach (var voice in Voices.Both)
            if (names.Find(new Unit(0, voice, key, [])) is { } registered) return matching.Tree.PlaceOf(registered);
        return -1;
    }
}
