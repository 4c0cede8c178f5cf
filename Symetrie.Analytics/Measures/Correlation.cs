using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>How an employee dimension and a customer dimension move together across leaf teams in one period.</summary>
/// <remarks>A correlation between teams is not one between persons; response styles and common events move both voices. Rows are pairs of
/// team means, so n is a number of teams.</remarks>
public sealed record CorrelationRow : IRow
{
    private CorrelationRow()
    {
    }

    /// <summary>The period.</summary>
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

    /// <summary>Whether the figures are there.</summary>
    public required RowStatus Status { get; init; }

    /// <summary>How many leaf teams have both cells released.</summary>
    public long? Teams { get; private init; }

    /// <summary>Pearson's r, −1 to 1.</summary>
    public double? Pearson { get; private init; }

    /// <summary>Lower end of r's interval (Fisher 1921).</summary>
    public double? PearsonLower { get; private init; }

    /// <summary>Upper end of r's interval (Fisher 1921).</summary>
    public double? PearsonUpper { get; private init; }

    /// <summary>Two-sided p of r = 0 (t with teams − 2 degrees of freedom), a proportion.</summary>
    public double? P { get; private init; }

    /// <summary>Spearman's rank correlation of mid-ranks, −1 to 1.</summary>
    public double? Spearman { get; private init; }

    /// <summary>Two-sided p of Spearman's rho = 0, a proportion.</summary>
    public double? SpearmanP { get; private init; }

    /// <summary>Kendall's tau-b, −1 to 1.</summary>
    public double? Kendall { get; private init; }

    /// <summary>Two-sided p of tau-b = 0, a proportion.</summary>
    public double? KendallP { get; private init; }

    /// <summary>The day from which these figures stand.</summary>
    public DateOnly? AsOf { get; private init; }

    /// <summary>Correlations of every employee dimension with every customer dimension in a period, over all teams and within each value of each team attribute.</summary>
    public static IEnumerable<CorrelationRow> Rows(Panel panel, AnalysisSettings settings, int period)
    {
        foreach (var (stratum, leaves) in panel.Strata(period))
        {
            var employee = Prepare(panel, Voice.Employee, period, leaves);
            var customer = Prepare(panel, Voice.Customer, period, leaves);
            foreach (var x in employee)
                foreach (var y in customer) yield return Of(panel, settings, period, stratum, x, y);
        }
    }

    private static List<TeamMeans> Prepare(Panel panel, Voice voice, int period, IReadOnlyList<int> leaves)
    {
        var dimensions = panel.Released.Dimensions(voice);
        return [.. Enumerable.Range(0, dimensions.Count).Where(d => panel.Asked(voice, period, d))
            .Select(d => new TeamMeans(dimensions[d].Key, panel.Released.Cells(voice, period, d), leaves))];
    }

    private static CorrelationRow Of(Panel panel, AnalysisSettings settings, int period, string stratum, TeamMeans x, TeamMeans y)
    {
        var row = new CorrelationRow { Period = panel.Periods[period].Key, EmployeeDimension = x.Dimension, CustomerDimension = y.Dimension, Stratum = stratum, Status = RowStatus.TooFewTeams };
        var (left, right) = TeamMeans.Common(x, y);
        if (left.Count < AnalysisSettings.TeamMinimum) return row;
        var asOf = left.AsOf > right.AsOf ? left.AsOf : right.AsOf;
        var pearson = Statistics.Pearson.Compute(left.Scaled, right.Scaled, settings.Confidence);
        if (pearson.R is null) return row with { Status = RowStatus.NoVariance, Teams = left.Count, AsOf = asOf };
        var spearman = Statistics.Spearman.Compute(left.Ranked, right.Ranked, settings.Confidence);
        var kendall = Statistics.Kendall.Compute(left.Ranked, right.Ranked, settings.Confidence);
        return row with
        {
            Status = RowStatus.Ok,
            Teams = left.Count,
            Pearson = pearson.R,
            PearsonLower = pearson.Lower,
            PearsonUpper = pearson.Upper,
            P = pearson.P,
            Spearman = spearman.Rho,
            SpearmanP = spearman.P,
            Kendall = kendall.TauB,
            KendallP = kendall.P,
            AsOf = asOf,
        };
    }
}
