using System.Globalization;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tests.River;

namespace Symetrie.Analytics.Tests.Measures;

/// <summary>Drivers of a customer dimension, against R, and the laws they keep.</summary>
internal sealed class DriverTests
{
    [Test]
    public void Weights_shares_ridge_and_inflation_equal_those_of_R()
    {
        using var test = new TestStore("year");
        test.KnowFile("nhs-employee");
        test.KnowFile("nhs-customer");
        test.ImportFile(Places.OfData("reference", "nhs", "employee.csv"));
        test.ImportFile(Places.OfData("reference", "nhs", "customer.csv"));
        test.Recompute();
        var ours = test.Rows("drivers").Where(r => r["period"] == "Y2022" && r["lag"] == "0").ToDictionary(r => $"{r["customerDimension"]}|{r["employeeDimension"]}", StringComparer.Ordinal);
        var lines = File.ReadAllLines(Places.OfData("reference", "links", "drivers.csv")).Select(l => l.Split(',')).ToArray();
        lines.Length.ShouldBe(7);
        foreach (var line in lines[1..])
            for (var i = 2; i < line.Length; i++)
                // R printed 15 digits; a published score is kept to 1e-10 points.
                Number(ours[$"{line[0]}|{line[1]}"][lines[0][i]]).ShouldBe(Number(line[i]), 1e-7, $"{line[0]} {line[1]} {lines[0][i]}");
        foreach (var row in ours.Values) (Number(row["weightLower"]) <= Number(row["weight"]) && Number(row["weight"]) <= Number(row["weightUpper"])).ShouldBeTrue();
    }

    [Test]
    public void The_dimension_that_makes_the_outcome_has_the_weight_also_some_periods_before()
    {
        var panel = MadeSeries.Of(40, 4, 3, (t, p, v, d) => 50 + (v == Voice.Employee || d > 0 ? 15 * MadeSeries.Noise(t, p, (10 * (int)v) + d) : (14 * MadeSeries.Noise(t, p - 1, 1)) + (4 * MadeSeries.Noise(t, p, 99))), answers: 8);
        var rows = DriverRow.Rows(panel, new AnalysisSettings(), 3).Where(r => r.CustomerDimension == "d0").ToDictionary(r => (r.EmployeeDimension, r.Lag));
        rows.Count.ShouldBe(9);
        rows[("d1", 1)].Share!.Value.ShouldBeGreaterThan(0.8);
        rows[("d1", 0)].RSquared!.Value.ShouldBeLessThan(0.4);
        rows.Values.Where(r => r.Lag == 1).Sum(r => r.Weight!.Value).ShouldBe(rows[("d1", 1)].RSquared!.Value, 1e-9);
        rows.Values.Where(r => r.Lag == 1).Sum(r => r.Lmg!.Value).ShouldBe(rows[("d1", 1)].RSquared!.Value, 1e-9);
        (rows[("d1", 1)].WeightLower > rows[("d0", 1)].WeightUpper).ShouldBeTrue();
    }

    [TestCase(29, 3, RowStatus.TooFewTeams)]
    [TestCase(30, 3, RowStatus.Ok)]
    [TestCase(34, 7, RowStatus.TooFewTeams)]
    [TestCase(35, 7, RowStatus.Ok)]
    public void Thirty_teams_are_needed_and_five_for_each_driver(int teams, int dimensions, RowStatus status)
    {
        var rows = DriverRow.Rows(MadeSeries.Of(teams, 1, dimensions, (t, p, v, d) => 50 + (15 * MadeSeries.Noise(t, p, (20 * (int)v) + d)), answers: 6), new AnalysisSettings(), 0).ToArray();
        rows.Length.ShouldBe(dimensions * dimensions);
        rows.ShouldAllBe(r => r.Status == status && r.Weight.HasValue == (status == RowStatus.Ok) && r.Teams.HasValue == r.Weight.HasValue);
    }

    [Test]
    public void Drivers_that_determine_each_other_are_told_apart_by_nothing()
    {
        var panel = MadeSeries.Of(40, 1, 2, (t, p, v, d) => 50 + (15 * MadeSeries.Noise(t, p, (int)v)), answers: 6);
        DriverRow.Rows(panel, new AnalysisSettings(), 0).ShouldAllBe(r => r.Status == RowStatus.NotIdentified && r.Weight == null);
    }

    [Test]
    public void Intervals_share_their_resamples_and_depend_on_neither_order_of_rows_nor_company()
    {
        var random = new SeededRandom(4);
        double[][] x = [.. Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, 40).Select(_ => random.NextNormal()).ToArray())];
        double[][] y = [.. Enumerable.Range(0, 2).Select(o => Enumerable.Range(0, 40).Select(i => x[o][i] + random.NextNormal()).ToArray())];
        var both = DriverBootstrap.Compute(y, x, draws: 200, seed: 3);
        both[0].Weights!.ShouldBe(RelativeWeights.Compute(y[0], x).Weights!, 1e-9);
        var turned = DriverBootstrap.Compute([.. y.Select(c => c.Reverse().ToArray())], [.. x.Select(c => c.Reverse().ToArray())], draws: 200, seed: 3);
        for (var o = 0; o < 2; o++) (turned[o].Lower.SequenceEqual(both[o].Lower), turned[o].Upper.SequenceEqual(both[o].Upper)).ShouldBe((true, true));
        both[0].Weights!.Zip(both[0].Lower, (w, l) => w >= l).ShouldAllBe(inside => inside);
        DriverBootstrap.Compute([new double[40]], x, draws: 20)[0].Reason.ShouldBe(Absent.ZeroVariance);
        DriverBootstrap.Compute(y, [x[0], x[0]], draws: 20)[0].Reason.ShouldBe(Absent.Collinear);
    }

    private static double Number(string? text) => double.Parse(text!, CultureInfo.InvariantCulture);
}
