using NUnit.Framework;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Statistics;

[TestFixture]
public sealed class GroupedCorrelationLaws
{
    private const string Seed = "(1234567,7654321)";

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void Neither_row_order_nor_group_names_change_a_bit(byte[] bytes, int seed)
    {
        var (x, y) = Samples.Pairs(bytes);
        int[] groups = [.. x.Select((_, i) => i % 3)], renamed = [.. groups.Select(g => 7 - (3 * g))];
        var order = Samples.Order(x.Length, seed);
        double[] x2 = Samples.In(x, order), y2 = Samples.In(y, order), weights = [.. groups.Select(g => 1.0 + g)];
        Assert.That(WithinCorrelation.Compute(Samples.In(renamed, order), x2, y2), Is.EqualTo(WithinCorrelation.Compute(groups, x, y)));
        Assert.That(BetweenWithin.Compute(Samples.In(renamed, order), x2, y2), Is.EqualTo(BetweenWithin.Compute(groups, x, y)));
        Assert.That(
            WeightedCorrelation.Compute(x2, y2, Samples.In(weights, order)), Is.EqualTo(WeightedCorrelation.Compute(x, y, weights)));
        Assert.That(
            PartialCorrelation.Compute(x2, y2, [Samples.In(weights, order)]), Is.EqualTo(PartialCorrelation.Compute(x, y, [weights])));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void The_two_components_add_up_to_the_correlation(byte[] bytes)
    {
        var (x, y) = Samples.Pairs(bytes);
        int[] groups = [.. x.Select((v, i) => (int)(v / 30) + (i % 2))];
        var split = BetweenWithin.Compute(groups, x, y);
        if (split.RTotal is not { } r) return;
        Assert.That(split.BetweenComponent + split.WithinComponent, Is.EqualTo(r).Within(1e-12));
        Assert.That((split.EtaBetweenX * split.EtaBetweenX) + (split.EtaWithinX * split.EtaWithinX), Is.EqualTo(1).Within(1e-12));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void Within_correlation_is_the_partial_one_given_group_indicators(int seed)
    {
        double[] x = Samples.Normal(20, seed), e = Samples.Normal(20, seed + 1), y = [.. x.Zip(e, (a, b) => (0.5 * a) + b)];
        int[] groups = [.. Enumerable.Range(0, 20).Select(i => i % 3)];
        double[] first = [.. groups.Select(g => g == 1 ? 1.0 : 0)], second = [.. groups.Select(g => g == 2 ? 1.0 : 0)];
        var within = WithinCorrelation.Compute(groups, x, y);
        var partial = PartialCorrelation.Compute(x, y, [first, second]);
        Assert.That(within.R, Is.EqualTo(partial.R).Within(1e-12));
        Assert.That(within.P, Is.EqualTo(partial.P).Within(1e-12));
        Assert.That(within.Lower, Is.EqualTo(partial.Lower).Within(1e-12));
        Assert.That(within.Df, Is.EqualTo(partial.Df));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void A_group_level_shift_does_not_reach_the_within_correlation(int seed)
    {
        double[] x = Samples.Normal(24, seed), y = Samples.Normal(24, seed + 9);
        int[] groups = [.. Enumerable.Range(0, 24).Select(i => i / 6)];
        double[] shifted = [.. y.Select((v, i) => v + (100 * groups[i]))];
        Assert.That(
            WithinCorrelation.Compute(groups, x, shifted).R, Is.EqualTo(WithinCorrelation.Compute(groups, x, y).R).Within(1e-11));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void Only_proportions_of_weights_matter_and_equal_weights_are_none(byte[] bytes)
    {
        var (x, y) = Samples.Pairs(bytes);
        double[] weights = [.. bytes.Take(x.Length).Select(b => 1.0 + (b % 5))], equal = [.. x.Select(_ => 3.0)];
        var weighted = WeightedCorrelation.Compute(x, y, weights);
        var scaled = WeightedCorrelation.Compute(x, y, [.. weights.Select(w => w / 7)]);
        Assert.That(scaled.R is null, Is.EqualTo(weighted.R is null));
        if (weighted.R is { } r) Assert.That(scaled.R, Is.EqualTo(r).Within(1e-12));
        var plain = Pearson.Compute(x, y);
        if (plain.R is { } same) Assert.That(WeightedCorrelation.Compute(x, y, equal).R, Is.EqualTo(same).Within(1e-12));
        double[] moreX = [.. x, 1e6], moreY = [.. y, -1e6], moreWeights = [.. weights, 0];
        Assert.That(WeightedCorrelation.Compute(moreX, moreY, moreWeights), Is.EqualTo(weighted));
    }

    [Test]
    public void A_weight_counts_like_repeated_pairs_in_the_figure_but_not_in_the_test()
    {
        double[] x = [1, 4, 2, 8, 5], y = [2, 3, 1, 6, 7], weights = [1, 2, 3, 1, 2];
        double[] longX = [.. x.SelectMany((v, i) => Enumerable.Repeat(v, (int)weights[i]))];
        double[] longY = [.. y.SelectMany((v, i) => Enumerable.Repeat(v, (int)weights[i]))];
        var (weighted, repeated) = (WeightedCorrelation.Compute(x, y, weights), Pearson.Compute(longX, longY));
        Assert.That(weighted.R, Is.EqualTo(repeated.R).Within(1e-14));
        Assert.That(weighted.P, Is.GreaterThan(repeated.P!.Value));
        Assert.That(weighted.EffectiveN, Is.LessThan(5));
    }

    [Test]
    public void A_covariate_that_causes_both_leaves_nothing()
    {
        double[] cause = Samples.Normal(4000, 1), x = [.. cause.Zip(Samples.Normal(4000, 2), (c, e) => c + e)];
        double[] y = [.. cause.Zip(Samples.Normal(4000, 3), (c, e) => c + e)];
        Assert.That(Pearson.Compute(x, y).R, Is.EqualTo(0.5).Within(0.05));
        Assert.That(PartialCorrelation.Compute(x, y, [cause]).R, Is.Zero.Within(0.05));
        Assert.That(PartialCorrelation.Compute(x, y, [cause, [.. cause.Select(c => 1 - c)]]).Reason, Is.EqualTo(Absent.Collinear));
        Assert.That(PartialCorrelation.Compute(x, y, [x]).Reason, Is.EqualTo(Absent.Collinear));
        Assert.That(PartialCorrelation.Compute(x, y, []).R, Is.EqualTo(Pearson.Compute(x, y).R).Within(1e-13));
    }

    [Test]
    public void Rounding_of_a_mean_is_not_variation()
    {
        // Every group has mean 0.3 but for rounding; every value of a group is 0.1 in the second case.
        double[] x = [0.1, 0.5, 0.3, 0.3, 0.2, 0.4, 0.1, 0.1, 0.7], y = Samples.Normal(9, 5);
        int[] groups = [1, 1, 2, 2, 3, 3, 4, 4, 4];
        Assert.That(BetweenWithin.Compute(groups, x, y).RBetween, Is.Null);
        Assert.That(BetweenWithin.Compute(groups, x, y).SlopeBetween, Is.Null);
        double[] constant = [0.1, 0.1, 0.7, 0.7, 1.1, 1.1, 0.3, 0.3, 0.3];
        Assert.That(WithinCorrelation.Compute(groups, constant, y).Reason, Is.EqualTo(Absent.ZeroVariance));
        Assert.That(PooledCorrelation.Compute(groups, constant, y, groups).Reason, Is.EqualTo(Absent.ZeroVariance));
        Assert.That(() => PooledCorrelation.Compute([1, 1], [1, 2], [1, 2], [1, 2]), Throws.InstanceOf<ArgumentException>());
    }

    [Test]
    public void Disattenuation_by_perfect_reliability_changes_nothing()
    {
        var (plain, corrected) = (Pearson.FromCoefficient(0.4, 30), DisattenuatedCorrelation.Compute(0.4, 1, 1, 30));
        Assert.That((corrected.R, corrected.Lower, corrected.Upper), Is.EqualTo((plain.R, plain.Lower, plain.Upper)));
        Assert.That(DisattenuatedCorrelation.Compute(0.4, 0.5, -0.1, 30).Reason, Is.EqualTo(Absent.OutOfRange));
        Assert.That(DisattenuatedCorrelation.Compute(0.4, 0.5, 0.5, 3).Reason, Is.EqualTo(Absent.TooFew));
    }
}
