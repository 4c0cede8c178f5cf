using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>The values of voices, gaps and outcomes by team and period, each read once a block.</summary>
internal sealed class OutcomeValues(Panel panel, int upTo)
{
    private readonly Dictionary<(OutcomeSeries, int), TeamSeries> series = [];
    private readonly Dictionary<int, TeamSeries> outcomes = [];

    /// <summary>What outcomes are set against: every dimension of each voice, and the gaps of those that both have.</summary>
    public IReadOnlyList<(OutcomeSeries Series, int Dimension, string Key)> Sides { get; } =
    [
        .. panel.Released.EmployeeDimensions.Select((d, i) => (OutcomeSeries.Employee, i, d.Key)),
        .. panel.Released.CustomerDimensions.Select((d, i) => (OutcomeSeries.Customer, i, d.Key)),
        .. panel.Mirrored.Select((m, i) => (OutcomeSeries.Gap, i, m.Dimension.Key)),
    ];

    /// <summary>The value of a team on a side; null where it is withheld.</summary>
    public TeamMean? Of(OutcomeSeries side, int dimension, int period, int team) => side switch
    {
        OutcomeSeries.Employee => TeamMean.Of(Evidence.Of(panel, Voice.Employee, period, dimension, team)),
        OutcomeSeries.Customer => TeamMean.Of(Evidence.Of(panel, Voice.Customer, period, dimension, team)),
        _ => TeamMean.Difference(Of(OutcomeSeries.Employee, panel.Mirrored[dimension].Employee, period, team), Of(OutcomeSeries.Customer, panel.Mirrored[dimension].Customer, period, team)),
    };

    /// <summary>The outcome of a team; null where it has none.</summary>
    public TeamMean? Outcome(int metric, int period, int team) =>
        panel.Outcomes.Values(metric, period) is { } values ? TeamMean.Of(values[team], panel.Outcomes.Denominators(metric, period)![team]) : null;

    /// <summary>Whether a side has any cell in a period.</summary>
    public bool IsAsked(OutcomeSeries side, int dimension, int period) => side switch
    {
        OutcomeSeries.Employee => panel.Asked(Voice.Employee, period, dimension),
        OutcomeSeries.Customer => panel.Asked(Voice.Customer, period, dimension),
        _ => panel.Asked(Voice.Employee, period, panel.Mirrored[dimension].Employee) && panel.Asked(Voice.Customer, period, panel.Mirrored[dimension].Customer),
    };

    /// <summary>The series of a side over all leaf teams.</summary>
    public TeamSeries Series(OutcomeSeries side, int dimension) => series.TryGetValue((side, dimension), out var known) ? known
        : series[(side, dimension)] = TeamSeries.Of(side.ToString(), panel.Tree.Leaves, upTo, (p, t) => IsAsked(side, dimension, p) ? Of(side, dimension, p, t) : null);

    /// <summary>The series of a metric over all leaf teams.</summary>
    public TeamSeries Outcomes(int metric) => outcomes.TryGetValue(metric, out var known) ? known
        : outcomes[metric] = TeamSeries.Of(panel.Outcomes.Metrics[metric].Key, panel.Tree.Leaves, upTo, (p, t) => Outcome(metric, p, t));
}
