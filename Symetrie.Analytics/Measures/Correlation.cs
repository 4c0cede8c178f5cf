using Symetrie.Analytics.Panels;

namespace Symetrie.Analytics.Measures;

/// <summary>How an employee dimension and a customer dimension move together: across leaf teams, over all their periods, and within them.</summary>
/// <remarks>A correlation between teams is not one between persons; response styles and common events move both voices; those who do not answer
/// may differ; a score that pools the other voice in correlates with it by construction (<c>partWhole</c>); a change in who was asked looks like a
/// change of mind. Rows are pairs of team means, so n is a number of teams.</remarks>
public sealed record CorrelationRow : IRow
{
    private CorrelationRow()
    {
    }

    /// <summary>The period: the later of the two where <c>lag</c> is not 0; the last one where the level is <c>pooled</c> or <c>within</c>, which take all periods up to it.</summary>
    [Subject]
    public required string Period { get; init; }

    /// <summary>The employee voice's dimension.</summary>
    [Subject]
    public required string EmployeeDimension { get; init; }

    /// <summary>The customer voice's dimension.</summary>
    [Subject]
    public required string CustomerDimension { get; init; }

    /// <summary>The teams: <c>all</c>, or an attribute and its value, <c>region=North</c>.</summary>
    [Subject]
    public required string Stratum { get; init; }

    /// <summary>Periods by which the customer voice is later than the employee voice, −2 to 2: 1 compares employees with the customers of the next period of the calendar, −1 with those of the one before. Null in snapshots of before there were lags: 0.</summary>
    [Subject]
    public long? Lag { get; private init; }

    /// <summary>What is compared: teams with one another in a period (<c>between</c>), all team-periods up to the period less their period's average (<c>pooled</c>), or each team with itself (<c>within</c>). Null in snapshots of before there were levels: <c>between</c>.</summary>
    [Subject]
    public LinkLevel? Level { get; private init; }

    /// <summary>Whether the figures are there.</summary>
    public required RowStatus Status { get; init; }

    /// <summary>How the intervals and p's were made: by Fisher's z and Student's t over teams (<c>between</c>), by leaving out one team at a time (<c>pooled</c>, <c>within</c>), and for <c>within</c> the p by giving each team the series of another.</summary>
    public LinkMethod? Method { get; private init; }

    /// <summary>How many leaf teams have both cells released.</summary>
    public long? Teams { get; private init; }

    /// <summary>How many pairs of means: teams, or team-periods.</summary>
    public long? Pairs { get; private init; }

    /// <summary>The employee voice's period; null where several are taken.</summary>
    public string? EmployeePeriod { get; private init; }

    /// <summary>The customer voice's period; null where several are taken.</summary>
    public string? CustomerPeriod { get; private init; }

    /// <summary>The correlation to read, −1 to 1: partial on the teams' type where there is one (<c>partialOn</c>), else Pearson's. Types that score high with both voices make a correlation by themselves.</summary>
    public double? Headline { get; private init; }

    /// <summary>Lower end of its interval, by <c>method</c>.</summary>
    public double? HeadlineLower { get; private init; }

    /// <summary>Upper end of its interval, by <c>method</c>.</summary>
    public double? HeadlineUpper { get; private init; }

    /// <summary>Two-sided p of a headline correlation of 0, by <c>method</c>, a proportion. For <c>within</c> by re-pairing whole series among teams of a type (Hoeffding's limit from 50 teams on, 1951).</summary>
    public double? HeadlineP { get; private init; }

    /// <summary>The headline's p adjusted for all pairs of dimensions of this period, lag, stratum and level (Benjamini and Hochberg 1995), a proportion.</summary>
    public double? Q { get; private init; }

    /// <summary>Lower end of the headline's BCa interval over teams (Efron 1987; 1,000 draws), for a dimension with its own mirror.</summary>
    public double? BcaLower { get; private init; }

    /// <summary>Upper end of the headline's BCa interval over teams (Efron 1987; 1,000 draws), for a dimension with its own mirror.</summary>
    public double? BcaUpper { get; private init; }

    /// <summary>The attribute the headline is partial on: the one that the settings name (<c>StratumAttribute</c>), else the teams' <c>type</c>, else the first whose name ends so; null where there is none, or all teams are of one.</summary>
    public string? PartialOn { get; private init; }

    /// <summary>How many teams a test of a correlation of the headline's size needs for 80 % power at 5 %; for <c>pooled</c> and <c>within</c> with as many periods as here.</summary>
    public long? TeamsNeeded { get; private init; }

    /// <summary>Whether one of the two scores pools the other voice in, as its codebook declares: then they correlate by construction.</summary>
    public bool? PartWhole { get; private init; }

    /// <summary>Pearson's r, −1 to 1 (<c>pooled</c>: of the distances from each period's average; <c>within</c>: of what teams and periods leave).</summary>
    public double? Pearson { get; private init; }

    /// <summary>Lower end of r's interval: Fisher 1921 over teams (<c>between</c>), else by leaving out one team at a time.</summary>
    public double? PearsonLower { get; private init; }

    /// <summary>Upper end of r's interval: Fisher 1921 over teams (<c>between</c>), else by leaving out one team at a time.</summary>
    public double? PearsonUpper { get; private init; }

    /// <summary>Two-sided p of r = 0 (<c>between</c>: t with teams − 2 degrees of freedom), a proportion.</summary>
    public double? P { get; private init; }

    /// <summary>Spearman's rank correlation of mid-ranks, −1 to 1; null for <c>within</c>.</summary>
    public double? Spearman { get; private init; }

    /// <summary>Two-sided p of Spearman's rho = 0, a proportion; <c>between</c> only.</summary>
    public double? SpearmanP { get; private init; }

    /// <summary>Kendall's tau-b, −1 to 1; null for <c>within</c>.</summary>
    public double? Kendall { get; private init; }

    /// <summary>Two-sided p of tau-b = 0, a proportion; <c>between</c> only.</summary>
    public double? KendallP { get; private init; }

    /// <summary>Pearson's r with each pair weighted by n₁n₂/(n₁ + n₂) of its two cells, −1 to 1; null for <c>within</c>.</summary>
    public double? Weighted { get; private init; }

    /// <summary>Lower end of the weighted r's interval (Fisher 1921, over teams); <c>between</c> only.</summary>
    public double? WeightedLower { get; private init; }

    /// <summary>Upper end of the weighted r's interval (Fisher 1921, over teams); <c>between</c> only.</summary>
    public double? WeightedUpper { get; private init; }

    /// <summary>Reliability of the employee voice's team means, ICC(2), at most 1: 1 − mean sampling variance / variance of the means, the sampling variance being the cell's own or the pooled one over n. 0 or less where the teams differ no more than chance makes them.</summary>
    public double? EmployeeReliability { get; private init; }

    /// <summary>Reliability of the customer voice's team means, ICC(2), made likewise.</summary>
    public double? CustomerReliability { get; private init; }

    /// <summary>Pearson's r over the root of both reliabilities (Spearman 1904): what error-free means would show. Beyond ±1 where the reliabilities are too low for the r seen; not clipped.</summary>
    public double? Disattenuated { get; private init; }

    /// <summary>Lower end of its interval, the reliabilities taken as known.</summary>
    public double? DisattenuatedLower { get; private init; }

    /// <summary>Upper end of its interval, the reliabilities taken as known.</summary>
    public double? DisattenuatedUpper { get; private init; }

    /// <summary>Pearson's r partial on all attributes of the teams together (Yule 1907); <c>between</c> only, null where they have none.</summary>
    public double? Partial { get; private init; }

    /// <summary>Lower end of its interval (Fisher 1924).</summary>
    public double? PartialLower { get; private init; }

    /// <summary>Upper end of its interval (Fisher 1924).</summary>
    public double? PartialUpper { get; private init; }

    /// <summary>Two-sided p of a partial r of 0, a proportion.</summary>
    public double? PartialP { get; private init; }

    /// <summary>Pearson's r of the teams' averages over the same team-periods: what is lasting in the link; <c>pooled</c> only.</summary>
    public double? Averages { get; private init; }

    /// <summary>Lower end of its interval (Fisher 1921, over teams).</summary>
    public double? AveragesLower { get; private init; }

    /// <summary>Upper end of its interval (Fisher 1921, over teams).</summary>
    public double? AveragesUpper { get; private init; }

    /// <summary>Repeated-measures correlation (Bakdash and Marusich 2017): within teams, but with what moved all teams at once left in; <c>within</c> only. Beside the headline it shows how much a common course alone makes.</summary>
    public double? Rmcorr { get; private init; }

    /// <summary>Lower end of its interval, which takes periods as independent: too narrow where they are not.</summary>
    public double? RmcorrLower { get; private init; }

    /// <summary>Upper end of its interval, which takes periods as independent: too narrow where they are not.</summary>
    public double? RmcorrUpper { get; private init; }

    /// <summary>The day from which these figures stand.</summary>
    public DateOnly? AsOf { get; private init; }

    /// <summary>Correlations of every employee dimension with every customer dimension that speak of a period, over all teams and within each value of each team attribute.</summary>
    public static IEnumerable<CorrelationRow> Rows(Panel panel, AnalysisSettings settings, int period) => new CorrelationBlock(panel, settings, period).Rows();

    internal static CorrelationRow Of(LinkSubject subject, RowStatus status, LinkFigures? figures, double? q)
    {
        var row = new CorrelationRow
        {
            Period = subject.Period,
            EmployeeDimension = subject.EmployeeDimension,
            CustomerDimension = subject.CustomerDimension,
            Stratum = subject.Stratum,
            Lag = subject.Lag,
            Level = subject.Level,
            Status = status,
            EmployeePeriod = subject.Periods?.Employee,
            CustomerPeriod = subject.Periods?.Customer,
            PartWhole = subject.PartWhole,
        };
        if (figures is null) return row;
        row = row with { Teams = figures.Teams, Pairs = figures.Pairs, AsOf = figures.AsOf };
        return status == RowStatus.Ok ? row.With(figures, q) : row;
    }

    private CorrelationRow With(LinkFigures figures, double? q) => WithPearson(figures).WithOthers(figures) with
    {
        Method = figures.Method,
        Headline = figures.Headline.R,
        HeadlineLower = figures.Headline.Lower,
        HeadlineUpper = figures.Headline.Upper,
        HeadlineP = figures.Headline.P,
        Q = q,
        BcaLower = figures.Bca.Lower,
        BcaUpper = figures.Bca.Upper,
        PartialOn = figures.PartialOn,
        TeamsNeeded = figures.TeamsNeeded,
    };

    private CorrelationRow WithPearson(LinkFigures figures) => this with
    {
        Pearson = figures.Pearson.R,
        PearsonLower = figures.Pearson.Lower,
        PearsonUpper = figures.Pearson.Upper,
        P = figures.Pearson.P,
        Spearman = figures.Spearman.Rho,
        SpearmanP = figures.Spearman.P,
        Kendall = figures.Kendall.Tau,
        KendallP = figures.Kendall.P,
        Weighted = figures.Weighted.R,
        WeightedLower = figures.Weighted.Lower,
        WeightedUpper = figures.Weighted.Upper,
        EmployeeReliability = figures.EmployeeReliability,
        CustomerReliability = figures.CustomerReliability,
        Disattenuated = figures.Disattenuated.R,
        DisattenuatedLower = figures.Disattenuated.Lower,
        DisattenuatedUpper = figures.Disattenuated.Upper,
    };

    private CorrelationRow WithOthers(LinkFigures figures) => this with
    {
        Partial = figures.Partial.R,
        PartialLower = figures.Partial.Lower,
        PartialUpper = figures.Partial.Upper,
        PartialP = figures.Partial.P,
        Averages = figures.Averages.R,
        AveragesLower = figures.Averages.Lower,
        AveragesUpper = figures.Averages.Upper,
        Rmcorr = figures.Rmcorr.R,
        RmcorrLower = figures.Rmcorr.Lower,
        RmcorrUpper = figures.Rmcorr.Upper,
    };
}
