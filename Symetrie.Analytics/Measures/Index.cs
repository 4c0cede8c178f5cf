using Symetrie.Analytics.Panels;

namespace Symetrie.Analytics.Measures;

/// <summary>Where a team stands with both voices.</summary>
public enum Quadrant
{
    /// <summary>Both positions above the cut.</summary>
    BothHigh,

    /// <summary>Employees above the cut, customers not.</summary>
    EmployeesHigh,

    /// <summary>Customers above the cut, employees not.</summary>
    CustomersHigh,

    /// <summary>Neither above the cut.</summary>
    BothLow,

    /// <summary>None of the four is probable enough (the confidence of intervals).</summary>
    Undetermined,
}

/// <summary>The joint experience index of a team (or node) in one period: how good it is for both voices, and how evenly.</summary>
/// <remarks>A voice's <b>position</b> is the plain mean of its means over all comparable dimensions. With E and C the positions and m = (E + C)/2,
/// <c>index = m − max(0, (E − C)² − SE²(E) − SE²(C)) / (4m)</c>: the harmonic mean 2EC/(E + C) (van Rijsbergen 1979), of which the second term is
/// the balance penalty, freed of what sampling error adds to it. Where the gap is real and 20 points at m = 60, it costs 1.7 points; 40 points cost 6.7.
/// One person answers all dimensions, so the standard error of a position is taken at its worst, the mean of the dimensions' standard errors.
/// Probabilities are posterior ones: the share of draws of the means (flat priors, the voices independent) in which something holds, computed exactly.
/// <para><b>Label.</b> A voice conforms where its position lies above one bound and none of its dimensions below another (settings; 70 and 55 by default).
/// The probability is the product of both parts, which is at least what it is where answers go together.</para></remarks>
public sealed record IndexRow : IRow
{
    private IndexRow()
    {
    }

    /// <summary>The period.</summary>
    [Subject]
    public required string Period { get; init; }

    /// <summary>The team's or node's key.</summary>
    [Subject]
    public required string Team { get; init; }

    /// <summary>The team's name.</summary>
    public required string TeamName { get; init; }

    /// <summary>Whether the figures are there; <c>withheld</c> where one comparable dimension of either voice is, so that all teams stand on the same dimensions.</summary>
    public required RowStatus Status { get; init; }

    /// <summary>On how many dimensions it rests.</summary>
    public long? Dimensions { get; private init; }

    /// <summary>How many distinct employees answered the dimension with the fewest.</summary>
    public long? Employees { get; private init; }

    /// <summary>How many distinct customers answered the dimension with the fewest.</summary>
    public long? Customers { get; private init; }

    /// <summary>Mean of the employee means over the dimensions, in score points.</summary>
    public double? EmployeePosition { get; private init; }

    /// <summary>Lower end of its interval, in score points.</summary>
    public double? EmployeePositionLower { get; private init; }

    /// <summary>Upper end of its interval, in score points.</summary>
    public double? EmployeePositionUpper { get; private init; }

    /// <summary>Mean of the customer means over the dimensions, in score points.</summary>
    public double? CustomerPosition { get; private init; }

    /// <summary>Lower end of its interval, in score points.</summary>
    public double? CustomerPositionLower { get; private init; }

    /// <summary>Upper end of its interval, in score points.</summary>
    public double? CustomerPositionUpper { get; private init; }

    /// <summary>The joint experience index, 0–100.</summary>
    public double? Index { get; private init; }

    /// <summary>Lower end of its interval (draws of both positions).</summary>
    public double? IndexLower { get; private init; }

    /// <summary>Upper end of its interval (draws of both positions).</summary>
    public double? IndexUpper { get; private init; }

    /// <summary>How far the index lies below the mean of both positions because they differ, in score points; 0 or more.</summary>
    public double? BalancePenalty { get; private init; }

    /// <summary>The quadrant whose probability reaches the confidence of intervals; else undetermined.</summary>
    public Quadrant? Quadrant { get; private init; }

    /// <summary>Probability that both positions lie above the cut, a proportion.</summary>
    public double? ProbabilityBothHigh { get; private init; }

    /// <summary>Probability that the employee position alone does, a proportion.</summary>
    public double? ProbabilityEmployeesHigh { get; private init; }

    /// <summary>Probability that the customer position alone does, a proportion.</summary>
    public double? ProbabilityCustomersHigh { get; private init; }

    /// <summary>Probability that neither does, a proportion.</summary>
    public double? ProbabilityBothLow { get; private init; }

    /// <summary>Probability that the employee voice conforms with the label's rule, a proportion.</summary>
    public double? EmployeeConformance { get; private init; }

    /// <summary>Probability that the customer voice conforms with the label's rule, a proportion.</summary>
    public double? CustomerConformance { get; private init; }

    /// <summary>Probability that both voices conform, a proportion.</summary>
    public double? Conformance { get; private init; }

    /// <summary>The day from which these figures stand.</summary>
    public DateOnly? AsOf { get; private init; }

    /// <summary>The index of every registered team and node in a period in which both voices were asked a dimension of the mirror.</summary>
    public static IEnumerable<IndexRow> Rows(Panel panel, AnalysisSettings settings, int period)
    {
        var tests = GapTests.Of(panel, settings, period);
        if (tests.Dimensions.Count == 0) yield break;
        var comparable = Enumerable.Range(0, tests.Dimensions.Count).Where(d => tests.Dimensions[d].Comparable).ToArray();
        var joint = new Statistics.JointPosition(2000, Seeds.Of(settings, "index", panel.Periods[period].Key));
        for (var t = 0; t < panel.Tree.Teams.Count; t++)
        {
            var row = new IndexRow { Period = panel.Periods[period].Key, Team = panel.Tree.Teams[t].Key, TeamName = panel.Tree.Teams[t].Name, Status = RowStatus.Withheld };
            var cells = (comparable.Length > 0 ? comparable : [.. Enumerable.Range(0, tests.Dimensions.Count)]).Select(d => tests[d][t]).ToArray();
            if (Array.Exists(cells, c => c is null)) yield return row;
            else if (comparable.Length == 0) yield return row with { Status = RowStatus.NotComparable };
            else yield return JointStanding.Of(cells!, settings, joint) is { } standing ? row.At(standing, settings) : row with { Status = RowStatus.NotIdentified };
        }
    }

    private IndexRow At(JointStanding standing, AnalysisSettings settings)
    {
        var (low, high) = ((1 - settings.Confidence) / 2, (1 + settings.Confidence) / 2);
        var (e, c) = (standing.Employee.ProbabilityAbove(settings.PositionCut), standing.Customer.ProbabilityAbove(settings.PositionCut));
        return this with
        {
            Status = RowStatus.Ok,
            Dimensions = standing.Dimensions,
            Employees = standing.Employees,
            Customers = standing.Customers,
            EmployeePosition = standing.Employee.Mean,
            EmployeePositionLower = standing.Employee.At(low),
            EmployeePositionUpper = standing.Employee.At(high),
            CustomerPosition = standing.Customer.Mean,
            CustomerPositionLower = standing.Customer.At(low),
            CustomerPositionUpper = standing.Customer.At(high),
            Index = standing.Joint.Index,
            IndexLower = standing.Joint.Lower,
            IndexUpper = standing.Joint.Upper,
            BalancePenalty = standing.Joint.Penalty,
            Quadrant = JointStanding.QuadrantOf(e, c, settings.Confidence),
            ProbabilityBothHigh = e * c,
            ProbabilityEmployeesHigh = e * (1 - c),
            ProbabilityCustomersHigh = (1 - e) * c,
            ProbabilityBothLow = (1 - e) * (1 - c),
            EmployeeConformance = standing.EmployeeConformance,
            CustomerConformance = standing.CustomerConformance,
            Conformance = standing.EmployeeConformance * standing.CustomerConformance,
            AsOf = standing.AsOf,
        };
    }
}
