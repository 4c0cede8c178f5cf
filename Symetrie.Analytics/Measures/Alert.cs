using Symetrie.Analytics.Panels;

namespace Symetrie.Analytics.Measures;

/// <summary>From where an alert comes.</summary>
public enum AlertKind
{
    /// <summary>A gap between the voices: <c>gaps</c>.</summary>
    Gap,

    /// <summary>A change since the previous period, or since a year ago: <c>drift</c>.</summary>
    Drift,

    /// <summary>A series that left the way it used to move: <c>signals</c>.</summary>
    Signal,
}

/// <summary>Which way an alert points.</summary>
public enum AlertSide
{
    /// <summary>Employees rate higher than customers.</summary>
    EmployeeFavoured,

    /// <summary>Customers rate higher than employees.</summary>
    CustomerFavoured,

    /// <summary>Higher than before (of a gap: towards the employees).</summary>
    Up,

    /// <summary>Lower than before (of a gap: towards the customers).</summary>
    Down,
}

/// <summary>The few findings of a period that matter: each is significant among all of its family, large enough, told of the highest node only, and once for
/// dimensions that move together.</summary>
/// <remarks>From released cells. A finding is a gap with a verdict of favour, a drift improved or degraded since the previous period (else since a year ago), or a signal rising or falling, with q below .05 and an
/// effect of at least <c>AlertEffect</c> (10 score points by default). It is dropped where (1) an ancestor has the same kind, series, dimension and side, or a significant effect too small for an alert that lies within this one's interval; (2) another dimension of the same team, kind,
/// series and side with a larger effect correlates with it by .7 or more over the leaf teams of the period; (3) the same team, dimension and series already drifts, if it is a signal; or a voice drifts, if it is the drift of the gap.
/// No alert is no proof that nothing happened: see <c>drift</c> for what is shown to be stable.</remarks>
public sealed record AlertRow : IRow
{
    private AlertRow()
    {
    }

    /// <summary>The period.</summary>
    [Subject]
    public required string Period { get; init; }

    /// <summary>From where the alert comes.</summary>
    [Subject]
    public required AlertKind Kind { get; init; }

    /// <summary>Whose: a voice, or the gap between both.</summary>
    [Subject]
    public required Series Series { get; init; }

    /// <summary>The team's or node's key.</summary>
    [Subject]
    public required string Team { get; init; }

    /// <summary>The dimension's key.</summary>
    [Subject]
    public required string Dimension { get; init; }

    /// <summary>The team's name.</summary>
    public required string TeamName { get; init; }

    /// <summary>Always <c>ok</c>: what is withheld alerts nobody.</summary>
    public required RowStatus Status { get; init; }

    /// <summary>Which way it points.</summary>
    public AlertSide? Side { get; private init; }

    /// <summary>The gap, change or shift, in score points.</summary>
    public double? Effect { get; private init; }

    /// <summary>Lower end of its interval.</summary>
    public double? EffectLower { get; private init; }

    /// <summary>Upper end of its interval.</summary>
    public double? EffectUpper { get; private init; }

    /// <summary>Its false-discovery-rate q in the measure it comes from, a proportion.</summary>
    public double? Q { get; private init; }

    /// <summary>Since when: of a gap the first of the unbroken periods whose interval excludes 0 on this side; of a drift the period it is compared with; of a signal when the shift seems to have begun.</summary>
    public string? Since { get; private init; }

    /// <summary>How many teams below have the same and are not listed.</summary>
    public long? AlsoTeams { get; private init; }

    /// <summary>Dimensions that move with this one and have the same, separated by spaces; null without any.</summary>
    public string? AlsoDimensions { get; private init; }

    /// <summary>The day from which these figures stand.</summary>
    public DateOnly? AsOf { get; private init; }

    /// <summary>The alerts of a period: gaps, then drifts, then signals, each by team and dimension.</summary>
    public static IEnumerable<AlertRow> Rows(Panel panel, AnalysisSettings settings, int period)
    {
        foreach (var alert in new AlertSieve(panel, settings, period).Kept(AlertFindings.Of(panel, settings, period)))
        {
            var (found, teams, dimensions) = alert;
            var team = panel.Tree.Teams[found.Team];
            yield return new AlertRow
            {
                Period = panel.Periods[period].Key,
                Kind = found.Kind,
                Series = found.Track.Series,
                Team = team.Key,
                Dimension = found.Track.Dimension,
                TeamName = team.Name,
                Status = RowStatus.Ok,
                Side = found.Side,
                Effect = found.Effect,
                EffectLower = found.Lower,
                EffectUpper = found.Upper,
                Q = found.Q,
                Since = found.Since,
                AlsoTeams = teams,
                AlsoDimensions = dimensions.Count == 0 ? null : string.Join(' ', dimensions),
                AsOf = found.AsOf,
            };
        }
    }
}
