using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>What a row of correlations is about.</summary>
internal sealed record LinkSubject(string Period, string Stratum, string EmployeeDimension, string CustomerDimension, int Lag, LinkLevel Level)
{
    /// <summary>The periods compared; null where there are several.</summary>
    public (string Employee, string Customer)? Periods { get; init; }

    public bool PartWhole { get; init; }

    public bool IsMirrored => EmployeeDimension == CustomerDimension;

    public ulong Seed(AnalysisSettings settings) =>
        SubjectSeed.Of(settings.Seed, "correlations", Period, Stratum, EmployeeDimension, CustomerDimension, FormattableString.Invariant($"{Lag}"), $"{Level}");
}

/// <summary>The correlations that speak of one period: every employee dimension with every customer dimension, by stratum, level and lag.</summary>
internal sealed class CorrelationBlock
{
    /// <summary>The most periods by which one voice is compared with the other's past.</summary>
    public const int MostLag = 2;

    private readonly Panel panel;
    private readonly AnalysisSettings settings;
    private readonly int period;
    private readonly Dictionary<(Voice, int), TeamSeries> series = [];
    private readonly Dictionary<(Voice, int), bool[]> heard = [];
    private Dictionary<int, int>? place;

    public CorrelationBlock(Panel panel, AnalysisSettings settings, int period) => (this.panel, this.settings, this.period) = (panel, settings, period);

    /// <summary>The rows: those of the period itself first, then those with its past, then those over all periods up to it.</summary>
    public IEnumerable<CorrelationRow> Rows()
    {
        foreach (var (stratum, leaves) in panel.Strata(period))
            foreach (var row in Between(stratum, leaves, 0)) yield return row;
        foreach (var lag in new[] { 1, 2, -1, -2 })
            foreach (var (stratum, leaves) in panel.Strata(period))
                foreach (var row in Between(stratum, leaves, lag)) yield return row;
        foreach (var level in new[] { LinkLevel.Pooled, LinkLevel.Within })
            foreach (var lag in new[] { 0, 1, 2, -1, -2 })
                foreach (var (stratum, leaves) in panel.Strata(period))
                    foreach (var row in Over(level, stratum, leaves, lag)) yield return row;
    }

    private IEnumerable<CorrelationRow> Between(string stratum, IReadOnlyList<int> leaves, int lag)
    {
        // Rows stand under the later of the two periods: a new period adds rows and changes none.
        var (employeeAt, customerAt) = (period - Math.Max(0, lag), period + Math.Min(0, lag));
        if (employeeAt < 0 || customerAt < 0) return [];
        leaves = [.. leaves.Where(t => Heard(Voice.Employee, employeeAt)[t] && Heard(Voice.Customer, customerAt)[t])];
        // Of a period itself every stratum has its rows; of other comparisons, those that can have a figure.
        if (lag != 0 && leaves.Count < AnalysisSettings.TeamMinimum) return [];
        var factors = new TeamFactors(panel, settings.StratumAttribute, period, leaves);
        var employee = Prepare(Voice.Employee, employeeAt, leaves, factors);
        var customer = Prepare(Voice.Customer, customerAt, leaves, factors);
        var rows = new List<(LinkSubject, RowStatus, LinkFigures?)>();
        foreach (var (e, x) in employee)
            foreach (var (c, y) in customer)
            {
                var subject = Subject(stratum, e, c, lag, LinkLevel.Between) with { Periods = (panel.Periods[employeeAt].Key, panel.Periods[customerAt].Key) };
                var (left, right) = TeamMeans.Common(x, y);
                var (status, figures) = left.Count < AnalysisSettings.TeamMinimum
                    ? (RowStatus.TooFewTeams, null)
                    : Of(BetweenLink.Of(left, right, settings.Confidence, subject.IsMirrored ? subject.Seed(settings) : null));
                rows.Add((subject, status, figures ?? (status == RowStatus.NoVariance ? Constant(left, right) : null)));
            }

        return Tested(rows);
    }

    private IEnumerable<CorrelationRow> Over(LinkLevel level, string stratum, IReadOnlyList<int> leaves, int lag)
    {
        if (!Enumerable.Range(0, panel.Released.EmployeeDimensions.Count).Any(e => Enumerable.Range(0, panel.Released.CustomerDimensions.Count).Any(c => IsCompared(e, c, lag)))) return [];
        leaves = [.. leaves.Where(t => EverHeard(Voice.Employee, t) && EverHeard(Voice.Customer, t))];
        if (leaves.Count < AnalysisSettings.TeamMinimum) return [];
        var factors = new TeamFactors(panel, settings.StratumAttribute, period, leaves);
        var (sides, places) = (new LinkSides(factors), leaves.Select(t => Place[t]).ToArray());
        var employee = Asked(Voice.Employee).Select(d => (d, Series(Voice.Employee, d).Of(places))).ToArray();
        var customer = Asked(Voice.Customer).Select(d => (d, Series(Voice.Customer, d).Of(places))).ToArray();
        var rows = new List<(LinkSubject, RowStatus, LinkFigures?)>();
        foreach (var (e, x) in employee)
            foreach (var (c, y) in customer)
            {
                if (!IsCompared(e, c, lag)) continue;
                var subject = Subject(stratum, e, c, lag, level);
                var link = level == LinkLevel.Pooled ? PanelLink.Pooled(x, y, lag, sides, settings.Confidence) : PanelLink.Within(x, y, lag, sides, settings.Confidence);
                var (status, figures) = link.Teams < AnalysisSettings.TeamMinimum ? (RowStatus.TooFewTeams, null)
                    : level == LinkLevel.Pooled ? Of(link.Pooled(subject.IsMirrored ? subject.Seed(settings) : null))
                    : Of(link.Within(subject.IsMirrored, subject.Seed(settings)));
                rows.Add((subject, status, figures));
            }

        return Tested(rows);
    }

    // The family of q: all pairs of dimensions of one measure, period, lag, stratum and level.
    private static IEnumerable<CorrelationRow> Tested(List<(LinkSubject Subject, RowStatus Status, LinkFigures? Figures)> rows)
    {
        var q = PAdjust.Compute([.. rows.Select(r => r.Figures?.Headline.P ?? double.NaN)]).Adjusted;
        return rows.Select((r, i) => CorrelationRow.Of(r.Subject, r.Status, r.Figures, q[i]));
    }

    private static (RowStatus, LinkFigures?) Of(LinkFigures? figures) => (figures is null ? RowStatus.NoVariance : RowStatus.Ok, figures);

    // A constant column has a number of teams and a day, and no correlation.
    private static LinkFigures Constant(TeamMeans left, TeamMeans right) => new()
    {
        Teams = left.Count,
        Pairs = left.Count,
        AsOf = left.AsOf > right.AsOf ? left.AsOf : right.AsOf,
        Method = LinkMethod.Fisher,
        Pearson = default,
        Headline = default,
    };

    private LinkSubject Subject(string stratum, int employee, int customer, int lag, LinkLevel level)
    {
        var (e, c) = (panel.Released.EmployeeDimensions[employee], panel.Released.CustomerDimensions[customer]);
        return new LinkSubject(panel.Periods[period].Key, stratum, e.Key, c.Key, lag, level) { PartWhole = panel.IsPartWhole(employee, customer) };
    }

    private List<(int Dimension, TeamMeans Means)> Prepare(Voice voice, int at, IReadOnlyList<int> leaves, TeamFactors factors) =>
        [.. Enumerable.Range(0, panel.Released.Dimensions(voice).Count).Where(d => panel.Asked(voice, at, d)).Select(d =>
            (d, new TeamMeans(panel.Released.Dimensions(voice)[d].Key, [.. leaves.Select(t => Evidence.Of(panel, voice, at, d, t))], factors)))];

    private IEnumerable<int> Asked(Voice voice) =>
        Enumerable.Range(0, panel.Released.Dimensions(voice).Count).Where(d => Enumerable.Range(0, period + 1).Any(p => panel.Asked(voice, p, d)));

    private TeamSeries Series(Voice voice, int dimension) =>
        series.TryGetValue((voice, dimension), out var known) ? known : series[(voice, dimension)] = TeamSeries.Of(panel, voice, dimension, period, panel.Tree.Leaves);

    private bool EverHeard(Voice voice, int team) => Enumerable.Range(0, period + 1).Any(p => Heard(voice, p)[team]);

    // By team: whether it has a released cell of a voice in a period, in any dimension.
    private bool[] Heard(Voice voice, int at)
    {
        if (heard.TryGetValue((voice, at), out var known)) return known;
        known = new bool[panel.Tree.Teams.Count];
        for (var d = 0; d < panel.Released.Dimensions(voice).Count; d++)
            for (var t = 0; t < known.Length; t++) known[t] |= panel.Cell(voice, at, d, t) is not null;
        return heard[(voice, at)] = known;
    }

    private Dictionary<int, int> Place => place ??= panel.Tree.Leaves.Select((t, i) => (t, i)).ToDictionary(p => p.t, p => p.i);

    /// <summary>Whether two dimensions have at least two pairs of periods of a lag, this period's own among them: else nothing would be new.</summary>
    private bool IsCompared(int employee, int customer, int lag)
    {
        bool Pair(int p) => p - Math.Max(0, lag) >= 0 && p + Math.Min(0, lag) >= 0
            && panel.Asked(Voice.Employee, p - Math.Max(0, lag), employee) && panel.Asked(Voice.Customer, p + Math.Min(0, lag), customer);
        return Pair(period) && Enumerable.Range(0, period).Any(Pair);
    }
}
