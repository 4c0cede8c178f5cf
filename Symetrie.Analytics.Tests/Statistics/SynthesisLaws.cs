using NUnit.Framework;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Statistics;

[TestFixture]
public sealed class SynthesisLaws
{
    [FsCheck.NUnit.Property(MaxTest = 60, Replay = Made.Seed)]
    public void OrderOfUnitsChangesNoBit(int seed)
    {
        var random = Made.Random(seed);
        var (y, v, strata) = Units(random);
        var order = Made.Order(random, y.Length);
        double[] y2 = y.In(order), v2 = v.In(order);
        Assert.That(DerSimonianLaird.Compute(y2, v2), Is.EqualTo(DerSimonianLaird.Compute(y, v)));
        var plain = HierarchicalShrinkage.Compute(y, v, strata, draws: 100);
        var mixed = HierarchicalShrinkage.Compute(y2, v2, [.. order.Select(i => strata[i])], draws: 100);
        Assert.That(mixed.Units, Is.EqualTo(order.Select(i => plain.Units[i])));
        Assert.That(EbShrinkage.Compute(y2, v2).Units, Is.EqualTo(order.Select(i => EbShrinkage.Compute(y, v).Units[i])));
    }

    [FsCheck.NUnit.Property(MaxTest = 60, Replay = Made.Seed)]
    public void ScaleAndShiftMoveFiguresWithTheValues(int seed)
    {
        var (y, v, strata) = Units(Made.Random(seed));
        double[] y2 = [.. y.Select(value => 4 * value - 30)], v2 = [.. v.Select(value => 16 * value)];
        DerSimonianLairdResult plain = DerSimonianLaird.Compute(y, v), moved = DerSimonianLaird.Compute(y2, v2);
        Assert.That(Made.Near(moved.Mean, 4 * plain.Mean - 30) && Made.Near(moved.Tau2Reml, 16 * plain.Tau2Reml, 1e-7) && Made.Near(moved.I2, plain.I2));
        HierarchicalUnit a = HierarchicalShrinkage.Compute(y, v, strata, draws: 100).Units[0]!, b = HierarchicalShrinkage.Compute(y2, v2, strata, draws: 100).Units[0]!;
        Assert.That(Made.Near(b.Lower, 4 * a.Lower - 30, 1e-8) && Made.Near(b.StandardDeviation, 4 * a.StandardDeviation, 1e-8));
        Assert.That(b.Rank, Is.EqualTo(a.Rank).Within(0.3));
    }

    [FsCheck.NUnit.Property(MaxTest = 60, Replay = Made.Seed)]
    public void RemlIsNotBeatenAndTheProfileHoldsPauleMandel(int seed)
    {
        var (y, v, _) = Units(Made.Random(seed));
        var r = DerSimonianLaird.Compute(y, v);
        var best = BetweenVariance.RestrictedLogLikelihood(r.Tau2Reml!.Value, y, v);
        for (var step = 0; step <= 400; step++)
        {
            Assert.That(BetweenVariance.RestrictedLogLikelihood(step * step / 100.0, y, v), Is.LessThanOrEqualTo(best + 1e-9));
        }

        Assert.That(r.Tau2Lower <= r.Tau2PauleMandel && r.Tau2PauleMandel <= r.Tau2Upper);
        Assert.That(r.PredictionLower <= r.Lower + 1e-12 && r.Upper - 1e-12 <= r.PredictionUpper && r.I2 is >= 0 and < 100 && r.H2 >= 1);
    }

    [FsCheck.NUnit.Property(MaxTest = 60, Replay = Made.Seed)]
    public void AShrunkenValueLiesBetweenItsOwnAndTheMean(int seed)
    {
        var (y, v, strata) = Units(Made.Random(seed));
        var plain = EbShrinkage.Compute(y, v);
        var full = HierarchicalShrinkage.Compute(y, v, strata, draws: 100);
        for (var i = 0; i < y.Length; i++)
        {
            Assert.That(plain.Units[i]!.Estimate, Is.InRange(Math.Min(y[i], plain.Mean!.Value) - 1e-9, Math.Max(y[i], plain.Mean.Value) + 1e-9));
            var unit = full.Units[i]!;
            Assert.That(unit.Lower < unit.Estimate && unit.Estimate < unit.Upper && unit.ShrinkFactor is >= 0 and <= 1);
            Assert.That(unit.StandardDeviation, Is.LessThan(Math.Sqrt(v[i]) * 1.5));
            Assert.That(unit.RankLower >= 1 && unit.RankUpper <= y.Length && unit.RankLower <= unit.RankUpper);
        }

        Assert.That(full.Units.Sum(u => u!.Rank), Is.EqualTo(y.Length * (y.Length + 1) / 2.0).Within(1e-6));
    }

    [Test]
    public void PreciseUnitsAreLeftAloneAndStrataAreNotMixed()
    {
        double[] y = [10, 11, 12, 13, 90, 91, 92, 94], v = [1, 1, 1, 1, 1, 1, 1, 1];
        var apart = HierarchicalShrinkage.Compute(y, v, [1, 1, 1, 1, 2, 2, 2, 2]);
        Assert.That(apart.StratumMeans[1], Is.EqualTo(11.5).Within(1e-9));
        Assert.That(apart.Tau, Is.LessThan(5));
        Assert.That(HierarchicalShrinkage.Compute(y, v).Tau, Is.GreaterThan(20));
        var precise = HierarchicalShrinkage.Compute(y, [.. v.Select(_ => 1e-6)]);
        Assert.That(precise.Units[4]!.Estimate, Is.EqualTo(90).Within(1e-4));
        Assert.That(HierarchicalShrinkage.Compute([1, double.NaN, 3, 4], [1, 1, 1, 1]).Units[1], Is.Null);
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Made.Seed)]
    public void CompositionAndRateAddUpToTheChange(int seed)
    {
        var random = Made.Random(seed);
        var groups = 1 + random.Next(6);
        double[] p0 = Made.Positive(random, groups, 1, 9), p1 = Made.Positive(random, groups, 1, 9), m0 = Made.Normal(random, groups, 60, 9), m1 = Made.Normal(random, groups, 60, 9);
        var r = Kitagawa.Compute(p0, m0, p1, m1);
        Assert.That(Made.Near(r.CompositionEffect + r.RateEffect, r.TotalChange));
        var back = Kitagawa.Compute(p1, m1, p0, m0);
        Assert.That(Made.Near(back.CompositionEffect, -r.CompositionEffect) && Made.Near(back.RateEffect, -r.RateEffect));
        Assert.That(Made.Near(Kitagawa.Compute(p0, m0, p0, m1).CompositionEffect, 0) && Made.Near(Kitagawa.Compute(p0, m0, p1, m0).RateEffect, 0));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Made.Seed)]
    public void PostStratifiedWeightsAddUpToThePopulation(int seed)
    {
        var random = Made.Random(seed);
        double[] y = Made.Normal(random, 15, 60, 9), population = [30, 50, 20];
        int[] stratum = [.. Enumerable.Range(0, 15).Select(i => i < 3 ? i : random.Next(3))];
        var r = PostStratification.Compute(y, stratum, population);
        Assert.That(r.Weights.Sum(), Is.EqualTo(100).Within(1e-9));
        Assert.That(Made.Near(r.Mean, y.Zip(r.Weights, (value, w) => value * w!.Value).Sum() / 100));
        Assert.That(r.DesignEffect, Is.GreaterThanOrEqualTo(1 - 1e-12));
        var order = Made.Order(random, 15);
        var mixed = PostStratification.Compute(y.In(order), [.. order.Select(i => stratum[i])], population);
        Assert.That((mixed.Mean, mixed.StandardError, mixed.UnweightedMean), Is.EqualTo((r.Mean, r.StandardError, r.UnweightedMean)));
        // In proportion to the population, weighting changes nothing.
        Assert.That(Made.Near(PostStratification.Compute(y, stratum, [.. population.Select((_, h) => (double)stratum.Count(s => s == h))]).Mean, r.UnweightedMean));
    }

    private static (double[] Y, double[] V, int[] Strata) Units(SeededRandom random)
    {
        var n = 5 + random.Next(12);
        double[] v = Made.Positive(random, n, 2, 60), truth = Made.Normal(random, n, 60, 6 * random.NextDouble());
        return ([.. truth.Select((t, i) => t + Math.Sqrt(v[i]) * random.NextNormal())], v, [.. Enumerable.Range(0, n).Select(i => i % 2)]);
    }
}
