using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Measures;

/// <summary>Where both voices of one team stand over several dimensions.</summary>
internal sealed record JointStanding(UncertainMean Employee, UncertainMean Customer, JointPositionResult Joint, double EmployeeConformance, double CustomerConformance)
{
    public required long Dimensions { get; init; }

    public required long Employees { get; init; }

    public required long Customers { get; init; }

    public required DateOnly AsOf { get; init; }

    /// <summary>The standing over dimensions of which all cells are there; null where a variance is missing.</summary>
    public static JointStanding? Of(IReadOnlyList<GapTest> dimensions, AnalysisSettings settings, JointPosition joint)
    {
        if (Means(dimensions.Select(d => d.Employee)) is not { } employee || Means(dimensions.Select(d => d.Customer)) is not { } customer) return null;
        var (e, c) = (UncertainMean.Of(employee), UncertainMean.Of(customer));
        return new JointStanding(e, c, joint.Compute(e, c, settings.Confidence), Conformance(employee, e, settings), Conformance(customer, c, settings))
        {
            Dimensions = dimensions.Count,
            Employees = dimensions.Min(d => d.Employee.Cell.N),
            Customers = dimensions.Min(d => d.Customer.Cell.N),
            AsOf = dimensions.Max(d => d.Employee.Cell.AsOf > d.Customer.Cell.AsOf ? d.Employee.Cell.AsOf : d.Customer.Cell.AsOf),
        };
    }

    /// <summary>The quadrant that is probable enough.</summary>
    /// <param name="e">Probability that the employee position is high.</param>
    /// <param name="c">Probability that the customer position is high.</param>
    /// <param name="confidence">What it takes.</param>
    public static Quadrant QuadrantOf(double e, double c, double confidence) =>
        e * c >= confidence ? Quadrant.BothHigh
        : e * (1 - c) >= confidence ? Quadrant.EmployeesHigh
        : (1 - e) * c >= confidence ? Quadrant.CustomersHigh
        : (1 - e) * (1 - c) >= confidence ? Quadrant.BothLow
        : Quadrant.Undetermined;

    private static UncertainMean[]? Means(IEnumerable<Evidence> cells)
    {
        var means = cells.Select(c => c.Variance is { } v ? new UncertainMean(c.Cell.Mean, Math.Sqrt(v / c.Cell.N), c.DegreesOfFreedom) : (UncertainMean?)null).ToArray();
        return Array.Exists(means, m => m is null) ? null : [.. means.Select(m => m!.Value)];
    }

    // Answers of one person to several dimensions go together, so each part makes the others likelier: the product is the least it can be.
    private static double Conformance(UncertainMean[] dimensions, UncertainMean position, AnalysisSettings settings) =>
        dimensions.Aggregate(position.ProbabilityAbove(settings.LabelMean), (p, d) => p * d.ProbabilityAbove(settings.LabelFloor));
}
