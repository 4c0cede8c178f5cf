using NUnit.Framework;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Statistics;

[TestFixture]
public sealed class PanelLaws
{
    private const string Seed = "(1234567,7654321)";

    [FsCheck.NUnit.Property(MaxTest = 30, Replay = Seed)]
    public void The_order_of_units_changes_no_bit(int seed, bool holes)
    {
        double[][] x = Samples.Table(12, 6, seed), y = Samples.Table(12, 6, seed + 77);
        if (holes) (x[2][3], y[5][0], y[5][1]) = (double.NaN, double.NaN, double.NaN);
        int[] strata = [.. Enumerable.Range(0, 12).Select(i => i % 2)], renamed = [.. strata.Select(s => 9 - s)];
        var order = Samples.Order(12, seed);
        double[][] x2 = Samples.In(x, order), y2 = Samples.In(y, order);
        Assert.That(
            PanelLaggedCorrelation.Compute(x2, y2, 1, true, Samples.In(renamed, order), draws: 99),
            Is.EqualTo(PanelLaggedCorrelation.Compute(x, y, 1, true, strata, draws: 99)));
        Assert.That(CrossLaggedPanel.Compute(x2, y2), Is.EqualTo(CrossLaggedPanel.Compute(x, y)));
    }

    [FsCheck.NUnit.Property(MaxTest = 30, Replay = Seed)]
    public void What_is_common_to_units_or_periods_leaves_no_trace(int seed)
    {
        double[][] x = Samples.Table(8, 6, seed), y = Samples.Table(8, 6, seed + 77);
        double[][] shifted = [.. x.Select((row, i) => row.Select((v, t) => v + (3 * i) + (t * t)).ToArray())];
        var (plain, moved) = (PanelLaggedCorrelation.Compute(x, y, 1, draws: 99), PanelLaggedCorrelation.Compute(shifted, y, 1, draws: 99));
        Assert.That(moved.R, Is.EqualTo(plain.R).Within(1e-11));
        var (lead, same) = (CrossLaggedPanel.Compute(x, y).XToY!.Value, CrossLaggedPanel.Compute(shifted, y).XToY!.Value);
        Assert.That(same.Coefficient, Is.EqualTo(lead.Coefficient).Within(1e-9));
        Assert.That(same.P, Is.EqualTo(lead.P).Within(1e-9));
    }

    [FsCheck.NUnit.Property(MaxTest = 30, Replay = Seed)]
    public void Exchanging_the_series_exchanges_the_paths(int seed)
    {
        double[][] x = Samples.Table(9, 6, seed), y = Samples.Table(9, 6, seed + 77);
        var (one, two) = (CrossLaggedPanel.Compute(x, y), CrossLaggedPanel.Compute(y, x));
        Assert.That(two.XToY!.Value.Coefficient, Is.EqualTo(one.YToX!.Value.Coefficient).Within(1e-10));
        Assert.That(two.XToY!.Value.Df, Is.EqualTo(one.YToX!.Value.Df).Within(1e-8));
        Assert.That(two.Difference!.Value.Value, Is.EqualTo(-one.Difference!.Value.Value).Within(1e-10));
        Assert.That(two.Difference!.Value.P, Is.EqualTo(one.Difference!.Value.P).Within(1e-8));
    }

    [FsCheck.NUnit.Property(MaxTest = 30, Replay = Seed)]
    public void Standardised_paths_have_no_scale(int seed)
    {
        double[][] x = Samples.Table(9, 6, seed), y = Samples.Table(9, 6, seed + 77);
        double[][] inches = [.. x.Select(row => row.Select(v => 2.54 * v).ToArray())];
        var (one, two) = (CrossLaggedPanel.Compute(x, y), CrossLaggedPanel.Compute(inches, y));
        Assert.That(two.XToY!.Value.Standardised, Is.EqualTo(one.XToY!.Value.Standardised).Within(1e-10));
        Assert.That(two.XToY!.Value.Coefficient, Is.EqualTo(one.XToY!.Value.Coefficient / 2.54).Within(1e-10));
        Assert.That(two.YToX!.Value.OwnLag, Is.EqualTo(one.YToX!.Value.OwnLag).Within(1e-10));
        Assert.That(two.Difference!.Value.Lower, Is.EqualTo(one.Difference!.Value.Lower).Within(1e-9));
    }

    [FsCheck.NUnit.Property(MaxTest = 20, Replay = Seed)]
    public void Each_path_is_the_cluster_robust_regression_with_all_indicators(int seed, bool holes, bool many)
    {
        // With many units the adjustment is a series, with few it needs eigenvectors.
        var n = many ? 30 : 10;
        double[][] x = Samples.Table(n, 6, seed), y = Samples.Table(n, 6, seed + 77);
        if (holes) (x[2][3], y[5][0]) = (double.NaN, double.NaN);
        var rows = (from i in Enumerable.Range(0, n) from t in Enumerable.Range(1, 5) select (I: i, T: t)).ToList();
        var columns = new List<double[]> { rows.Select(r => x[r.I][r.T - 1]).ToArray(), rows.Select(r => y[r.I][r.T - 1]).ToArray() };
        columns.AddRange(Enumerable.Range(1, n - 1).Select(u => rows.Select(r => r.I == u ? 1.0 : 0).ToArray()));
        columns.AddRange(Enumerable.Range(2, 4).Select(p => rows.Select(r => r.T == p ? 1.0 : 0).ToArray()));
        // The panel uses the cells that serve both equations.
        double[] outcome = [.. rows.Select(r => double.IsNaN(x[r.I][r.T]) ? double.NaN : y[r.I][r.T])];
        var robust = ClusterRobustOls.Compute(outcome, columns, rows.Select(r => r.I).ToArray()).Coefficients[1];
        var path = CrossLaggedPanel.Compute(x, y).XToY!.Value;
        Assert.That(path.Coefficient, Is.EqualTo(robust.Estimate).Within(1e-9));
        Assert.That(path.StandardError, Is.EqualTo(robust.Cr2).Within(1e-8));
        Assert.That(path.Df, Is.EqualTo(robust.DegreesOfFreedom).Within(1e-6));
        Assert.That(path.P, Is.EqualTo(robust.P).Within(1e-8));
    }

    [Test]
    public void Panels_that_say_nothing_say_why()
    {
        double[][] x = Samples.Table(8, 6, 1), y = Samples.Table(8, 6, 2);
        double[][] additive = [.. x.Select((row, i) => row.Select((_, t) => (3.1 * i) + (0.7 * t)).ToArray())];
        Assert.That(CrossLaggedPanel.Compute(additive, y).Reason, Is.EqualTo(Absent.Collinear));
        Assert.That(CrossLaggedPanel.Compute(x, x).Reason, Is.EqualTo(Absent.Collinear));
        Assert.That(CrossLaggedPanel.Compute([], []).Reason, Is.EqualTo(Absent.NoValues));
        Assert.That(CrossLaggedPanel.Compute(x, y, lag: 9).Reason, Is.EqualTo(Absent.NoValues));
        Assert.That(PanelLaggedCorrelation.Compute(additive, y, 0).Reason, Is.EqualTo(Absent.ZeroVariance));
        Assert.That(PanelLaggedCorrelation.Compute(x, y, 6).Reason, Is.EqualTo(Absent.TooFew));
        Assert.That(PanelLaggedCorrelation.Compute([], [], 0).Reason, Is.Not.EqualTo(Absent.None));
        Assert.That(() => CrossLaggedPanel.Compute(x, y, lag: 0), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => CrossLaggedPanel.Compute(x, y[..5]), Throws.InstanceOf<ArgumentException>());
    }

    [Test]
    public void Two_halves_that_share_no_period_are_still_fitted()
    {
        // One half of the units answers early, the other half late: one period indicator is then superfluous.
        double[][] x = Samples.Table(12, 10, 1), y = Samples.Table(12, 10, 2);
        for (var i = 0; i < 12; i++) (i < 6 ? x[i].AsSpan(5) : x[i].AsSpan(0, 5)).Fill(double.NaN);
        var result = CrossLaggedPanel.Compute(x, y);
        Assert.That((result.Reason, result.Units, result.Periods), Is.EqualTo((Absent.None, 12, 8)));
    }

    [Test]
    public void A_complete_panel_at_lag_zero_is_the_within_correlation()
    {
        double[][] x = Samples.Table(6, 7, 1), y = Samples.Table(6, 7, 2);
        int[] units = [.. Enumerable.Range(0, 42).Select(i => i / 7)];
        var panel = PanelLaggedCorrelation.Compute(x, y, 0, twoWay: false);
        var within = WithinCorrelation.Compute(units, [.. x.SelectMany(r => r)], [.. y.SelectMany(r => r)]);
        Assert.That(panel.R, Is.EqualTo(within.R).Within(1e-13));
        Assert.That((panel.Df, panel.N), Is.EqualTo((within.Df, within.N)));
        Assert.That(panel.Exact, Is.True);
        var drawn = PanelLaggedCorrelation.Compute(x, y, 0, twoWay: false, mostExact: 1, draws: 40_000);
        Assert.That(drawn.P, Is.EqualTo(panel.P).Within(0.01));
        Assert.That(drawn.Permutations, Is.EqualTo(40_001));
    }

    [Test]
    public void Strata_of_one_unit_each_leave_nothing_to_exchange()
    {
        double[][] x = Samples.Table(4, 6, 1), y = Samples.Table(4, 6, 2);
        var result = PanelLaggedCorrelation.Compute(x, y, 1, strata: [1, 2, 3, 4]);
        Assert.That((result.P, result.Reason), Is.EqualTo(((double?)null, Absent.TooFew)));
        Assert.That(result.R, Is.Not.Null);
    }

    [Test]
    public void Leads_are_found_where_they_are_and_seldom_where_they_are_not()
    {
        int found = 0, reverse = 0, falsely = 0;
        for (var seed = 1; seed <= 100; seed++)
        {
            var (x, y) = Panel(seed, lead: 0.4, together: 0);
            var r = CrossLaggedPanel.Compute(x, y);
            if (r.XToY is { P: < 0.05, Coefficient: > 0 } && r.Difference is { Lower: > 0 }) found++;
            if (r.YToX is { P: < 0.05, Coefficient: > 0 } && r.Difference is { Upper: < 0 }) reverse++;
            (x, y) = Panel(seed + 1000, lead: 0, together: 0.7);
            r = CrossLaggedPanel.Compute(x, y);
            if (r.XToY is { P: < 0.05, Coefficient: > 0 } && r.Difference is { Lower: > 0 }) falsely++;
        }

        // A link inside the same period is no lead, however strong.
        Assert.That(found, Is.GreaterThan(60));
        Assert.That(reverse, Is.LessThanOrEqualTo(1));
        Assert.That(falsely, Is.LessThanOrEqualTo(6));
    }

    [Test]
    public void Re_pairing_keeps_its_level_where_a_t_test_does_not()
    {
        int pairing = 0, t = 0;
        for (var seed = 1; seed <= 200; seed++)
        {
            double[][] x = Wander(seed), y = Wander(seed + 7000);
            var r = PanelLaggedCorrelation.Compute(x, y, 0, draws: 199);
            if (r.P < 0.05) pairing++;
            if (r.PT < 0.05) t++;
        }

        Assert.That(pairing, Is.LessThanOrEqualTo(20));
        Assert.That(t, Is.GreaterThan(pairing + 10));

        static double[][] Wander(int seed) => [.. Samples.Table(12, 10, seed).Select(row =>
        {
            for (var k = 1; k < row.Length; k++) row[k] = (0.85 * row[k - 1]) + (0.3 * row[k]);
            return row;
        })];
    }

    private static (double[][] X, double[][] Y) Panel(int seed, double lead, double together)
    {
        var random = new SeededRandom((ulong)seed);
        double[][] x = new double[40][], y = new double[40][];
        for (var i = 0; i < 40; i++)
        {
            (x[i], y[i]) = (new double[9], new double[9]);
            double a = 0, b = 0, unit = 5 * random.NextNormal();
            for (var t = -6; t < 9; t++)
            {
                double ownX = random.NextNormal(), ownY = (together * ownX) + random.NextNormal();
                (a, b) = ((0.4 * a) + ownX, (0.4 * b) + (lead * a) + ownY);
                if (t >= 0) (x[i][t], y[i][t]) = (unit + a, (0.5 * unit) + b);
            }
        }

        return (x, y);
    }
}
