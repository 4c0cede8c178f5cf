using NUnit.Framework;
using Symetrie.Analytics.Statistics;
using LawAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Symetrie.Analytics.Tests.Statistics;

/// <summary>Distributions: quantiles invert, tails keep their digits, families meet at their limits.</summary>
public sealed class DistributionLaws
{
    private const string Seed = "(1234567,7654321)";

    [Law(MaxTest = 300, Replay = Seed)]
    public bool QuantilesInvert(uint p, uint a, uint b)
    {
        var (tail, d1, d2) = (Probability(p), Freedom(a), Freedom(b));
        return Near.Relative(StudentDistribution.UpperTail(-StudentDistribution.Quantile(tail, d1), d1), tail, 1e-11, 0)
            && Near.Relative(FisherDistribution.Cdf(FisherDistribution.Quantile(tail, d1, d2), d1, d2), tail, 1e-9, 0)
            && Near.Relative(ChiSquareDistribution.Cdf(ChiSquareDistribution.Quantile(tail, d1 + 0.5), d1 + 0.5), tail, 1e-10, 0)
            && Near.Relative(BetaDistribution.Cdf(BetaDistribution.Quantile(tail, d1, d2), d1, d2), tail, 1e-9, 0);
    }

    [Law(MaxTest = 200, Replay = Seed)]
    public bool TailsAddToOne(uint x, uint a, uint b)
    {
        var (f, d1, d2) = (10 * Probability(x), Freedom(a), Freedom(b));
        return Near.Relative(FisherDistribution.Cdf(f, d1, d2) + FisherDistribution.UpperTail(f, d1, d2), 1)
            && Near.Relative(ChiSquareDistribution.Cdf(f, d1) + ChiSquareDistribution.UpperTail(f, d1), 1)
            && Near.Relative(StudentDistribution.Cdf(f, d1) + StudentDistribution.UpperTail(f, d1), 1)
            && StudentDistribution.Cdf(-f, d1).Equals(StudentDistribution.UpperTail(f, d1));
    }

    [Law(MaxTest = 200, Replay = Seed)]
    public bool SquaredStudentIsFisher(uint x, uint a)
    {
        var (t, df) = (20 * Probability(x), Freedom(a));
        return Near.Relative(StudentDistribution.TwoSided(t, df), FisherDistribution.UpperTail(t * t, 1, df), 1e-11, 0);
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool AFisherTurnedRoundIsAFisher(uint x, uint a, uint b)
    {
        var (p, d1, d2) = (Probability(x), Freedom(a), Freedom(b));
        return Near.Relative(FisherDistribution.Quantile(p, d1, d2) * FisherDistribution.Quantile(1 - p, d2, d1), 1, 1e-8);
    }

    [Test]
    public void LimitsMeet() => Assert.Multiple(() =>
    {
        Assert.That(StudentDistribution.Quantile(0.975, double.PositiveInfinity), Is.EqualTo(NormalDistribution.Quantile(0.975)));
        Assert.That(StudentDistribution.Quantile(0.975, 1e9), Is.EqualTo(NormalDistribution.Quantile(0.975)).Within(1e-8));
        Assert.That(FisherDistribution.Quantile(0.95, 3, double.PositiveInfinity), Is.EqualTo(ChiSquareDistribution.Quantile(0.95, 3) / 3).Within(1e-13));
        Assert.That(StudentDistribution.Quantile(0.5, 3.3), Is.Zero);
        Assert.That(StudentDistribution.Quantile(0, 3), Is.EqualTo(double.NegativeInfinity));
        Assert.That(FisherDistribution.Quantile(1, 3, 2), Is.EqualTo(double.PositiveInfinity));
        Assert.That(BetaDistribution.Quantile(0, 3, 2), Is.Zero);
        Assert.That(NormalDistribution.Quantile(1), Is.EqualTo(double.PositiveInfinity));
    });

    [Test]
    public void FarTailsKeepTheirDigits() => Assert.Multiple(() =>
    {
        // 40-digit arithmetic.
        Assert.That(StudentDistribution.UpperTail(40, 30), Is.EqualTo(6.86302259720318e-28).Within(1e-11).Percent);
        Assert.That(StudentDistribution.Quantile(0.9999, 1), Is.EqualTo(1 / Math.Tan(Math.PI * 1e-4)).Within(1e-9).Percent);
        Assert.That(FisherDistribution.Quantile(0.999, 2, 1), Is.EqualTo(499999.5).Within(1e-9).Percent);
        Assert.That(NormalDistribution.UpperTail(30), Is.EqualTo(4.906713927148187e-198).Within(1e-10).Percent);
        Assert.That(ChiSquareDistribution.Quantile(1e-6, 0.2), Is.EqualTo(1.21460967248159e-60).Within(1e-9).Percent);
    });

    [Law(MaxTest = 60, Replay = Seed)]
    public bool NoncentralQuantilesAndNoncentralitiesInvert(uint p, uint a, int shift)
    {
        var (tail, df, ncp) = (0.001 + (0.998 * Probability(p)), 1 + Freedom(a), shift % 30 / 3.0);
        var t = NoncentralStudentDistribution.Quantile(tail, df, ncp);
        return Near.Relative(NoncentralStudentDistribution.Cdf(t, df, ncp), tail, 1e-10)
            && Near.Relative(NoncentralStudentDistribution.Cdf(t, df, ncp) + NoncentralStudentDistribution.UpperTail(t, df, ncp), 1, 1e-12)
            && Near.Relative(NoncentralStudentDistribution.Noncentrality(t, df, tail), ncp, 1e-9, 1e-9);
    }

    [Law(MaxTest = 60, Replay = Seed)]
    public bool NoncentralityZeroIsStudent(uint x, uint a)
    {
        var (t, df) = (12 * (Probability(x) - 0.4), Freedom(a));
        return Near.Relative(NoncentralStudentDistribution.UpperTail(t, df, 0), StudentDistribution.UpperTail(t, df), 1e-11, 0);
    }

    [Law(MaxTest = 60, Replay = Seed)]
    public bool NoncentralStudentMirrors(uint x, uint a, int shift)
    {
        var (t, df, ncp) = (20 * (Probability(x) - 0.4), Freedom(a), shift % 20 / 4.0);
        return NoncentralStudentDistribution.Cdf(-t, df, -ncp).Equals(NoncentralStudentDistribution.UpperTail(t, df, ncp));
    }

    [Test]
    public void AStudentQuantileIsQuick()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var sum = 0.0;
        for (var i = 0; i < 100_000; i++)
        {
            sum += StudentDistribution.Quantile(0.975, 3 + (0.001 * i));
        }

        // Two microseconds are the aim, fifty the alarm: a slow machine in a debug build must not fail.
        Assert.That(watch.Elapsed.TotalSeconds, Is.LessThan(5).And.GreaterThan(0));
        Assert.That(sum, Is.EqualTo(2.0546e5).Within(0.0001e5));
    }

    private static double Probability(uint u) => (u + 0.5) / (uint.MaxValue + 1.0) is var p && p < 1e-8 ? 1e-3 + (p * 1e7 / 4) : p;

    private static double Freedom(uint u) => 0.5 + (u % 1000 / 7.0);
}
