using Symetrie.Analytics.Surveys;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports;

/// <summary>A team and who was heard of it; of one that has one voice alone, a team of the other voice that is called alike.</summary>
public sealed record TeamMatch
{
    /// <summary><c>matched</c>, <c>employee-only</c> or <c>customer-only</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The team's key.</summary>
    public required string Team { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>How the employee voice's exports write it, joined by <c>|</c>; null where they do not.</summary>
    public string? EmployeeUnits { get; init; }

    /// <summary>How the customer voice's exports write it, joined by <c>|</c>; null where they do not.</summary>
    public string? CustomerUnits { get; init; }

    /// <summary>The place of the suggestion, from 1; 0 where there is none.</summary>
    public long Rank { get; init; }

    /// <summary>A team it may be the same as; null without a suggestion.</summary>
    public string? Suggestion { get; init; }

    /// <summary>That team's name.</summary>
    public string? SuggestionName { get; init; }

    /// <summary>How alike the names are, 0 to 1.</summary>
    public double? Score { get; init; }

    /// <summary>The voice of the crosswalk row that would accept the suggestion.</summary>
    public string? Voice { get; init; }

    /// <summary>The unit of that row.</summary>
    public string? Unit { get; init; }

    /// <summary>The team of that row.</summary>
    public string? Target { get; init; }
}

/// <summary>Which teams were heard by both voices and which by one, and who may belong to whom. For those who may import: it speaks of all answers, released or not.</summary>
public sealed class TeamMatches
{
    private const int MostSuggestions = 3;
    private const double Least = 0.6;
    private readonly List<Heard> teams;
    private readonly NameCloseness closeness;
    private readonly Dictionary<string, List<Heard>> byMark = new(StringComparer.Ordinal);

    private TeamMatches(List<Heard> teams)
    {
        this.teams = teams;
        closeness = new NameCloseness([.. teams.SelectMany(t => t.Texts)]);
        foreach (var team in teams)
            foreach (var mark in closeness.Marks(team.Words)) (byMark.TryGetValue(mark, out var mine) ? mine : byMark[mark] = []).Add(team);
    }

    /// <summary>The teams of a store: matched ones first, then those with one voice, each with at most three suggestions. Nothing is applied.</summary>
    public static IReadOnlyList<TeamMatch> Of(Store store)
    {
        var (matching, units, registered) = store.Teams.State();
        return Of(matching, units, registered);
    }

    /// <summary>The teams of a matching.</summary>
    internal static IReadOnlyList<TeamMatch> Of(TeamMatching matching, IReadOnlyCollection<Unit> units, IReadOnlyCollection<RegisteredTeam> registered)
    {
        var put = registered.Select(t => t.Key).ToHashSet(StringComparer.Ordinal);
        var heard = matching.Tree.Teams.ToDictionary(t => t.Key, t => new Heard(t, put.Contains(t.Key)), StringComparer.Ordinal);
        foreach (var unit in units)
            foreach (var team in matching.SpansOf(unit.Number).Where(s => unit.Facts.Any(f => f.Day < s.To && f.Day.AddMonths(1) > s.From)).Select(s => s.Team).Distinct(StringComparer.Ordinal))
                heard[team].Units[(int)unit.Voice].Add(unit);
        return new TeamMatches([.. heard.Values]).List();
    }

    private List<TeamMatch> List() =>
        [.. teams.Where(t => t.Status is not null).OrderBy(t => t.Status == "matched" ? 0 : t.Status == "employee-only" ? 1 : 2).ThenBy(t => t.Team.Key, StringComparer.Ordinal).SelectMany(Rows)];

    private IEnumerable<TeamMatch> Rows(Heard team)
    {
        var row = new TeamMatch { Status = team.Status!, Team = team.Team.Key, Name = team.Team.Name, EmployeeUnits = team.Written(Analytics.Surveys.Voice.Employee), CustomerUnits = team.Written(Analytics.Surveys.Voice.Customer) };
        var rank = 0;
        foreach (var (other, score) in Suggestions(team))
        {
            var (moved, target) = Accepting(team, other);
            var voice = moved.Units[0].Count > 0 ? Analytics.Surveys.Voice.Employee : Analytics.Surveys.Voice.Customer;
            yield return row with { Rank = ++rank, Suggestion = other.Team.Key, SuggestionName = other.Team.Name, Score = score, Voice = voice.Text(), Unit = Heard.Spelling(moved.Units[(int)voice][0]), Target = target.Team.Key };
        }

        if (rank == 0) yield return row;
    }

    private List<(Heard Team, double Score)> Suggestions(Heard team)
    {
        if (team.Status is null or "matched") return [];
        var missing = team.Units[0].Count == 0 ? 0 : 1;
        // A team that was put in takes units, and is taken by none.
        return [.. closeness.Marks(team.Words).SelectMany(m => byMark.GetValueOrDefault(m) ?? []).Distinct()
            .Where(o => o != team && o.Units[1 - missing].Count == 0 && (o.Units[missing].Count > 0 || o.IsPutIn) && !(o.IsPutIn && team.IsPutIn))
            .Select(o => (Team: o, Score: Math.Round(closeness.Of(team.Words, o.Words), 4))).Where(s => s.Score >= Least)
            .OrderByDescending(s => s.Score).ThenBy(s => s.Team.Team.Key, StringComparer.Ordinal).Take(MostSuggestions)];
    }

    // What is free moves to what was put in; of two that are free the customers' moves to the employees'.
    private static (Heard Moved, Heard Target) Accepting(Heard team, Heard other) =>
        other.IsPutIn || (!team.IsPutIn && team.Status == "customer-only") ? (team, other) : (other, team);

    private sealed class Heard
    {
        public Heard(Team team, bool putIn) => (Team, IsPutIn) = (team, putIn);

        public Team Team { get; }

        public bool IsPutIn { get; }

        public List<Unit>[] Units { get; } = [[], []];

        public string? Status => (Units[0].Count > 0, Units[1].Count > 0) switch
        {
            (true, true) => "matched",
            (true, false) => "employee-only",
            (false, true) => "customer-only",
            _ => null,
        };

        public IReadOnlyList<string> Texts => field ??= [.. Units.SelectMany(u => u).SelectMany(u => u.Facts.Where(f => f.Attribute is UnitFact.Name or UnitFact.Spelling).Select(f => f.Value)).Append(Team.Name).Append(Team.Key).DistinctBy(TextKey.Of)];

        public IReadOnlyList<string[]> Words => field ??= [.. Texts.Select(NameCloseness.Words).Where(w => w.Length > 0)];

        public string? Written(Voice voice) => Units[(int)voice].Count == 0 ? null : string.Join(CrosswalkRow.Between, Units[(int)voice].Select(Spelling));

        public static string Spelling(Unit unit) => unit.Facts.Where(f => f.Attribute == UnitFact.Spelling).OrderByDescending(f => f.Day).ThenBy(f => f.Value, StringComparer.Ordinal).Select(f => f.Value).FirstOrDefault() ?? unit.Key;
    }
}
