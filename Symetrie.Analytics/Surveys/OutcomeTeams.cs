namespace Symetrie.Analytics.Surveys;

/// <summary>Which team a row of outcomes means. An outcome is nobody's answer, so it makes no team: it finds one that is there.</summary>
/// <remarks>The first that fits: the unit of that voice that is written so, then the other voice's, each with the team it belongs to at the end of the period; a registered
/// team's key, an alias of that voice, a registered team's name.</remarks>
public sealed class OutcomeTeams
{
    private readonly TeamMatching matching;
    private readonly RegisteredNames registered;
    private readonly Dictionary<(Voice Voice, string Key), long> units;

    /// <summary>Finds among these teams.</summary>
    public OutcomeTeams(TeamMatching matching, IEnumerable<Unit> units, IReadOnlyCollection<RegisteredTeam> registered)
    {
        (this.matching, this.registered) = (matching, new RegisteredNames(registered));
        this.units = units.ToDictionary(u => (u.Voice, u.Key), u => u.Number);
    }

    /// <summary>The team's place in the tree; −1 where no team is meant.</summary>
    /// <param name="voice">Whose names of teams the export uses.</param>
    /// <param name="unit">The team as written, normalised.</param>
    /// <param name="period">The period.</param>
    public int Find(Voice voice, string unit, Period period)
    {
        foreach (var one in new[] { voice, voice == Voice.Employee ? Voice.Customer : Voice.Employee })
            if (units.TryGetValue((one, unit), out var number) && TeamOf(number, period.From(voice), period.To(voice)) is { } team) return matching.Tree.PlaceOf(team);
        return registered.Find(new Unit(-1, voice, unit, [])) is { } key ? matching.Tree.PlaceOf(key) : -1;
    }

    /// <summary>Whether a team is meant in any period.</summary>
    public bool Knows(Voice voice, string unit) => Voices.Both.Any(one => units.ContainsKey((one, unit))) || registered.Find(new Unit(-1, voice, unit, [])) is not null;

    private string? TeamOf(long unit, DateOnly from, DateOnly to) =>
        matching.SpansOf(unit).Where(s => s.From < to && s.To > from).Select(s => s.Team).LastOrDefault();
}
