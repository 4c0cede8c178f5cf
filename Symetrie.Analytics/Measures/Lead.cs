using Symetrie.Analytics.Panels;

namespace Symetrie.Analytics.Measures;

/// <summary>Which voice moves first.</summary>
public enum LeadVerdict
{
    /// <summary>What employees say now tells what customers will say in the next period, and more than the other way round.</summary>
    EmployeeLeads,

    /// <summary>What customers say now tells what employees will say in the next period, and more than the other way round.</summary>
    CustomerLeads,

    /// <summary>Neither is shown; that is no proof of neither.</summary>
    Undetermined,
}

/// <summary>Whether one voice moves before the other: each voice's period explained by its own and the other's period before, within teams.</summary>
/// <remarks>Teams' lasting levels and what moved all teams at once are taken out, and a link inside one period makes no lead. What the figures cannot rule
/// out is a third cause that reaches one voice sooner. A between-team figure is not a person's; response styles, nonresponse, a part–whole overlap (<c>partWhole</c>) and a change in who
/// was asked can look like a lead.</remarks>
public sealed record LeadRow : IRow
{
    private LeadRow()
    {
    }

    /// <summary>The last period; all up to it are taken.</summary>
    [Subject]
    public required string Period { get; init; }

    /// <summary>The employee voice's dimension.</summary>
    [Subject]
    public required string EmployeeDimension { get; init; }

    /// <summary>The customer voice's dimension.</summary>
    [Subject]
    public required string CustomerDimension { get; init; }

    /// <summary>Whether the figures are there: <c>not-identified</c> below 30 teams or 8 periods with both voices.</summary>
    public required RowStatus Status { get; init; }

    /// <summary>A voice leads when its coefficient is positive, its q is below 0.05, and its standardised coefficient exceeds the other's: the interval of the difference lies above 0, and the difference that is corrected for sampling error and short series is above 0 with p below 0.02 (without that a voice measured better, or one that changes faster, is called leading in up to 96 %). There is no <i>both</i>.</summary>
    public LeadVerdict? Verdict { get; private init; }

    /// <summary>Leaf teams with both voices in at least two pairs of neighbouring periods.</summary>
    public long? Teams { get; private init; }

    /// <summary>Periods in which both voices of a team were heard.</summary>
    public long? Periods { get; private init; }

    /// <summary>Team-periods that are explained.</summary>
    public long? Pairs { get; private init; }

    /// <summary>Coefficient of the employee voice on the customer voice one period later, in score points a score point, given the customer voice's own period before (two-way within regression).</summary>
    public double? EmployeeCoefficient { get; private init; }

    /// <summary>Lower end of its interval, clustered by team (CR2, Bell and McCaffrey 2002; Satterthwaite's degrees of freedom).</summary>
    public double? EmployeeCoefficientLower { get; private init; }

    /// <summary>Upper end of its interval, clustered by team (CR2, Bell and McCaffrey 2002; Satterthwaite's degrees of freedom).</summary>
    public double? EmployeeCoefficientUpper { get; private init; }

    /// <summary>Two-sided p of an employee coefficient of 0, a proportion.</summary>
    public double? EmployeeP { get; private init; }

    /// <summary>Its p adjusted for both directions of all pairs of dimensions of the period (Benjamini and Hochberg 1995), a proportion.</summary>
    public double? EmployeeQ { get; private init; }

    /// <summary>Coefficient of the customer voice on the employee voice one period later, likewise.</summary>
    public double? CustomerCoefficient { get; private init; }

    /// <summary>Lower end of its interval.</summary>
    public double? CustomerCoefficientLower { get; private init; }

    /// <summary>Upper end of its interval.</summary>
    public double? CustomerCoefficientUpper { get; private init; }

    /// <summary>Two-sided p of a customer coefficient of 0, a proportion.</summary>
    public double? CustomerP { get; private init; }

    /// <summary>Its p adjusted likewise, a proportion.</summary>
    public double? CustomerQ { get; private init; }

    /// <summary>Standardised employee coefficient less standardised customer coefficient, in within standard deviations: above 0 the employee voice moves first.</summary>
    public double? Difference { get; private init; }

    /// <summary>Lower end of the difference's interval, clustered by team over both equations.</summary>
    public double? DifferenceLower { get; private init; }

    /// <summary>Upper end of the difference's interval, clustered by team over both equations.</summary>
    public double? DifferenceUpper { get; private init; }

    /// <summary>The same difference after what sampling error (Fuller 1987) and short series (Nickell 1981; Bun and Carree 2005) do to it is taken out: a voice measured with less error, or one that changes faster, seems to lead. Null where no sampling variance is known or nothing but error is left.</summary>
    public double? CorrectedDifference { get; private init; }

    /// <summary>Lower end of its interval, by leaving out one team at a time.</summary>
    public double? CorrectedDifferenceLower { get; private init; }

    /// <summary>Upper end of its interval, by leaving out one team at a time.</summary>
    public double? CorrectedDifferenceUpper { get; private init; }

    /// <summary>Two-sided p of a corrected difference of 0, a proportion.</summary>
    public double? CorrectedDifferenceP { get; private init; }

    /// <summary>Within-team correlation of the employee voice with the customer voice one period later, −1 to 1.</summary>
    public double? LaggedCorrelation { get; private init; }

    /// <summary>Its p by giving each team the series of another of its own type, a proportion. It tests whether there is a link, not which voice is first.</summary>
    public double? LaggedCorrelationP { get; private init; }

    /// <summary>How likely this many teams and periods would have shown a lead of a standardised coefficient of 0.3, the other being 0, with the precision seen here and q = p, a proportion; that of the single test and direction by which it is hardest to see, so an upper bound.</summary>
    public double? Power { get; private init; }

    /// <summary>Whether one of the two scores pools the other voice in, as its codebook declares.</summary>
    public bool? PartWhole { get; private init; }

    /// <summary>The day from which these figures stand.</summary>
    public DateOnly? AsOf { get; private init; }

    /// <summary>Leads of every pair of dimensions up to a period in which both were asked.</summary>
    public static IEnumerable<LeadRow> Rows(Panel panel, AnalysisSettings settings, int period) => new LeadBlock(panel, settings, period).Rows();

    internal static LeadRow Of(LinkSubject subject, LeadFigures? figures, double? employeeQ, double? customerQ)
    {
        var row = new LeadRow
        {
            Period = subject.Period,
            EmployeeDimension = subject.EmployeeDimension,
            CustomerDimension = subject.CustomerDimension,
            Status = RowStatus.NotIdentified,
            PartWhole = subject.PartWhole,
        };
        if (figures is null) return row;
        row = row with { Teams = figures.Teams, Periods = figures.Periods, AsOf = figures.AsOf };
        return figures.Path is { XToY: not null, YToX: not null, Difference: not null } ? row.With(figures, employeeQ, customerQ) : row;
    }

    private LeadRow With(LeadFigures figures, double? employeeQ, double? customerQ)
    {
        var (path, corrected) = (figures.Path!, figures.Corrected);
        var (employee, customer, difference) = (path.XToY!.Value, path.YToX!.Value, path.Difference!.Value);
        return this with
        {
            Status = RowStatus.Ok,
            Verdict = figures.Verdict(employeeQ, customerQ),
            Pairs = path.N,
            EmployeeCoefficient = employee.Coefficient,
            EmployeeCoefficientLower = employee.Lower,
            EmployeeCoefficientUpper = employee.Upper,
            EmployeeP = employee.P,
            EmployeeQ = employeeQ,
            CustomerCoefficient = customer.Coefficient,
            CustomerCoefficientLower = customer.Lower,
            CustomerCoefficientUpper = customer.Upper,
            CustomerP = customer.P,
            CustomerQ = customerQ,
            Difference = difference.Value,
            DifferenceLower = difference.Lower,
            DifferenceUpper = difference.Upper,
            CorrectedDifference = corrected.Difference,
            CorrectedDifferenceLower = corrected.Lower,
            CorrectedDifferenceUpper = corrected.Upper,
            CorrectedDifferenceP = corrected.P,
            LaggedCorrelation = figures.Lagged.R,
            LaggedCorrelationP = figures.Lagged.P,
            Power = figures.Power,
        };
    }
}
