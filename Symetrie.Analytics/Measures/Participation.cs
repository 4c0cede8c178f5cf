using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>How many answered, of one voice of one team (or node) in one period.</summary>
public sealed record ParticipationRow : IRow
{
    private ParticipationRow()
    {
    }

    /// <summary>The period.</summary>
    [Subject]
    public required string Period { get; init; }

    /// <summary>The team's or node's key.</summary>
    [Subject]
    public required string Team { get; init; }

    /// <summary>Which voice.</summary>
    [Subject]
    public required Voice Voice { get; init; }

    /// <summary>The team's name.</summary>
    public required string TeamName { get; init; }

    /// <summary>Whether the figures are there.</summary>
    public required RowStatus Status { get; init; }

    /// <summary>How many distinct respondents answered.</summary>
    public long? N { get; private init; }

    /// <summary>How many were invited; null without an <i>invited</i> export, or where few enough did not answer to be told apart.</summary>
    public long? Invited { get; private init; }

    /// <summary>Answered over invited, a proportion.</summary>
    public double? ResponseRate { get; private init; }

    /// <summary>The day from which these figures stand.</summary>
    public DateOnly? AsOf { get; private init; }

    /// <summary>Participation of every registered team and node in a period, for each voice heard in it.</summary>
    public static IEnumerable<ParticipationRow> Rows(Panel panel, AnalysisSettings settings, int period)
    {
        _ = settings;
        foreach (var voice in Voices.Both)
        {
            var answered = panel.Released.Participations(voice, period);
            if (answered.All(a => a is null)) continue;
            for (var t = 0; t < panel.Tree.Teams.Count; t++)
            {
                yield return new ParticipationRow
                {
                    Period = panel.Periods[period].Key,
                    Team = panel.Tree.Teams[t].Key,
                    Voice = voice,
                    TeamName = panel.Tree.Teams[t].Name,
                    Status = answered[t] is null ? RowStatus.Withheld : RowStatus.Ok,
                    N = answered[t]?.N,
                    Invited = answered[t]?.Invited,
                    ResponseRate = answered[t] is { Invited: > 0 } known ? known.N / (double)known.Invited : null,
                    AsOf = answered[t]?.AsOf,
                };
            }
        }
    }
}
