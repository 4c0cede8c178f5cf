using NUnit.Framework;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Statistics;

[TestFixture]
public sealed class AgreementLaws
{
    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Made.Seed)]
    public void OrderChangesNoBit(int seed)
    {
        var random = Made.Random(seed);
        var (x, vx, y, vy) = Units(random, 25);
        var order = Made.Order(random, x.Length);
        double[] x2 = x.In(order), y2 = y.In(order), vx2 = vx.In(order), vy2 = vy.In(order);
        Assert.That(LinCcc.Compute(x2, y2), Is.EqualTo(LinCcc.Compute(x, y)));
        Assert.That(BlandAltman.Compute(x2, y2), Is.EqualTo(BlandAltman.Compute(x, y)));
        Assert.That(Deming.Compute(x2, y2, 2), Is.EqualTo(Deming.Compute(x, y, 2)));
        Assert.That(CorrectedAgreement.Compute(x2, vx2, y2, vy2), Is.EqualTo(CorrectedAgreement.Compute(x, vx, y, vy)));
        Assert.That(CorrectedDeming.Compute(x2, vx2, y2, vy2, draws: 200), Is.EqualTo(CorrectedDeming.Compute(x, vx, y, vy, draws: 200)));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Made.Seed)]
    public void ExchangingTheSeriesMirrorsEveryFigure(int seed)
    {
        var (x, vx, y, vy) = Units(Made.Random(seed), 30);
        Assert.That(Made.Near(LinCcc.Compute(y, x).Ccc, LinCcc.Compute(x, y).Ccc));
        Assert.That(Made.Near(BlandAltman.Compute(y, x).LowerLimitExact?.Lower, -BlandAltman.Compute(x, y).UpperLimitExact?.Upper));
        Assert.That(Made.Near(Deming.Compute(y, x, 0.25).Slope, 1 / Deming.Compute(x, y, 4).Slope));
        CorrectedAgreementResult there = CorrectedAgreement.Compute(x, vx, y, vy), back = CorrectedAgreement.Compute(y, vy, x, vx);
        Assert.That(Made.Near(back.Concordance, there.Concordance) && Made.Near(back.Slope, -there.Slope) && Made.Near(back.SlopeP, there.SlopeP));
        CorrectedDemingResult line = CorrectedDeming.Compute(x, vx, y, vy, draws: 200), mirrored = CorrectedDeming.Compute(y, vy, x, vx, draws: 200);
        Assert.That(Made.Near(mirrored.Slope, 1 / line.Slope, 1e-7) && Made.Near(mirrored.Tau2, line.Tau2));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Made.Seed)]
    public void ConcordanceIsAtMostCorrelationAndCbIsTheirRatio(int seed)
    {
        var random = Made.Random(seed);
        double[] x = Made.Normal(random, 12), y = Made.Normal(random, 12, 1, 2);
        var r = LinCcc.Compute(x, y);
        Assert.That(Math.Abs(r.Ccc!.Value), Is.LessThanOrEqualTo(Math.Abs(r.Pearson!.Value) + 1e-15));
        Assert.That(Made.Near(r.Ccc, r.Pearson * r.BiasCorrection));
        Assert.That(r.Lower <= r.Ccc && r.Ccc <= r.Upper && r.Lower >= -1 && r.Upper <= 1);
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Made.Seed)]
    public void AShiftMovesTheBiasOnlyAndTheInterceptOnly(int seed)
    {
        var (x, vx, y, vy) = Units(Made.Random(seed), 22);
        double[] moved = [.. y.Select(value => value + 10)];
        BlandAltmanResult plain = BlandAltman.Compute(x, y), later = BlandAltman.Compute(x, moved);
        Assert.That(Made.Near(later.Bias, plain.Bias - 10) && Made.Near(later.StandardDeviation, plain.StandardDeviation) && Made.Near(later.SlopeP, plain.SlopeP));
        DemingResult line = Deming.Compute(x, y), shifted = Deming.Compute(x, moved);
        Assert.That(Made.Near(shifted.Slope, line.Slope) && Made.Near(shifted.Intercept, line.Intercept + 10, 1e-8));
        Assert.That(Made.Near(CorrectedAgreement.Compute(x, vx, moved, vy).Slope, CorrectedAgreement.Compute(x, vx, y, vy).Slope, 1e-8));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Made.Seed)]
    public void WithoutSamplingErrorTheCorrectionChangesNothing(int seed)
    {
        var random = Made.Random(seed);
        var (x, _, y, _) = Units(random, 20);
        var none = new double[x.Length];
        var r = CorrectedAgreement.Compute(x, none, y, none);
        Assert.That(Made.Near(r.Concordance, r.RawConcordance) && Made.Near(r.Slope, r.RawSlope) && Made.Near(r.UpperLimit, r.RawUpperLimit));
        Assert.That(Made.Near(CorrectedDeming.Compute(x, none, y, none, draws: 200).Slope, Deming.Compute(x, y).Slope));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Made.Seed)]
    public void MoreSamplingErrorLeavesLessDisagreement(int seed)
    {
        var (x, vx, y, vy) = Units(Made.Random(seed), 20);
        double[] half = [.. vx.Select(v => v / 2)];
        CorrectedAgreementResult less = CorrectedAgreement.Compute(x, half, y, vy), more = CorrectedAgreement.Compute(x, vx, y, vy);
        Assert.That(more.UpperLimit - more.LowerLimit <= less.UpperLimit - less.LowerLimit);
        Assert.That(more.Concordance is null || more.RawConcordance < 0 || more.Concordance >= less.Concordance);
    }

    [FsCheck.NUnit.Property(MaxTest = 50, Replay = Made.Seed)]
    public void DemingsLineMinimisesTheWeightedDistances(int seed)
    {
        var random = Made.Random(seed);
        var (x, _, y, _) = Units(random, 15);
        var ratio = 0.2 + 4 * random.NextDouble();
        var r = Deming.Compute(x, y, ratio);
        // Squared distance along the direction of the errors: (y − a − bx)²/(1 + λb²), constant factors aside.
        double Loss(double a, double b) => x.Zip(y, (p, q) => Math.Pow(q - a - b * p, 2)).Sum() / (1 + ratio * b * b);
        double a = r.Intercept!.Value, b = r.Slope!.Value, least = Loss(a, b), centre = x.Average();
        foreach (var step in new[] { -1e-3, 1e-3 })
        {
            Assert.That(Loss(a + step, b), Is.GreaterThan(least));
            Assert.That(Loss(a - step * centre, b + step), Is.GreaterThan(least));
        }
    }

    [Test]
    public void TheSameSeedGivesTheSameDrawsAndAnotherDoesNot()
    {
        var (x, vx, y, vy) = Units(Made.Random(4), 25);
        var r = CorrectedDeming.Compute(x, vx, y, vy, seed: 7);
        Assert.That(CorrectedDeming.Compute(x, vx, y, vy, seed: 7), Is.EqualTo(r));
        Assert.That(CorrectedDeming.Compute(x, vx, y, vy, seed: 8).SlopeUpper, Is.Not.EqualTo(r.SlopeUpper));
        Assert.That(CorrectedDeming.Compute(x.AsSpan(0, 19), vx.AsSpan(0, 19), y.AsSpan(0, 19), vy.AsSpan(0, 19)).TestReason, Is.EqualTo(Absent.TooFew));
    }

    [Test]
    public void IdenticalSeriesAgreeWhollyAndNothingIsNaN()
    {
        double[] x = [1, 2, 3, 4, 5, 7], none = [0, 0, 0, 0, 0, 0];
        Assert.That(CorrectedAgreement.Compute(x, none, x, none).Concordance, Is.EqualTo(1).Within(1e-15));
        Assert.That(CorrectedDeming.Compute(x, none, x, none).Reason, Is.EqualTo(Absent.NotIdentified));
        Assert.That(Deming.Compute(x, x).Slope, Is.EqualTo(1).Within(1e-15));
        Assert.That(CorrectedAgreement.Compute([], [], [], []).Reason, Is.EqualTo(Absent.NoValues));
        Assert.That(Deming.Compute([3, 3, 3], [1, 2, 3]).Reason, Is.EqualTo(Absent.ZeroVariance));
    }

    private static (double[] X, double[] VarianceX, double[] Y, double[] VarianceY) Units(SeededRandom random, int n)
    {
        double[] truth = Made.Normal(random, n, 60, 8), vx = Made.Positive(random, n, 2, 20), vy = Made.Positive(random, n, 1, 5);
        double[] x = [.. truth.Select((t, i) => t + Math.Sqrt(vx[i]) * random.NextNormal())];
        double[] y = [.. truth.Select((t, i) => 5 + 0.9 * t + Math.Sqrt(4 + vy[i]) * random.NextNormal())];
        return (x, vx, y, vy);
    }
}
