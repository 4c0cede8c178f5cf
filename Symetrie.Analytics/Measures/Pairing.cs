using Symetrie.Analytics.Panels;

namespace Symetrie.Analytics.Measures;

/// <summary>Which voices of a team were heard in a period: what found no partner is listed here.</summary>
/// <remarks>Told from released cells alone: a team of which nothing is released has no row.</remarks>
public sealed record PairingRow : IRow
{
    private PairingRow()
    {
    }

    /// <summary>The period.</summary>
    [Subject]
    public required string Period { get; init; }

    /// <summary>The team's or node's key.</summary>
    [Subject]
    public required string Team { get; init; }

    /// <summary>Which voices were heard.</summary>
    [Subject]
    public required Pairing Pairing { get; init; }

    /// <summary>The team's name.</summary>
    public required string TeamName { get; init; }

    /// <summary>Whether the figures are there.</summary>
    public required RowStatus Status { get; init; }

    /// <summary>The day of this listing's newest cell.</summary>
    public DateOnly? AsOf { get; private init; }

    /// <summary>Every team of which at least one cell of a period is released.</summary>
    public static IEnumerable<PairingRow> Rows(Panel panel, AnalysisSettings settings, int period)
    {
        _ = settings;
        for (var t = 0; t < panel.Tree.Teams.Count; t++)
        {
            if (panel.PairingOf(period, t) is not { } pairing) continue;
            var team = panel.Tree.Teams[t];
            yield return new PairingRow { Period = panel.Periods[period].Key, Team = team.Key, Pairing = pairing, TeamName = team.Name, Status = RowStatus.Ok, AsOf = panel.AsOf(period, t) };
        }
    }
}
