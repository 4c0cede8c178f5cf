using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>The symmetry gap of one team (or node) in one dimension and period: employee mean minus customer mean.</summary>
/// <remarks>Employees and customers are different people: the gap is a contrast of two independent samples (Welch 1947).</remarks>
public sealed record GapRow : IRow
{
    private GapRow()
    {
    }

    /// <summary>The period.</summary>
    [Subject]
    public required string Period { get; init; }

    /// <summary>The team's or node's key.</summary>
    [Subject]
    public required string Team { get; init; }

    /// <summary>The dimension's key.</summary>
    [Subject]
    public required string Dimension { get; init; }

    /// <summary>The team's name.</summary>
    public required string TeamName { get; init; }

    /// <summary>Whether the figures are there.</summary>
    public required RowStatus Status { get; init; }

    /// <summary>Which variances the interval uses; null without an interval.</summary>
    public VarianceMethod? Method { get; private init; }

    /// <summary>How many distinct employees.</summary>
    public long? Employees { get; private init; }

    /// <summary>How many distinct customers.</summary>
    public long? Customers { get; private init; }

    /// <summary>Employee mean in score points.</summary>
    public double? EmployeeMean { get; private init; }

    /// <summary>Customer mean in score points.</summary>
    public double? CustomerMean { get; private init; }

    /// <summary>Employee mean minus customer mean, in score points (−100 to 100).</summary>
    public double? Gap { get; private init; }

    /// <summary>Lower end of the gap's interval, in score points.</summary>
    public double? GapLower { get; private init; }

    /// <summary>Upper end of the gap's interval, in score points.</summary>
    public double? GapUpper { get; private init; }

    /// <summary>Two-sided p of a gap of 0 (Welch 1947, Satterthwaite 1946), a proportion.</summary>
    public double? P { get; private init; }

    /// <summary>Hedges' g: the gap in pooled standard deviations, corrected for small samples (Hedges 1981).</summary>
    public double? HedgesG { get; private init; }

    /// <summary>The day from which these figures stand.</summary>
    public DateOnly? AsOf { get; private init; }

    /// <summary>Gaps of every registered team and node in a period, in every dimension that both voices rate.</summary>
    public static IEnumerable<GapRow> Rows(Panel panel, AnalysisSettings settings, int period)
    {
        foreach (var mirrored in panel.Mirrored)
        {
            if (!panel.Asked(Voice.Employee, period, mirrored.Employee) || !panel.Asked(Voice.Customer, period, mirrored.Customer)) continue;
            for (var t = 0; t < panel.Tree.Teams.Count; t++) yield return Of(panel, settings, period, mirrored, t);
        }
    }

    private static GapRow Of(Panel panel, AnalysisSettings settings, int period, MirroredDimension mirrored, int team)
    {
        var row = new GapRow
        {
            Period = panel.Periods[period].Key,
            Team = panel.Tree.Teams[team].Key,
            Dimension = mirrored.Dimension.Key,
            TeamName = panel.Tree.Teams[team].Name,
            Status = RowStatus.Withheld,
        };
        if (Evidence.Of(panel, Voice.Employee, period, mirrored.Employee, team) is not { } employee
            || Evidence.Of(panel, Voice.Customer, period, mirrored.Customer, team) is not { } customer) return row;
        var (gap, method) = Evidence.Contrast([(1, employee), (-1, customer)], settings.Confidence);
        return row with
        {
            Status = RowStatus.Ok,
            Method = gap.Lower is null ? null : method,
            Employees = employee.Cell.N,
            Customers = customer.Cell.N,
            EmployeeMean = employee.Cell.Mean,
            CustomerMean = customer.Cell.Mean,
            Gap = gap.Estimate,
            GapLower = gap.Lower,
            GapUpper = gap.Upper,
            P = gap.P,
            HedgesG = employee.Variance is { } ve && customer.Variance is { } vc
                ? Statistics.HedgesG.Point(employee.Cell.N, employee.Cell.Mean, ve, customer.Cell.N, customer.Cell.Mean, vc)
                : null,
            AsOf = employee.Cell.AsOf > customer.Cell.AsOf ? employee.Cell.AsOf : customer.Cell.AsOf,
        };
    }
}
