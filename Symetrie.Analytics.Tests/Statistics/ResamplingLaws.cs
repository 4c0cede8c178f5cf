using NUnit.Framework;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Statistics;

[TestFixture]
public sealed class ResamplingLaws
{
    private const string Seed = "(1234567,7654321)";

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void Permutation_tests_do_not_see_the_order_of_rows(byte[] bytes, int seed)
    {
        var (x, y) = Samples.Pairs([.. bytes.Take(24)]);
        var order = Samples.Order(x.Length, seed);
        double[] x2 = Samples.In(x, order), y2 = Samples.In(y, order);
        Assert.That(PermutationTwoSample.Compute(x2, y, 500, 99), Is.EqualTo(PermutationTwoSample.Compute(x, y, 500, 99)));
        Assert.That(PermutationSignFlip.Compute(x2, 500, 99), Is.EqualTo(PermutationSignFlip.Compute(x, 500, 99)));
        Assert.That(PermutationCorrelation.Compute(x2, y2, 500, 99), Is.EqualTo(PermutationCorrelation.Compute(x, y, 500, 99)));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void Exchanging_the_samples_turns_the_difference_and_keeps_p(byte[] bytes)
    {
        var (x, y) = Samples.Pairs([.. bytes.Take(20)]);
        var (one, two) = (PermutationTwoSample.Compute(x, [.. y, 3.5]), PermutationTwoSample.Compute([.. y, 3.5], x));
        if (one.Difference is not { } difference) return;
        Assert.That(two.Difference, Is.EqualTo(-difference));
        Assert.That((two.P, two.PDoubled, two.Permutations), Is.EqualTo((one.P, one.PDoubled, one.Permutations)));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void No_p_value_is_below_one_permutation(byte[] bytes, int seed)
    {
        var (x, y) = Samples.Pairs([.. bytes.Take(30)]);
        var (two, flip, link) = (PermutationTwoSample.Compute(x, y, 200, 99, (ulong)(uint)seed),
            PermutationSignFlip.Compute(x, 200, 99, (ulong)(uint)seed), PermutationCorrelation.Compute(x, y, 200, 99, (ulong)(uint)seed));
        foreach (var (p, permutations) in new[] { (two.P, two.Permutations), (flip.P, flip.Permutations), (link.P, link.Permutations) })
        {
            if (p is { } value) Assert.That(value, Is.InRange(1.0 / permutations, 1));
        }
    }

    [Test]
    public void Random_splits_approach_the_exact_p()
    {
        double[] a = [94, 197, 16, 38, 99, 141, 23], b = [52, 104, 146, 10, 51, 30, 40, 27, 46];
        Assert.That(PermutationTwoSample.Compute(a, b, 1, 40_000).P, Is.EqualTo(0.27832).Within(0.008));
        Assert.That(PermutationSignFlip.Compute(a, 1, 40_000).P, Is.EqualTo(PermutationSignFlip.Compute(a).P).Within(0.003));
        double[] x = [61, 70, 75, 64, 80, 72], y = [55, 66, 71, 69, 74, 60];
        Assert.That(PermutationCorrelation.Compute(x, y, 1, 40_000).P, Is.EqualTo(0.13194).Within(0.006));
    }

    [Test]
    public void Decimal_ties_count_although_their_sums_round_differently()
    {
        // 0.1 + 0.2 ≠ 0.3 in floating point: {0.1, 0.2, 0.6} against {0.3, 0.3, 0.3} sum to the same.
        var result = PermutationTwoSample.Compute([0.1, 0.2, 0.6], [0.3, 0.3, 0.3]);
        Assert.That(result.P, Is.EqualTo(1));
        Assert.That(PermutationSignFlip.Compute([0.1, 0.2, -0.3]).P, Is.EqualTo(1));
    }

    [FsCheck.NUnit.Property(MaxTest = 30, Replay = Seed)]
    public void A_pooled_correlation_sees_neither_row_order_nor_names(int seed)
    {
        int[] units = [.. Enumerable.Range(0, 60).Select(i => i / 5)], strata = [.. units.Select(u => u % 2)];
        double[] x = Samples.Normal(60, seed, 60, 5), e = Samples.Normal(60, seed + 1), y = [.. x.Zip(e, (a, b) => (0.1 * a) + b)];
        var order = Samples.Order(60, seed);
        var plain = PooledCorrelation.Compute(units, x, y, strata, draws: 200);
        var other = PooledCorrelation.Compute(
            [.. order.Select(i => 100 - units[i])], Samples.In(x, order), Samples.In(y, order), [.. order.Select(i => 5 - strata[i])], 200);
        Assert.That(other, Is.EqualTo(plain));
        Assert.That(plain.R, Is.EqualTo(WithinCorrelation.Compute(strata, x, y).R).Within(1e-12));
        Assert.That(plain.R, Is.InRange(plain.Lower!.Value, plain.Upper!.Value));
    }

    [Test]
    public void P_and_interval_of_a_pooled_correlation_agree_on_zero()
    {
        var agree = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            int[] units = [.. Enumerable.Range(0, 80).Select(i => i / 4)];
            double[] x = Samples.Normal(80, seed), e = Samples.Normal(80, seed + 500), y = [.. x.Zip(e, (a, b) => (0.22 * a) + b)];
            var r = PooledCorrelation.Compute(units, x, y, draws: 999);
            var outside = r.Lower > 0 || r.Upper < 0;
            // They may disagree only on the very edge, where the quantile interpolates.
            if (outside == r.P < 0.05 || Math.Abs(r.P!.Value - 0.05) < 0.004) agree++;
        }

        Assert.That(agree, Is.EqualTo(60));
    }

    [Test]
    public void Intervals_over_units_cover_where_those_over_rows_do_not()
    {
        // 40 units, 6 rows each that resemble each other, no link: rows are not independent.
        int[] units = [.. Enumerable.Range(0, 240).Select(i => i / 6)];
        int covered = 0, naive = 0;
        for (var seed = 1; seed <= 200; seed++)
        {
            double[] own = Samples.Normal(40, seed), other = Samples.Normal(40, seed + 5000);
            double[] x = [.. Samples.Normal(240, seed + 10_000).Select((e, i) => own[units[i]] + (0.5 * e))];
            double[] y = [.. Samples.Normal(240, seed + 20_000).Select((e, i) => other[units[i]] + (0.5 * e))];
            var r = PooledCorrelation.Compute(units, x, y, draws: 400, seed: (ulong)seed);
            if (r.Lower <= 0 && r.Upper >= 0) covered++;
            if (Pearson.Compute(x, y) is { Lower: <= 0, Upper: >= 0 }) naive++;
        }

        Assert.That(covered, Is.InRange(178, 199));
        Assert.That(naive, Is.LessThan(140));
    }

    [Test]
    public void A_bootstrap_repeats_itself_and_moves_with_its_figure()
    {
        var x = Samples.Normal(20, 4, 50, 8);
        double Mean(ReadOnlySpan<int> units)
        {
            var sum = 0.0;
            foreach (var unit in units) sum += x[unit];
            return sum / units.Length;
        }

        var one = BootstrapBca.Compute(20, Mean, 500, seed: 3);
        Assert.That(BootstrapBca.Compute(20, Mean, 500, seed: 3), Is.EqualTo(one));
        Assert.That(BootstrapBca.Compute(20, Mean, 500, seed: 4), Is.Not.EqualTo(one));
        var moved = BootstrapBca.Compute(20, units => 7 - (2 * Mean(units)), 500, seed: 3);
        Assert.That(moved.Lower, Is.EqualTo(7 - (2 * one.Upper!.Value)).Within(1e-9));
        Assert.That(moved.Upper, Is.EqualTo(7 - (2 * one.Lower!.Value)).Within(1e-9));
        Assert.That(moved.Acceleration, Is.EqualTo(-one.Acceleration!.Value).Within(1e-12));
    }

    [Test]
    public void A_bootstrap_without_figures_says_why()
    {
        Assert.That(BootstrapBca.Compute(0, _ => 1).Reason, Is.EqualTo(Absent.NoValues));
        Assert.That(BootstrapBca.Compute(5, _ => 1).Reason, Is.EqualTo(Absent.ZeroVariance));
        Assert.That(BootstrapBca.Compute(5, _ => double.NaN).Reason, Is.EqualTo(Absent.NotIdentified));
        var holes = BootstrapBca.Compute(9, units => units[0] == 3 ? double.NaN : units[0], 200);
        Assert.That(holes.Undefined, Is.GreaterThan(0));
        Assert.That(holes.Draws + holes.Undefined, Is.EqualTo(200));
        Assert.That(BootstrapBca.Compute(7, units => units[0], 200).FewUnits, Is.True);
    }
}
