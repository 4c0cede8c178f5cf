using NUnit.Framework;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Statistics;

[TestFixture]
public sealed class MeanDifferenceLaws
{
    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Made.Seed)]
    public void OrderChangesNoBit(int seed)
    {
        var random = Made.Random(seed);
        double[] a = Made.Series(random, 0, 12), b = Made.Series(random, 0, 12);
        double[] a2 = a.In(Made.Order(random, a.Length)), b2 = b.In(Made.Order(random, b.Length));
        Assert.That(WelchT.Compute(a2, b2), Is.EqualTo(WelchT.Compute(a, b)));
        Assert.That(HedgesG.Compute(a2, b2), Is.EqualTo(HedgesG.Compute(a, b)));
        Assert.That(Tost.Compute(a2, b2, -5, 5), Is.EqualTo(Tost.Compute(a, b, -5, 5)));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Made.Seed)]
    public void CountsGiveTheBitsOfRawValues(int seed)
    {
        var random = Made.Random(seed);
        double[] values = [0, 100.0 / 7, 100.0 / 3, 50, 100];
        long[] a = [.. values.Select(_ => (long)random.Next(4))], b = [.. values.Select(_ => (long)random.Next(4))];
        double[] Raw(long[] counts) => [.. values.SelectMany((value, i) => Enumerable.Repeat(value, (int)counts[i]))];
        Assert.That(WelchT.FromCounts(values, a, b), Is.EqualTo(WelchT.Compute(Raw(a), Raw(b))));
        Assert.That(HedgesG.FromCounts(values, a, b), Is.EqualTo(HedgesG.Compute(Raw(a), Raw(b))));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Made.Seed)]
    public void ExchangingTheSamplesChangesTheSignOnly(int seed)
    {
        var random = Made.Random(seed);
        double[] a = Made.Series(random, 2, 12), b = Made.Series(random, 2, 12);
        WelchTResult there = WelchT.Compute(a, b), back = WelchT.Compute(b, a);
        Assert.That(back.Difference, Is.EqualTo(-there.Difference));
        Assert.That(back.Lower, Is.EqualTo(-there.Upper));
        Assert.That(back.P, Is.EqualTo(there.P));
        Assert.That(Made.Near(HedgesG.Compute(b, a).Lower, -HedgesG.Compute(a, b).Upper, 1e-8));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Made.Seed)]
    public void ScaleAndShiftMoveTheDifferenceAndNotTheEvidence(int seed)
    {
        var random = Made.Random(seed);
        double[] a = Made.Normal(random, 5, 40, 9), b = Made.Normal(random, 8, 50, 4);
        double[] Moved(double[] values) => [.. values.Select(value => 3 * value + 7)];
        WelchTResult plain = WelchT.Compute(a, b), moved = WelchT.Compute(Moved(a), Moved(b));
        Assert.That(Made.Near(moved.Difference, 3 * plain.Difference));
        Assert.That(Made.Near(moved.P, plain.P));
        Assert.That(Made.Near(HedgesG.Compute(Moved(a), Moved(b)).G, HedgesG.Compute(a, b).G));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Made.Seed)]
    public void TheIntervalHoldsZeroExactlyWhenPIsAboveTheLevel(int seed)
    {
        var random = Made.Random(seed);
        double[] a = Made.Normal(random, 6, 3, 9), b = Made.Normal(random, 9, 0, 2);
        var r = WelchT.Compute(a, b, 0.9);
        Assert.That(r.Lower <= 0 && 0 <= r.Upper, Is.EqualTo(r.P >= 0.1));
        var g = HedgesG.Compute(a, b);
        Assert.That(g.Lower <= g.G && g.G <= g.Upper && g.J is > 0 and < 1 && Math.Abs(g.G!.Value) <= Math.Abs(g.CohenD!.Value));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Made.Seed)]
    public void ABorrowedVarianceOfItsOwnDegreesOfFreedomChangesNothing(int seed)
    {
        var random = Made.Random(seed);
        SampleMoments a = SampleMoments.Of(Made.Normal(random, 6, 3, 9)), b = SampleMoments.Of(Made.Normal(random, 9, 0, 2));
        WelchTResult Borrowed(double df) => WelchT.FromMoments(a.N, a.Mean, a.Variance, b.N, b.Mean, b.Variance, dfA: df, dfB: df);
        Assert.That(WelchT.FromMoments(a.N, a.Mean, a.Variance, b.N, b.Mean, b.Variance, dfA: 5, dfB: 8), Is.EqualTo(WelchT.FromMoments(a, b)));
        Assert.That(Borrowed(400).DegreesOfFreedom, Is.GreaterThan(Borrowed(20).DegreesOfFreedom!.Value));
    }

    [Test]
    public void ASampleOfOneIsTestedWithABorrowedVariance()
    {
        var r = WelchT.FromMoments(1, 60, 400, 30, 70, 500, dfA: 120);
        Assert.That(r.Reason, Is.EqualTo(Absent.None));
        Assert.That(r.StandardError, Is.EqualTo(Math.Sqrt(400 + 500.0 / 30)).Within(1e-12));
        Assert.That(WelchT.FromMoments(1, 60, 0, 30, 70, 500).Reason, Is.EqualTo(Absent.TooFew));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Made.Seed)]
    public void EquivalenceIsShownExactlyWhenTheIntervalLiesWithinTheBounds(int seed)
    {
        var random = Made.Random(seed);
        double[] a = Made.Normal(random, 40, 1, 8), b = Made.Normal(random, 60, 0, 8);
        var r = Tost.Compute(a, b, -5, 5);
        Assert.That(r.P < 0.05, Is.EqualTo(r.Lower > -5 && r.Upper < 5));
        Assert.That(r.PosteriorBelow + r.PosteriorWithin + r.PosteriorAbove, Is.EqualTo(1).Within(1e-12));
        Assert.That(r.P < 0.05 && r.SymmetricReachable == false, Is.False, "shown though not reachable");
    }

    [FsCheck.NUnit.Property(MaxTest = 50, Replay = Made.Seed)]
    public void TheDetectableDifferenceIsFoundWithTheAskedPower(int seed)
    {
        var random = Made.Random(seed);
        double n = 2 + random.Next(200), sd = 1 + 20 * random.NextDouble(), asked = 0.55 + 0.4 * random.NextDouble();
        var detectable = PowerTwoSampleT.MinimumDetectableDifference(n, sd, asked)!.Value;
        Assert.That(PowerTwoSampleT.Compute(n, detectable, sd), Is.EqualTo(asked).Within(1e-9));
        Assert.That(PowerTwoSampleT.Compute(n + 1, detectable, sd), Is.GreaterThan(asked));
        var size = PowerTwoSampleT.SampleSize(sd / 2, sd, asked)!.Value;
        Assert.That(PowerTwoSampleT.Compute(size, sd / 2, sd) >= asked);
        Assert.That(PowerTwoSampleT.Compute(size - 1, sd / 2, sd) ?? 0, Is.LessThan(asked));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Made.Seed)]
    public void PairedTIsTheOneSampleTestOfTheDifferences(int seed)
    {
        var random = Made.Random(seed);
        double[] a = Made.Normal(random, 9, 5), b = Made.Normal(random, 9, 4, 3);
        var order = Made.Order(random, 9);
        var r = PairedT.Compute(a, b);
        Assert.That(PairedT.Compute(a.In(order), b.In(order)), Is.EqualTo(r));
        var fit = LeastSquares.Fit([.. a.Zip(b, (x, y) => x - y)], []);
        Assert.That(Made.Near(fit.Coefficients[0], r.Difference, 1e-14) && Made.Near(fit.StandardError(0), r.StandardError, 1e-13));
    }

    [Test]
    public void TheSmallSampleCorrectionIsContinuousWhereItsFormulaChanges()
    {
        Assert.That(HedgesG.Correction(1000.0000001), Is.EqualTo(HedgesG.Correction(1000)).Within(1e-11));
        Assert.That(HedgesG.Correction(4), Is.EqualTo(Math.Sqrt(2 / Math.PI)).Within(1e-14));
    }

    [Test]
    public void AWrongCallIsRefusedAndBadValuesAreNot()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => WelchT.Compute([1, 2], [3, 4], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => WelchT.FromMoments(-1, 0, 1, 2, 0, 1));
        Assert.Throws<ArgumentException>(() => PairedT.Compute([1, 2], [3]));
        Assert.Throws<ArgumentException>(() => Tost.Compute([1, 2], [3, 4], 5, -5));
        Assert.That(WelchT.Compute([], [double.NaN]).Reason, Is.EqualTo(Absent.NoValues));
    }
}
