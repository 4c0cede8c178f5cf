using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>What an outcome is set against.</summary>
public enum OutcomeSeries
{
    /// <summary>The employee voice's means.</summary>
    Employee,

    /// <summary>The customer voice's means.</summary>
    Customer,

    /// <summary>Employee mean minus customer mean.</summary>
    Gap,

    /// <summary>Both means together, as a surface.</summary>
    Both,
}

/// <summary>What the surface of an outcome over both voices says of symmetry.</summary>
public enum SurfaceVerdict
{
    /// <summary>The outcome is best where both voices are equal: it gets worse with the distance between them, on either side.</summary>
    SymmetryHelps,

    /// <summary>The outcome gets worse with the distance between the voices, but is best with one of them ahead.</summary>
    OneAheadIsBest,

    /// <summary>The outcome is better the further the voices are apart.</summary>
    SymmetryHurts,

    /// <summary>The outcome moves with how high the voices are; that their distance matters besides is not shown.</summary>
    LevelOnly,

    /// <summary>Nothing is shown.</summary>
    NoEffectShown,
}

/// <summary>How an outcome (turnover, absence, revenue, complaints) moves with what employees and customers say: with each voice, with the gap, and with both
/// together as a surface (<c>series</c> = <c>both</c>).</summary>
/// <remarks>A link between teams is not one between persons, and no proof of a cause: what lifts both is not in it. Outcomes with a denominator below k are left out. Means
/// of few answers are noisy, and noise flattens a surface. Rows are teams, so n is a number of teams.</remarks>
public sealed partial record OutcomeRow : IRow
{
    private OutcomeRow()
    {
    }

    /// <summary>The period: the later of the two where <c>lag</c> is not 0; the last one where the level is <c>pooled</c> or <c>within</c>, which take all periods up to it.</summary>
    [Subject]
    public required string Period { get; init; }

    /// <summary>The metric's key.</summary>
    [Subject]
    public required string Metric { get; init; }

    /// <summary>The dimension whose means it is set against.</summary>
    [Subject]
    public required string Dimension { get; init; }

    /// <summary>What it is set against: a voice's means, the gap, or both voices together (a response surface).</summary>
    [Subject]
    public required OutcomeSeries Series { get; init; }

    /// <summary>The teams: <c>all</c>, or an attribute and its value, <c>region=North</c>.</summary>
    [Subject]
    public required string Stratum { get; init; }

    /// <summary>Periods by which the outcome is later than the answers, −2 to 2: 1 sets the answers against the outcome of the next period.</summary>
    [Subject]
    public required long Lag { get; init; }

    /// <summary>What is compared: teams with one another in a period (<c>between</c>), all team-periods less their period's average (<c>pooled</c>; for <c>both</c> the teams' averages of these), or each team with itself (<c>within</c>).</summary>
    [Subject]
    public required LinkLevel Level { get; init; }

    /// <summary>Whether the figures are there.</summary>
    public required RowStatus Status { get; init; }

    /// <summary>The metric's name in English.</summary>
    public required string MetricName { get; init; }

    /// <summary>The metric's name in French.</summary>
    public required string MetricNameFr { get; init; }

    /// <summary>Which way of the metric is the good one; null where nobody said.</summary>
    public Better? Better { get; init; }

    /// <summary>How the intervals and p's were made, as in <c>correlations</c>; null for a surface, whose intervals are Student's t with teams − 6 degrees of freedom.</summary>
    public LinkMethod? Method { get; private init; }

    /// <summary>How many leaf teams have all that is compared.</summary>
    public long? Teams { get; private init; }

    /// <summary>How many pairs: teams, or team-periods.</summary>
    public long? Pairs { get; private init; }

    /// <summary>The correlation to read, −1 to 1: partial on the teams' type where there is one (<c>partialOn</c>), else Pearson's.</summary>
    public double? Headline { get; private init; }

    /// <summary>Lower end of its interval, by <c>method</c>.</summary>
    public double? HeadlineLower { get; private init; }

    /// <summary>Upper end of its interval, by <c>method</c>.</summary>
    public double? HeadlineUpper { get; private init; }

    /// <summary>Two-sided p of a headline correlation of 0, by <c>method</c>, a proportion.</summary>
    public double? HeadlineP { get; private init; }

    /// <summary>The p adjusted over all metrics and dimensions of this period, series, lag, stratum and level (Benjamini and Hochberg 1995), a proportion: of the headline; for a surface, of its three quadratic terms.</summary>
    public double? Q { get; private init; }

    /// <summary>Lower end of the headline's BCa interval over teams (Efron 1987; 1,000 draws), where the lag is 0 and the level not <c>within</c>.</summary>
    public double? BcaLower { get; private init; }

    /// <summary>Upper end of the headline's BCa interval over teams (Efron 1987; 1,000 draws), where the lag is 0 and the level not <c>within</c>.</summary>
    public double? BcaUpper { get; private init; }

    /// <summary>The attribute the headline is partial on; null where there is none, or all teams are of one.</summary>
    public string? PartialOn { get; private init; }

    /// <summary>How many teams a test of a correlation of the headline's size needs for 80 % power at 5 %.</summary>
    public long? TeamsNeeded { get; private init; }

    /// <summary>Pearson's r, −1 to 1.</summary>
    public double? Pearson { get; private init; }

    /// <summary>Lower end of r's interval.</summary>
    public double? PearsonLower { get; private init; }

    /// <summary>Upper end of r's interval.</summary>
    public double? PearsonUpper { get; private init; }

    /// <summary>Two-sided p of r = 0, a proportion.</summary>
    public double? P { get; private init; }

    /// <summary>Spearman's rank correlation, −1 to 1; null for <c>within</c>.</summary>
    public double? Spearman { get; private init; }

    /// <summary>Two-sided p of Spearman's rho = 0; <c>between</c> only.</summary>
    public double? SpearmanP { get; private init; }

    /// <summary>Kendall's tau-b, −1 to 1; null for <c>within</c>.</summary>
    public double? Kendall { get; private init; }

    /// <summary>Two-sided p of tau-b = 0; <c>between</c> only.</summary>
    public double? KendallP { get; private init; }

    /// <summary>Pearson's r with each pair weighted by n₁n₂/(n₁ + n₂); an outcome without a denominator counts as known exactly. Null for <c>within</c>.</summary>
    public double? Weighted { get; private init; }

    /// <summary>Lower end of the weighted r's interval (Fisher 1921, over teams); <c>between</c> only.</summary>
    public double? WeightedLower { get; private init; }

    /// <summary>Upper end of the weighted r's interval; <c>between</c> only.</summary>
    public double? WeightedUpper { get; private init; }

    /// <summary>Reliability of the voice's means or of the gaps, ICC(2), at most 1; 0 or less where the teams differ no more than chance makes them.</summary>
    public double? Reliability { get; private init; }

    /// <summary>Pearson's r over the root of that reliability (Spearman 1904), the outcome taken as free of error; not clipped.</summary>
    public double? Disattenuated { get; private init; }

    /// <summary>Lower end of its interval, the reliability taken as known.</summary>
    public double? DisattenuatedLower { get; private init; }

    /// <summary>Upper end of its interval, the reliability taken as known.</summary>
    public double? DisattenuatedUpper { get; private init; }

    /// <summary>Pearson's r partial on all attributes of the teams together; <c>between</c> only, null where they have none.</summary>
    public double? Partial { get; private init; }

    /// <summary>Lower end of its interval (Fisher 1924).</summary>
    public double? PartialLower { get; private init; }

    /// <summary>Upper end of its interval (Fisher 1924).</summary>
    public double? PartialUpper { get; private init; }

    /// <summary>Two-sided p of a partial r of 0.</summary>
    public double? PartialP { get; private init; }

    /// <summary>Pearson's r of the teams' averages over the same team-periods; <c>pooled</c> only.</summary>
    public double? Averages { get; private init; }

    /// <summary>Lower end of its interval.</summary>
    public double? AveragesLower { get; private init; }

    /// <summary>Upper end of its interval.</summary>
    public double? AveragesUpper { get; private init; }

    /// <summary>Repeated-measures correlation (Bakdash and Marusich 2017); <c>within</c> only.</summary>
    public double? Rmcorr { get; private init; }

    /// <summary>Lower end of its interval, too narrow where periods are not independent.</summary>
    public double? RmcorrLower { get; private init; }

    /// <summary>Upper end of its interval, too narrow where periods are not independent.</summary>
    public double? RmcorrUpper { get; private init; }

    /// <summary>The day from which these figures stand.</summary>
    public DateOnly? AsOf { get; private init; }

    /// <summary>Every metric with every dimension of a period; nothing where there are no outcomes.</summary>
    public static IEnumerable<OutcomeRow> Rows(Panel panel, AnalysisSettings settings, int period) =>
        panel.Outcomes.Metrics.Count == 0 ? [] : new OutcomeBlock(panel, settings, period).Rows();

    internal static OutcomeRow Of(OutcomeSubject subject, RowStatus status, long? teams, DateOnly? asOf) => new()
    {
        Period = subject.Period,
        Metric = subject.Metric.Key,
        Dimension = subject.Dimension,
        Series = subject.Series,
        Stratum = subject.Stratum,
        Lag = subject.Lag,
        Level = subject.Level,
        Status = status,
        MetricName = subject.Metric.Name.En,
        MetricNameFr = subject.Metric.Name.Fr,
        Better = subject.Metric.Better,
        Teams = teams,
        AsOf = asOf,
    };
}
