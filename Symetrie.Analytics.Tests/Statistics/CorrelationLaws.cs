using NUnit.Framework;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Statistics;

[TestFixture]
public sealed class CorrelationLaws
{
    private const string Seed = "(1234567,7654321)";

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void The_order_of_pairs_and_of_series_changes_no_bit(byte[] bytes, int seed)
    {
        var (x, y) = Samples.Pairs(bytes);
        var order = Samples.Order(x.Length, seed);
        double[] x2 = Samples.In(x, order), y2 = Samples.In(y, order);
        Assert.That(Pearson.Compute(x2, y2), Is.EqualTo(Pearson.Compute(x, y)));
        Assert.That(Pearson.Compute(y, x), Is.EqualTo(Pearson.Compute(x, y)));
        Assert.That(Spearman.Compute(y2, x2), Is.EqualTo(Spearman.Compute(x, y)));
        Assert.That(Kendall.Compute(y2, x2), Is.EqualTo(Kendall.Compute(x, y)));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void Prepared_series_give_the_same_bits(byte[] bytes, bool hole)
    {
        var (x, y) = Samples.Pairs(bytes);
        if (hole && x.Length > 0) x[0] = double.NaN;
        Assert.That(Pearson.Compute(ScaledSeries.Of(x), ScaledSeries.Of(y)), Is.EqualTo(Pearson.Compute(x, y)));
        Assert.That(Spearman.Compute(RankedSeries.Of(x), RankedSeries.Of(y)), Is.EqualTo(Spearman.Compute(x, y)));
        Assert.That(Kendall.Compute(RankedSeries.Of(x), RankedSeries.Of(y)), Is.EqualTo(Kendall.Compute(x, y)));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void Scale_and_shift_leave_a_correlation_and_a_sign_turns_it(byte[] bytes)
    {
        var (x, y) = Samples.Pairs(bytes);
        var plain = Pearson.Compute(x, y);
        var moved = Pearson.Compute([.. x.Select(v => (3.7 * v) + 12)], [.. y.Select(v => 5 - (0.01 * v))]);
        if (plain.R is not { } r)
        {
            Assert.That(moved.R, Is.Null);
            return;
        }

        Assert.That(moved.R, Is.EqualTo(-r).Within(1e-13));
        // A power of two is exact, so nothing may move at all.
        Assert.That(Pearson.Compute([.. x.Select(v => 1024 * v)], y), Is.EqualTo(plain));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void Rank_correlations_see_the_order_only(byte[] bytes)
    {
        var (x, y) = Samples.Pairs(bytes);
        double[] bent = [.. x.Select(v => Math.Exp(v / 20))];
        Assert.That(Spearman.Compute(bent, y), Is.EqualTo(Spearman.Compute(x, y)));
        Assert.That(Kendall.Compute(bent, y), Is.EqualTo(Kendall.Compute(x, y)));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void Correlations_stay_within_one_and_inside_their_interval(byte[] bytes)
    {
        var (x, y) = Samples.Pairs(bytes);
        var (r, rho, tau) = (Pearson.Compute(x, y), Spearman.Compute(x, y), Kendall.Compute(x, y));
        Inside(r.R, r.Lower, r.Upper, r.P, r.Reason);
        Inside(rho.Rho, rho.Lower, rho.Upper, rho.P, rho.Reason);
        Inside(tau.TauB, tau.Lower, tau.Upper, tau.P, tau.Reason);
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void Knight_counts_what_comparing_all_pairs_counts(byte[] bytes)
    {
        var (x, y) = Samples.Pairs(bytes);
        long s = 0;
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = 0; j < i; j++) s += Math.Sign(x[i] - x[j]) * Math.Sign(y[i] - y[j]);
        }

        var result = Kendall.Compute(x, y);
        if (result.TauB is not null) Assert.That(result.S, Is.EqualTo(s));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void Spearman_is_Pearson_of_mid_ranks(byte[] bytes)
    {
        var (x, y) = Samples.Pairs(bytes);
        Assert.That(Spearman.Compute(x, y).Rho, Is.EqualTo(Pearson.Compute(Ranks.Mid(x), Ranks.Mid(y)).R).Within(1e-14));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void A_missing_value_takes_its_pair_along(byte[] bytes, double other)
    {
        var (x, y) = Samples.Pairs(bytes);
        double[] longer = [double.NaN, .. x, 5], partner = [other, .. y, double.NaN];
        Assert.That(Pearson.Compute(longer, partner), Is.EqualTo(Pearson.Compute(x, y)));
        Assert.That(Spearman.Compute(longer, partner), Is.EqualTo(Spearman.Compute(x, y)));
        Assert.That(Kendall.Compute(longer, partner), Is.EqualTo(Kendall.Compute(x, y)));
    }

    [Test]
    public void Extreme_magnitudes_and_offsets_do_not_disturb()
    {
        double[] x = [1, 2, 3, 4, 5], y = [1, 3, 2, 5, 4];
        foreach (var scale in new[] { 1e-310, 1e-200, 1e200, 3e307 })
            Assert.That(Pearson.Compute([.. x.Select(v => v * scale)], y).R, Is.EqualTo(0.8).Within(1e-12), $"{scale}");
        Assert.That(Pearson.Compute([-1.7e308, 0, 1.7e308], [1, 2, 3]).R, Is.EqualTo(1));
        Assert.That(Pearson.Compute([.. x.Select(v => v + 1e15)], y).R, Is.EqualTo(0.8).Within(1e-14));
        Assert.That(Pearson.Compute(x, [.. x.Select(v => 0.1 * v)]).R, Is.EqualTo(1).Within(1e-15));
        Assert.That(Pearson.Compute([.. Enumerable.Repeat(0.3, 254)], Samples.Normal(254, 1)).Reason, Is.EqualTo(Absent.ZeroVariance));
    }

    [Test]
    public void Agrees_with_the_obvious_sums_on_long_series()
    {
        foreach (var n in new[] { 130, 500, 70_000 })
        {
            double[] x = Samples.Normal(n, 1, 60, 9), e = Samples.Normal(n, 2), y = [.. x.Zip(e, (a, b) => (0.1 * a) + b)];
            double mx = x.Average(), my = y.Average(), xy = 0, xx = 0, yy = 0;
            for (var i = 0; i < n; i++)
            {
                xy += (x[i] - mx) * (y[i] - my);
                xx += (x[i] - mx) * (x[i] - mx);
                yy += (y[i] - my) * (y[i] - my);
            }

            Assert.That(Pearson.Compute(x, y).R, Is.EqualTo(xy / Math.Sqrt(xx * yy)).Within(1e-12));
        }
    }

    [Test]
    public void Exact_p_values_come_from_counting_all_orders()
    {
        double[] x = [1, 2, 3, 4, 5, 6], y = [2, 1, 4, 3, 6, 5];
        var (tau, rho) = (Kendall.Compute(x, y), Spearman.Compute(x, y));
        int all = 0, tauAbove = 0, rhoAbove = 0;
        foreach (var order in Orders([.. x]))
        {
            all++;
            if (Kendall.Compute(x, order).S >= tau.S) tauAbove++;
            if (Spearman.Compute(x, order).Rho >= rho.Rho - 1e-12) rhoAbove++;
        }

        Assert.That(all, Is.EqualTo(720));
        Assert.That(tau.PExact, Is.EqualTo(2.0 * tauAbove / all).Within(1e-14));
        Assert.That(rho.PExact, Is.EqualTo(2.0 * rhoAbove / all).Within(1e-14));
        Assert.That(tau.P, Is.EqualTo(tau.PExact));
    }

    [Test]
    public void A_wrong_call_is_refused()
    {
        Assert.That(() => Pearson.Compute([1, 2, 3], [1, 2]), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => Kendall.Compute([1, 2, 3], [1, 2]), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => Spearman.Compute([1, 2, 3], [1, 2, 3], 1), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => Pearson.FromCoefficient(1.1, 10), Throws.InstanceOf<ArgumentException>());
        Assert.That(Pearson.Compute([], []).Reason, Is.EqualTo(Absent.NoValues));
        Assert.That(Kendall.Compute([1, double.NaN], [1, 2]).Reason, Is.EqualTo(Absent.TooFew));
    }

    private static void Inside(double? figure, double? lower, double? upper, double? p, Absent reason)
    {
        if (figure is not { } r)
        {
            Assert.That(reason, Is.Not.EqualTo(Absent.None));
            return;
        }

        Assert.That(r, Is.InRange(-1, 1));
        Assert.That(p, Is.InRange(0, 1));
        if (lower is null) Assert.That(reason, Is.Not.EqualTo(Absent.None));
        else Assert.That(r, Is.InRange(lower.Value, upper!.Value));
    }

    private static IEnumerable<double[]> Orders(List<double> left)
    {
        if (left.Count == 0) yield return [];
        foreach (var first in left.ToList())
        {
            List<double> rest = [.. left];
            rest.Remove(first);
            foreach (var order in Orders(rest)) yield return [first, .. order];
        }
    }
}
