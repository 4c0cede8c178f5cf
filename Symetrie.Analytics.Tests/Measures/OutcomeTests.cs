using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tests.Measures;

/// <summary>Outcomes against both voices, the gap, and both voices as a surface.</summary>
internal sealed class OutcomeTests
{
    private static readonly Metric Turnover = new("turnover", new LocalText("Turnover", "Rotation"), Better.Lower);

    [TestCase("ridge"), TestCase("dome"), TestCase("plane")]
    public void A_surface_has_the_figures_that_R_finds(string reference)
    {
        var (x, y, z, models) = Reference("surface_models", reference);
        var row = Made(x, y, z, Turnover).Rows<OutcomeRow>("outcomes").Single(r => r.Series == OutcomeSeries.Both);
        row.Teams.ShouldBe(x.Length);
        double[] squared = Numbers(models, "r_squared"), p = Numbers(models, "p");
        Near([row.RSquaredEmployee, row.RSquaredCustomer, row.RSquaredAdditive, row.RSquaredRidge, row.RSquared], squared);
        Near([row.BeyondEmployeeP, row.BeyondCustomerP, row.QuadraticP, row.RidgeP], p);
        row.BestModel.ShouldBe((SurfaceModel)models.GetProperty("best").GetDouble());
        var (_, _, _, axes) = Reference("principal_axes", reference);
        double?[] mine = [row.P10, row.P10Lower, row.P10Upper, row.P11, row.P11Lower, row.P11Upper, row.P20, row.P21, row.P21Upper];
        Near(mine, [.. new[] { "p10", "p10_lower", "p10_upper", "p11", "p11_lower", "p11_upper", "p20", "p21", "p21_upper" }.Select(n => axes.GetProperty(n).GetDouble())], 1e-5);
    }

    [Test]
    public void Symmetry_helps_where_distance_costs_on_both_sides_and_the_good_way_decides()
    {
        var (x, y, z, _) = Reference("surface_models", "ridge");
        SurfaceVerdict? Of(Better? better, double sign) => Made(x, y, [.. z.Select(v => sign * v)], Turnover with { Better = better }).Rows<OutcomeRow>("outcomes").Single(r => r.Series == OutcomeSeries.Both).Verdict;
        Of(Better.Lower, 1).ShouldBe(SurfaceVerdict.SymmetryHelps);
        Of(Better.Higher, -1).ShouldBe(SurfaceVerdict.SymmetryHelps);
        Of(Better.Higher, 1).ShouldBe(SurfaceVerdict.SymmetryHurts);
        Of(null, 1).ShouldBeNull();
        (x, y, z, _) = Reference("surface_models", "plane");
        Of(Better.Higher, 1).ShouldBe(SurfaceVerdict.LevelOnly);
    }

    [Test]
    public void Each_voice_and_the_gap_are_correlated_as_statistics_have_it()
    {
        var (x, y, z, _) = Reference("surface_models", "plane");
        var rows = Made(x, y, z, Turnover).Rows<OutcomeRow>("outcomes");
        var gap = x.Zip(y, (a, b) => a - b).ToArray();
        foreach (var (series, values) in new[] { (OutcomeSeries.Employee, x), (OutcomeSeries.Customer, y), (OutcomeSeries.Gap, gap) })
        {
            var row = rows.Single(r => r.Series == series);
            var r = Pearson.Compute(values, z);
            (row.Pearson!.Value, row.PearsonLower!.Value, row.P!.Value).ShouldSatisfyAllConditions(f => f.Item1.ShouldBe(r.R!.Value, 1e-9), f => f.Item2.ShouldBe(r.Lower!.Value, 1e-9), f => f.Item3.ShouldBe(r.P!.Value, 1e-9));
            row.Spearman!.Value.ShouldBe(Spearman.Compute(values, z).Rho!.Value, 1e-9);
            row.BcaLower.ShouldNotBeNull();
            row.MetricNameFr.ShouldBe("Rotation");
        }
    }

    [Test]
    public void Exchanging_the_voices_turns_the_gap_and_mirrors_the_surface()
    {
        var (x, y, z, _) = Reference("surface_models", "dome");
        var (there, back) = (Made(x, y, z, Turnover).Rows<OutcomeRow>("outcomes"), Made(y, x, z, Turnover).Rows<OutcomeRow>("outcomes"));
        OutcomeRow Of(IReadOnlyList<OutcomeRow> rows, OutcomeSeries series) => rows.Single(r => r.Series == series);
        Near([Of(back, OutcomeSeries.Gap).Pearson], [-Of(there, OutcomeSeries.Gap).Pearson!.Value]);
        var (a, b) = (Of(there, OutcomeSeries.Both), Of(back, OutcomeSeries.Both));
        Near([b.A1, b.A2, b.A3, b.A4, b.A5], [a.A1!.Value, a.A2!.Value, -a.A3!.Value, a.A4!.Value, -a.A5!.Value]);
    }

    [Test]
    public void An_outcome_of_fewer_than_five_is_none()
    {
        var (x, y, z, _) = Reference("surface_models", "plane");
        var (without, with) = (Made(x[..^1], y[..^1], z[..^1], Turnover), Made(x[..^1], y[..^1], z[..^1], Turnover));
        foreach (var panel in new[] { without, with }) Team(panel, 99, x[^1], y[^1]);
        with.Outcome("turnover", "t99", 40, 4);
        Text(with).ShouldBe(Text(without));
        with.Analyse().SnapshotId.ShouldBe(without.Analyse().SnapshotId);
        with.Outcome("turnover", "t0", 12);
        Team(with, 98, 50, 50).Outcome("turnover", "t98", 40, 5);
        Text(with).ShouldNotBe(Text(without));
    }

    [Test]
    public void Without_outcomes_there_are_no_rows_and_few_teams_have_no_figure()
    {
        var (x, y, z, _) = Reference("surface_models", "plane");
        Made(x, y, [], Turnover).Rows<OutcomeRow>("outcomes").ShouldBeEmpty();
        var few = Made(x[..9], y[..9], z[..9], Turnover).Rows<OutcomeRow>("outcomes");
        few.ShouldAllBe(r => r.Status == RowStatus.TooFewTeams && r.Pearson == null && r.A1 == null && r.Teams == null);
        var some = Made(x[..29], y[..29], z[..29], Turnover).Rows<OutcomeRow>("outcomes");
        some.Single(r => r.Series == OutcomeSeries.Both).ShouldSatisfyAllConditions(r => r.Status.ShouldBe(RowStatus.TooFewTeams), r => r.B0.ShouldBeNull());
        some.Count(r => r.Status == RowStatus.Ok).ShouldBe(3);
    }

    private static MadePanel Made(double[] x, double[] y, double[] z, Metric metric)
    {
        var panel = new MadePanel { Dimensions = ["overall"], Metrics = [metric] };
        for (var i = 0; i < x.Length; i++) Team(panel, i, x[i], y[i]);
        for (var i = 0; i < z.Length; i++) panel.Outcome(metric.Key, $"t{i}", z[i]);
        return panel;
    }

    private static MadePanel Team(MadePanel panel, int number, double x, double y) =>
        panel.Team($"t{number}").Figure(Voice.Employee, $"t{number}", "overall", 30, x, 18).Figure(Voice.Customer, $"t{number}", "overall", 40, y, 20);

    private static string Text(MadePanel panel) => string.Join('\n', panel.Rows<OutcomeRow>("outcomes"));

    private static (double[] X, double[] Y, double[] Z, JsonElement Expected) Reference(string statistic, string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(House.Checkout.Root, "data", "reference", statistic, $"{name}.json")));
        double[] Column(string column) => Numbers(json.RootElement.GetProperty("inputs"), column);
        return (Column("x"), Column("y"), Column("z"), json.RootElement.GetProperty("expected").Clone());
    }

    private static double[] Numbers(JsonElement of, string name) => [.. of.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];

    private static void Near(double?[] found, double[] expected, double relative = 1e-7)
    {
        found.Length.ShouldBe(expected.Length);
        for (var i = 0; i < found.Length; i++) found[i]!.Value.ShouldBe(expected[i], Math.Max(1e-9, relative * Math.Abs(expected[i])), $"figure {i}");
    }
}
