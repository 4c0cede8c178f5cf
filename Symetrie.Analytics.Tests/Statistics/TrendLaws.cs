using NUnit.Framework;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Statistics;

[TestFixture]
public sealed class TrendLaws
{
    private const string Seed = "(1234567,7654321)";

    private static double[] Series(byte[] bytes) => [.. bytes.Select(x => (double)(x % 12))];

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void Reversing_time_turns_the_trend(byte[] bytes)
    {
        double[] y = Series(bytes), back = [.. Series(bytes).Reverse()];
        var (r, turned) = (MannKendall.Compute(y), MannKendall.Compute(back));
        Close.To(turned.S, -r.S, 0);
        Close.To(turned.P, r.P, 0);
        Close.To(TheilSen.Compute(back).Slope, -TheilSen.Compute(y).Slope, 1e-12);
        Assert.That(Pettitt.Compute(back).K, Is.EqualTo(Pettitt.Compute(y).K));
        Assert.That(Pettitt.Compute(back).P, Is.EqualTo(Pettitt.Compute(y).P));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void Only_the_order_of_values_counts_for_Mann_Kendall_and_Pettitt(byte[] bytes)
    {
        double[] y = Series(bytes), bent = [.. Series(bytes).Select(x => x * x * x + 3)];
        Assert.That(MannKendall.Compute(bent), Is.EqualTo(MannKendall.Compute(y)));
        Assert.That(Pettitt.Compute(bent), Is.EqualTo(Pettitt.Compute(y)));
    }

    [FsCheck.NUnit.Property(MaxTest = 50, Replay = Seed)]
    public void One_season_is_the_plain_test_and_no_lag_inflates_white_noise_much(byte[] bytes)
    {
        var y = Series(bytes);
        Assert.That(MannKendall.Seasonal(y, 1), Is.EqualTo(MannKendall.Compute(y)));
        Assert.That(MannKendall.HamedRao(y).S, Is.EqualTo(MannKendall.Compute(y).S));
    }

    [Test]
    public void Hamed_and_Rao_hold_the_size_on_an_autocorrelated_series_and_the_plain_test_does_not()
    {
        var random = new SeededRandom(5);
        int plain = 0, corrected = 0;
        const int Rounds = 300;
        for (var round = 0; round < Rounds; round++)
        {
            var y = new double[60];
            for (var t = 1; t < y.Length; t++)
                y[t] = 0.6 * y[t - 1] + random.NextNormal();

            plain += MannKendall.Compute(y).P < 0.05 ? 1 : 0;
            corrected += MannKendall.HamedRao(y).P < 0.05 ? 1 : 0;
        }

        Assert.That(plain / (double)Rounds, Is.GreaterThan(0.2));
        Assert.That(corrected / (double)Rounds, Is.LessThan(0.16));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void Theil_Sen_moves_with_the_line_and_ignores_the_order_of_points(byte[] bytes)
    {
        var y = Series(bytes);
        double[] x = [.. y.Select((_, i) => (double)(i / 2))];
        var r = TheilSen.Compute(x, y);
        Assert.That(TheilSen.Compute(x.Reverse().ToArray(), y.Reverse().ToArray()), Is.EqualTo(r));
        var lifted = TheilSen.Compute(x, y.Zip(x, (b, a) => 3 * b + 4 * a + 5).ToArray());
        Close.To(lifted.Slope, 3 * r.Slope + 4);
        Close.To(lifted.InterceptJoint, 3 * r.InterceptJoint + 5);
        if (r.SlopeLower is { } lower)
            Assert.That(r.Slope, Is.InRange(lower, r.SlopeUpper!.Value));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void Pettitt_finds_the_split_with_the_largest_rank_sum_gap(byte[] bytes)
    {
        var y = Series(bytes);
        var r = Pettitt.Compute(y);
        var best = 0;
        int? at = null;
        for (var t = 1; t < y.Length; t++)
        {
            var u = y[..t].Sum(before => y[t..].Sum(after => before.CompareTo(after)));
            if (Math.Abs(u) > Math.Abs(best))
                (best, at) = (u, t);
        }

        Assert.That(r.K, y.Length < 2 ? Is.Null : Is.EqualTo(Math.Abs(best)));
        Assert.That(r.ChangePoint, Is.EqualTo(at));
        Assert.That(r.Rises, Is.EqualTo(best < 0));
    }

    [Test]
    public void A_gap_keeps_its_place_in_Theil_Sen_and_closes_up_in_Mann_Kendall()
    {
        double[] gap = [0, double.NaN, double.NaN, 3, 4, 5];
        Assert.That(TheilSen.Compute(gap).Slope, Is.EqualTo(1));
        var r = MannKendall.Compute(gap);
        Assert.That((r.N, r.Missing, r.S), Is.EqualTo((4, 2, 6L)));
        Assert.That(Pettitt.Compute([1, double.NaN, 1, 9, 9]).ChangePoint, Is.EqualTo(3));
        Assert.That(Pelt.Compute([1, double.NaN, 1, 9, 9], 1).ChangePoints, Is.EqualTo(new[] { 3 }));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void Pelt_is_the_full_recursion(byte[] bytes, byte penalty, byte minimal)
    {
        double[] x = [.. Series(bytes).Select((v, i) => v + 0.37 * i * i % 1)];
        var least = 1 + minimal % 4;
        var r = Pelt.Compute(x, penalty % 30, least);
        if (x.Length < least)
        {
            Assert.That(r.Objective, Is.Null);
            return;
        }

        var best = new double[x.Length + 1];
        Array.Fill(best, double.PositiveInfinity);
        best[0] = -(penalty % 30);
        for (var t = least; t <= x.Length; t++)
        {
            for (var s = 0; s <= t - least; s++)
            {
                var mean = x[s..t].Average();
                best[t] = Math.Min(best[t], best[s] + penalty % 30 + x[s..t].Sum(v => (v - mean) * (v - mean)));
            }
        }

        Close.To(r.Objective, best[^1]);
        int[] ends = [0, .. r.ChangePoints, x.Length];
        Assert.That(ends.Zip(ends.Skip(1), (a, b) => b - a), Is.All.GreaterThanOrEqualTo(least));
        Assert.That(r.SegmentMeans, Has.Count.EqualTo(ends.Length - 1));
    }

    // Dropping a start the moment it is beaten, as if segments could be of any length, ends in 48.8, 34.55 and 42.75 here.
    [TestCase(new double[] { 2, 4, 4, 6, 9, 6, 2, 9, 1, 3 }, 5, 2, 47.86666666666667)]
    [TestCase(new double[] { 2, 2, 2, 7, 5, 4, 6, 3, 1 }, 1, 4, 34.22222222222222)]
    [TestCase(new double[] { 3, 0, 7, 8, 9, 7, 5, 4, 1, 9 }, 1, 2, 42)]
    public void Pelt_prunes_no_start_that_a_minimal_length_still_needs(double[] x, double penalty, int minimal, double objective) =>
        Assert.That(Pelt.Compute(x, penalty, minimal).Objective, Is.EqualTo(objective).Within(1e-12));

    [Test]
    public void The_usual_penalty_does_not_grow_with_the_change_itself()
    {
        var random = new SeededRandom(2);
        double[] noise = [.. Enumerable.Range(0, 80).Select(_ => random.NextNormal())];
        double[] stepped = [.. noise.Select((v, i) => i < 40 ? v : v + 50)];
        Assert.That(Pelt.UsualPenalty(noise), Is.EqualTo(2 * Math.Log(80)).Within(4));
        Assert.That(Pelt.Compute(stepped, Pelt.UsualPenalty(stepped)!.Value).ChangePoints, Is.EqualTo(new[] { 40 }));
        Assert.That(Pelt.Compute(noise, Pelt.UsualPenalty(noise)!.Value).ChangePoints, Is.Empty);
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void Mirroring_the_series_exchanges_the_sides_of_a_cusum(byte[] bytes)
    {
        var x = Series(bytes);
        var r = Cusum.Compute(x, 6, 2);
        var mirrored = Cusum.Compute(x.Select(v => 12 - v).ToArray(), 6, 2);
        Assert.That(mirrored.Points.Select(p => (p.Down, p.RunDown)), Is.EqualTo(r.Points.Select(p => (p.Up, p.RunUp))));
        Assert.That(mirrored.Alarms, Is.EqualTo(r.Alarms));
        Assert.That(r.Points.Select(p => p.Up!.Value), Is.All.GreaterThanOrEqualTo(0));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void An_ewma_lies_between_its_values_and_its_limits_widen(byte[] bytes)
    {
        var x = Series(bytes);
        var r = EwmaChart.Compute(x, 6, 2, 0.3);
        double low = 6, high = 6, reach = 0;
        for (var i = 0; i < x.Length; i++)
        {
            (low, high) = (Math.Min(low, x[i]), Math.Max(high, x[i]));
            Assert.That(r.Points[i].Z, Is.InRange(low - 1e-12, high + 1e-12));
            var width = (r.Points[i].Upper - r.Points[i].Lower)!.Value;
            Assert.That(width, Is.GreaterThanOrEqualTo(reach));
            reach = width;
        }

        Assert.That(reach, Is.LessThanOrEqualTo((r.AsymptoticUpper - r.AsymptoticLower)!.Value + 1e-12));
    }

    [Test]
    public void A_missing_value_leaves_a_chart_where_it_was()
    {
        var with = Cusum.Compute([8, double.NaN, 8], 6, 2);
        var without = Cusum.Compute([8, 8], 6, 2);
        Assert.That(with.Points[1].Up, Is.Null);
        Assert.That(with.Points[2].Up, Is.EqualTo(without.Points[1].Up));
        Assert.That(EwmaChart.Compute([8, double.NaN, 8], 6, 2).Points[2], Is.EqualTo(EwmaChart.Compute([8, 8], 6, 2).Points[1]));
        Assert.That(Cusum.Compute([20, 20, 20, 20], 6, 2, resetAfterAlarm: true).Alarms, Is.EqualTo(new[] { 1, 2, 3, 4 }));
        Assert.That(Cusum.Compute([1, 2], 6, 0).Reason, Is.EqualTo(Absent.ZeroVariance));
    }
}
