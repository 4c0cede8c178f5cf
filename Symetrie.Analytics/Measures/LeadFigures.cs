using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Measures;

/// <summary>What a row of leads shows besides its subject and q's.</summary>
internal sealed record LeadFigures
{
    /// <summary>Fewest teams of a lead.</summary>
    public const int FewestTeams = 30;

    /// <summary>Fewest periods of a lead.</summary>
    public const int FewestPeriods = 8;

    private const double Level = 0.05;

    // The size of which the power is stated.
    private const double Lead = 0.3;

    // Stricter than the plain interval: with 0.05 a voice that changes slowly is still called the led one in up to 6.5 %, with 0.02 in 3 %.
    private const double CorrectedLevel = 0.02;

    public required int Teams { get; init; }

    public required int Periods { get; init; }

    public required DateOnly? AsOf { get; init; }

    /// <summary>Null below the fewest teams or periods.</summary>
    public CrossLaggedPanelResult? Path { get; init; }

    public CorrectedLaggedPanelResult Corrected { get; init; }

    public Link Lagged { get; init; }

    /// <summary>Of the direction and the test by which a lead is hardest to see; null where a lead cannot be told at all.</summary>
    public double? Power => Path is { Difference: { } difference, XToY: { } forth, YToX: { } back } && Corrected.StandardError is { } error
        ? Least(PathPower.Of(Lead, forth, difference, Level), PathPower.Of(Lead, back, difference, Level), PathPower.Test(Lead, error, Corrected.Units - 1, CorrectedLevel))
        : null;

    /// <summary>The figures of two series of all leaf teams.</summary>
    /// <param name="employee">The employee voice's.</param>
    /// <param name="customer">The customer voice's.</param>
    /// <param name="sides">What it shares with the other pairs.</param>
    /// <param name="confidence">Of the intervals.</param>
    /// <param name="seed">Of what is drawn.</param>
    public static LeadFigures Of(TeamSeries employee, TeamSeries customer, LinkSides sides, double confidence, ulong seed)
    {
        var panel = PairedPanel.Of(employee.Means, customer.Means);
        var asOf = employee.AsOf > customer.AsOf ? employee.AsOf : customer.AsOf;
        var figures = new LeadFigures { Teams = LinkedTeams(employee, customer), Periods = panel.Periods, AsOf = asOf };
        if (figures.Teams < FewestTeams || figures.Periods < FewestPeriods) return figures;
        var link = PanelLink.Within(employee, customer, 1, sides, confidence);
        var lagged = link.Teams < AnalysisSettings.TeamMinimum ? null : link.Within(bootstrap: false, seed);
        return figures with
        {
            Path = CrossLaggedPanel.Compute(employee.Means, customer.Means, 1, confidence),
            Corrected = CorrectedLaggedPanel.Compute(employee.Means, customer.Means, employee.Variances, customer.Variances, confidence),
            Lagged = lagged?.Headline ?? default,
        };
    }

    public LeadVerdict Verdict(double? employeeQ, double? customerQ)
    {
        var (employee, customer, difference) = (Path!.XToY!.Value, Path.YToX!.Value, Path.Difference!.Value);
        if (employee.Coefficient > 0 && employeeQ < Level && difference.Lower > 0 && Corrected is { Difference: > 0, P: < CorrectedLevel }) return LeadVerdict.EmployeeLeads;
        if (customer.Coefficient > 0 && customerQ < Level && difference.Upper < 0 && Corrected is { Difference: < 0, P: < CorrectedLevel }) return LeadVerdict.CustomerLeads;
        return LeadVerdict.Undetermined;
    }

    // Teams that can say something: at least two periods that follow one that was heard, too.
    private static int LinkedTeams(TeamSeries employee, TeamSeries customer) => Enumerable.Range(0, employee.Means.Length).Count(i =>
    {
        bool Heard(int t) => double.IsFinite(employee.Means[i][t]) && double.IsFinite(customer.Means[i][t]);
        return Enumerable.Range(1, employee.Means[i].Length - 1).Count(t => Heard(t) && Heard(t - 1)) > 1;
    });

    private static double? Least(double? a, double? b, double c) => a is null || b is null ? null : Math.Min(c, Math.Min(a.Value, b.Value));
}
