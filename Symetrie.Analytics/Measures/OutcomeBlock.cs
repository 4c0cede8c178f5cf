using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>The rows of outcomes that speak of one period: every metric with every side, by stratum, level and lag, then the surfaces.</summary>
internal sealed class OutcomeBlock
{
    private static readonly int[] Lags = [0, 1, 2, -1, -2];
    private readonly Panel panel;
    private readonly AnalysisSettings settings;
    private readonly int period;
    private readonly OutcomeValues values;
    private readonly Dictionary<int, int> place;

    public OutcomeBlock(Panel panel, AnalysisSettings settings, int period)
    {
        (this.panel, this.settings, this.period, values) = (panel, settings, period, new OutcomeValues(panel, period));
        place = panel.Tree.Leaves.Select((t, i) => (t, i)).ToDictionary(p => p.t, p => p.i);
    }

    private IReadOnlyList<Metric> Metrics => panel.Outcomes.Metrics;

    /// <summary>The rows, each family of q together.</summary>
    public IEnumerable<OutcomeRow> Rows()
    {
        foreach (var lag in Lags)
            foreach (var (stratum, leaves) in panel.Strata(period))
                foreach (var row in Tested(Between(stratum, leaves, lag))) yield return row;
        foreach (var level in new[] { LinkLevel.Pooled, LinkLevel.Within })
            foreach (var lag in Lags)
                foreach (var (stratum, leaves) in panel.Strata(period))
                    foreach (var row in Tested(Over(level, stratum, leaves, lag))) yield return row;
        foreach (var level in new[] { LinkLevel.Between, LinkLevel.Pooled })
            foreach (var lag in Lags.Where(l => l >= 0))
                foreach (var (stratum, leaves) in panel.Strata(period))
                    foreach (var row in Surfaces(level, stratum, leaves, lag)) yield return row;
    }

    private List<(OutcomeSubject, RowStatus, long?, LinkFigures?)> Between(string stratum, IReadOnlyList<int> leaves, int lag)
    {
        var rows = new List<(OutcomeSubject, RowStatus, long?, LinkFigures?)>();
        // Rows stand under the later of the two periods: a new period adds rows and changes none.
        var (answered, measured) = (period - Math.Max(0, lag), period + Math.Min(0, lag));
        if (answered < 0 || measured < 0) return rows;
        foreach (var (metric, outcome) in Metrics.Index())
        {
            if (panel.Outcomes.Values(metric, measured) is null) continue;
            // Of the teams that have the outcome.
            int[] mine = [.. leaves.Where(t => values.Outcome(metric, measured, t) is not null)];
            if (lag != 0 && mine.Length < AnalysisSettings.TeamMinimum) continue;
            var factors = new TeamFactors(panel, settings.StratumAttribute, period, mine);
            var right = new TeamMeans(outcome.Key, [.. mine.Select(t => values.Outcome(metric, measured, t))], factors);
            foreach (var (side, dimension, key) in values.Sides.Where(s => values.IsAsked(s.Series, s.Dimension, answered)))
            {
                var subject = new OutcomeSubject(panel.Periods[period].Key, outcome, key, side, stratum, lag, LinkLevel.Between);
                var (x, y) = TeamMeans.Common(new TeamMeans(key, [.. mine.Select(t => values.Of(side, dimension, answered, t))], factors), right);
                var figures = x.Count < AnalysisSettings.TeamMinimum ? null : BetweenLink.Of(x, y, settings.Confidence, lag == 0 ? subject.Seed(settings) : null);
                rows.Add((subject, StatusOf(x.Count, figures), x.Count >= AnalysisSettings.TeamMinimum ? x.Count : null, figures));
            }
        }

        return rows;
    }

    private List<(OutcomeSubject, RowStatus, long?, LinkFigures?)> Over(LinkLevel level, string stratum, IReadOnlyList<int> leaves, int lag)
    {
        var rows = new List<(OutcomeSubject, RowStatus, long?, LinkFigures?)>();
        if (leaves.Count < AnalysisSettings.TeamMinimum) return rows;
        var factors = new TeamFactors(panel, settings.StratumAttribute, period, leaves);
        int[] places = [.. leaves.Select(t => place[t])];
        foreach (var (metric, outcome) in Metrics.Index())
        {
            var (sides, right) = (new LinkSides(factors), values.Outcomes(metric).Of(places));
            foreach (var (side, dimension, key) in values.Sides)
            {
                if (!IsCompared(metric, side, dimension, lag)) continue;
                var subject = new OutcomeSubject(panel.Periods[period].Key, outcome, key, side, stratum, lag, level);
                var left = values.Series(side, dimension).Of(places);
                var link = level == LinkLevel.Pooled ? PanelLink.Pooled(left, right, lag, sides, settings.Confidence) : PanelLink.Within(left, right, lag, sides, settings.Confidence);
                var figures = link.Teams < AnalysisSettings.TeamMinimum ? null
                    : level == LinkLevel.Pooled ? link.Pooled(lag == 0 ? subject.Seed(settings) : null) : link.Within(bootstrap: false, subject.Seed(settings));
                rows.Add((subject, StatusOf(link.Teams, figures), link.Teams >= AnalysisSettings.TeamMinimum ? link.Teams : null, figures));
            }
        }

        return rows;
    }

    private List<OutcomeRow> Surfaces(LinkLevel level, string stratum, IReadOnlyList<int> leaves, int lag)
    {
        var found = new List<(OutcomeSubject Subject, RowStatus Status, long? Teams, DateOnly? AsOf, SurfaceFigures? Figures)>();
        foreach (var (metric, outcome) in Metrics.Index())
            foreach (var (i, mirrored) in panel.Mirrored.Index())
            {
                if (period - lag < 0 || !IsCompared(metric, OutcomeSeries.Gap, i, lag, several: level == LinkLevel.Pooled)) continue;
                var subject = new OutcomeSubject(panel.Periods[period].Key, outcome, mirrored.Dimension.Key, OutcomeSeries.Both, stratum, lag, level);
                var teams = new SurfaceTeams(values, metric, mirrored, leaves, period, lag, level == LinkLevel.Pooled);
                // A stratum that cannot have one has no row; all teams together say that they are too few.
                if (teams.Count < SurfaceFigures.FewestTeams && stratum != "all") continue;
                var figures = teams.Count < SurfaceFigures.FewestTeams ? null : SurfaceFigures.Of(teams.Employee, teams.Customer, teams.Outcome, settings.Confidence);
                var status = teams.Count < SurfaceFigures.FewestTeams ? RowStatus.TooFewTeams : figures is null ? RowStatus.NoVariance : RowStatus.Ok;
                found.Add((subject, status, teams.Count >= AnalysisSettings.TeamMinimum ? teams.Count : null, teams.AsOf, figures));
            }

        var q = PAdjust.Compute([.. found.Select(f => f.Figures?.Fit.QuadraticP ?? double.NaN)]).Adjusted;
        return [.. found.Select((f, i) => OutcomeRow.Of(f.Subject, f.Status, f.Teams, f.AsOf) is var row && f.Figures is { } figures ? row.With(figures, q[i]) : row)];
    }

    // The family of q: all metrics and dimensions of one period, series, lag, stratum and level.
    private static IEnumerable<OutcomeRow> Tested(List<(OutcomeSubject Subject, RowStatus Status, long? Teams, LinkFigures? Figures)> rows)
    {
        var q = FalseDiscovery.Q(rows, r => r.Subject.Series, r => r.Figures?.Headline.P);
        return rows.Select((r, i) => OutcomeRow.Of(r.Subject, r.Status, r.Teams, r.Figures?.AsOf) is var row && r.Figures is { } figures ? row.With(figures, q[i]) : row);
    }

    private static RowStatus StatusOf(int teams, LinkFigures? figures) =>
        teams < AnalysisSettings.TeamMinimum ? RowStatus.TooFewTeams : figures is null ? RowStatus.NoVariance : RowStatus.Ok;

    // This period's own pair must be there, and where several periods are taken another one before it: else nothing would be new.
    private bool IsCompared(int metric, OutcomeSeries side, int dimension, int lag, bool several = true)
    {
        bool Pair(int p) => p - Math.Max(0, lag) >= 0 && p + Math.Min(0, lag) >= 0
            && values.IsAsked(side, dimension, p - Math.Max(0, lag)) && panel.Outcomes.Values(metric, p + Math.Min(0, lag)) is not null;
        return Pair(period) && (!several || Enumerable.Range(0, period).Any(Pair));
    }
}
