using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tests.Disclosure.Attacks;

/// <summary>Whose answers published figures are sums of, here and under plain n ≥ k.</summary>
internal static class Groups
{
    /// <summary>Every node and attribute cell with k answers or more.</summary>
    public static List<IReadOnlySet<long>> Plain(Organisation made, int k) =>
        [.. made.Teams.Select(t => t.Key).Concat(Cells(made)).Select(key => (IReadOnlySet<long>)made.AnswersOf(made.TeamsOf(key, new HashSet<string>(StringComparer.Ordinal)))).Where(g => g.Count >= k)];

    /// <summary>What the score rows of an analysis are about.</summary>
    public static List<IReadOnlySet<long>> Released(Organisation made, Analysis analysis)
    {
        var rows = Organisation.Scores(analysis).Where(r => r.Voice == Voice.Employee).ToList();
        var keys = rows.Select(r => r.Team).ToHashSet(StringComparer.Ordinal);
        return rows.ConvertAll(r =>
        {
            var group = made.AnswersOf(made.TeamsOf(r.Team, keys));
            // The attacker's reading of the row is the true one, or he would be easy to beat.
            if (group.Count != r.N) throw new InvalidOperationException($"{r.Team} says {r.N}, and {group.Count} stand behind it");
            return (IReadOnlySet<long>)group;
        });
    }

    /// <summary>The keys that an analysis shows.</summary>
    public static HashSet<string> Shown(Analysis analysis) => [.. Organisation.Scores(analysis).Where(r => r.Voice == Voice.Employee).Select(r => r.Team)];

    /// <summary>Whether some group below k can be worked out.</summary>
    public static bool Breaks(IReadOnlyCollection<IReadOnlySet<long>> published, int k) => LinearOracle.Smallest(published, k) is not null;

    /// <summary>Whether some group below k can be worked out by a reader who is the only respondent of a team and knows that one answer.</summary>
    public static bool BreaksFor(long lone, IReadOnlyCollection<IReadOnlySet<long>> published, int k) =>
        Breaks([.. published.Select(p => p.Where(n => n != lone).ToHashSet()).Where(p => p.Count > 0)], k);

    /// <summary>Those who are the only respondents of their teams.</summary>
    public static IEnumerable<long> Lone(Organisation made) => made.Answers.Where(a => a.Voice == Voice.Employee).GroupBy(a => a.Team).Where(g => g.Count() == 1).Select(g => g.Single().Number);

    private static IEnumerable<string> Cells(Organisation made) => made.Teams.SelectMany(t => t.Attributes.Select(a => $"attribute:{a.Key}={a.Value[0].Value}")).Distinct();
}
