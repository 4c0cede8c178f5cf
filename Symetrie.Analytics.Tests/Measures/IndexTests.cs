using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tests.Measures;

internal sealed class IndexTests
{
    [Test]
    public void The_index_is_the_harmonic_mean_freed_of_what_sampling_error_adds_to_the_penalty()
    {
        var row = Row(80, 50, n: 1_000_000);
        (row.EmployeePosition!.Value, row.CustomerPosition!.Value).ShouldBe((80, 50));
        row.Index!.Value.ShouldBe(2 * 80.0 * 50 / 130, 0.001);
        row.BalancePenalty!.Value.ShouldBe(65 - row.Index.Value, 1e-9);
        // With 25 answers a side a gap of 6 is no more than chance makes of none.
        Row(63, 57, n: 25).BalancePenalty.ShouldBe(0);
        var few = Row(80, 50, n: 25);
        few.BalancePenalty!.Value.ShouldBe((900 - (2 * 22 * 22 / 25.0)) / (4 * 65), 1e-9);
        few.Index!.Value.ShouldBeInRange(few.IndexLower!.Value, few.IndexUpper!.Value);
    }

    [Test]
    public void Both_voices_count_alike()
    {
        var (a, b) = (Row(80, 50, 25), Row(50, 80, 25));
        b.Index!.Value.ShouldBe(a.Index!.Value, 1e-12);
        b.Quadrant.ShouldBe(Quadrant.CustomersHigh);
        a.Quadrant.ShouldBe(Quadrant.EmployeesHigh);
        (b.ProbabilityCustomersHigh!.Value, b.EmployeeConformance!.Value).ShouldBe((a.ProbabilityEmployeesHigh!.Value, a.CustomerConformance!.Value));
    }

    [Test]
    public void Quadrants_and_conformance_are_probabilities_by_student_s_t()
    {
        var row = Row(66, 66, n: 25);
        // The same standard error in every dimension: the mean over dimensions gets it too.
        var (se, df) = (22 / 5.0, 24.0);
        var high = StudentDistribution.Cdf((66 - 60) / se, df);
        row.ProbabilityBothHigh!.Value.ShouldBe(high * high, 1e-12);
        (row.ProbabilityBothHigh + row.ProbabilityBothLow + row.ProbabilityEmployeesHigh + row.ProbabilityCustomersHigh)!.Value.ShouldBe(1, 1e-12);
        row.Quadrant.ShouldBe(Quadrant.Undetermined);
        var conforms = StudentDistribution.Cdf((66 - 70) / se, df) * Math.Pow(StudentDistribution.Cdf((66 - 55) / se, df), 2);
        row.EmployeeConformance!.Value.ShouldBe(conforms, 1e-12);
        row.Conformance!.Value.ShouldBe(conforms * conforms, 1e-12);
    }

    [Test]
    public void A_label_fails_by_one_low_dimension_however_high_the_mean() =>
        Panel(95, 80, 1000, second: 50).Rows<IndexRow>("index").Single(r => r.Team == "a").ShouldSatisfyAllConditions(
            r => r.EmployeePosition!.Value.ShouldBe((95 + 50) / 2.0), r => r.EmployeeConformance!.Value.ShouldBeLessThan(0.01), r => r.CustomerConformance!.Value.ShouldBeGreaterThan(0.99));

    [Test]
    public void Bounds_are_settings() =>
        Panel(66, 66, 10_000, settings: new AnalysisSettings { PositionCut = 65, LabelMean = 65, LabelFloor = 60 }).Rows<IndexRow>("index").Single(r => r.Team == "a")
            .ShouldSatisfyAllConditions(r => r.Quadrant.ShouldBe(Quadrant.BothHigh), r => r.Conformance!.Value.ShouldBeGreaterThan(0.99));

    [Test]
    public void A_team_without_one_of_the_dimensions_has_no_index_and_one_without_comparable_ones_says_so()
    {
        var rows = Panel(60, 60, 40).Team("b").Figure(Voice.Employee, "b", "respect", 30, 50, 20).Figure(Voice.Customer, "b", "respect", 30, 50, 20).Rows<IndexRow>("index");
        rows.Single(r => r.Team == "b").ShouldSatisfyAllConditions(r => r.Status.ShouldBe(RowStatus.Withheld), r => r.Index.ShouldBeNull(), r => r.Dimensions.ShouldBeNull());
        Panel(60, 60, 40, comparable: false).Rows<IndexRow>("index").ShouldAllBe(r => r.Status == RowStatus.NotComparable && r.Index == null && r.EmployeePosition == null);
        // Twelve answers without a spread to borrow.
        Panel(60, 60, 12).Rows<IndexRow>("index").ShouldAllBe(r => r.Status == RowStatus.NotIdentified && r.Index == null);
    }

    private static IndexRow Row(double employees, double customers, int n) => Panel(employees, customers, n).Rows<IndexRow>("index").Single(r => r.Team == "a");

    private static MadePanel Panel(double employees, double customers, int n, double? second = null, bool comparable = true, AnalysisSettings? settings = null)
    {
        var made = new MadePanel { Dimensions = ["respect", "equity"], Comparable = comparable, Settings = settings ?? new AnalysisSettings() }.Team("a");
        foreach (var dimension in made.Dimensions)
            made.Figure(Voice.Employee, "a", dimension, n, dimension == "equity" ? second ?? employees : employees, 22).Figure(Voice.Customer, "a", dimension, n, customers, 22);
        return made;
    }
}
