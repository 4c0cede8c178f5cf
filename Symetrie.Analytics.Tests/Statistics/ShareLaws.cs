using FsCheck;
using NUnit.Framework;
using Symetrie.Analytics.Statistics;
using LawAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Symetrie.Analytics.Tests.Statistics;

/// <summary>Top boxes, proportions and net promoter scores.</summary>
public sealed class ShareLaws
{
    private const string Seed = "(1234567,7654321)";

    [Law(MaxTest = 200, Replay = Seed)]
    public bool IntervalsHoldTheShareAndStayInside(NonNegativeInt count, NonNegativeInt rest)
    {
        var result = ProportionCi.Compute(count.Get, count.Get + (long)rest.Get);
        if (result.P is not { } p)
        {
            return count.Get + rest.Get == 0;
        }

        return Holds(result.WilsonLower, p, result.WilsonUpper) && Holds(result.AgrestiCoullLower, p, result.AgrestiCoullUpper)
            && Holds(result.ClopperPearsonLower, p, result.ClopperPearsonUpper);
    }

    [Law(MaxTest = 200, Replay = Seed)]
    public bool SuccessAndFailureMirror(NonNegativeInt count, PositiveInt rest)
    {
        var n = count.Get + (long)rest.Get;
        var (a, b) = (ProportionCi.Compute(count.Get, n, 0.9), ProportionCi.Compute(rest.Get, n, 0.9));
        return Near.Relative(a.WilsonLower, 1 - b.WilsonUpper) && Near.Relative(a.ClopperPearsonUpper, 1 - b.ClopperPearsonLower)
            && Near.Relative(a.AgrestiCoullLower, 1 - b.AgrestiCoullUpper);
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool WilsonSolvesTheScoreEquation(PositiveInt count, PositiveInt rest)
    {
        var n = count.Get + (double)rest.Get;
        var result = ProportionCi.Compute(count.Get, (long)n);
        var (z, l) = (NormalDistribution.Quantile(0.975), result.WilsonLower!.Value);
        return Near.Relative((result.P!.Value - l) / Math.Sqrt(l * (1 - l) / n), z, 1e-9);
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool ClopperPearsonSolvesTheBinomialTail(PositiveInt count, PositiveInt rest)
    {
        var (x, n) = (1 + (count.Get % 20), 1 + (count.Get % 20) + (rest.Get % 20));
        var p = ProportionCi.Compute(x, n).ClopperPearsonLower!.Value;
        var (tail, term) = (0.0, 0.0);
        for (var k = x; k <= n; k++)
        {
            term = SaddlePoint.LogFactorial(n) - (k > 0 ? SaddlePoint.LogFactorial(k) : 0) - (n > k ? SaddlePoint.LogFactorial(n - k) : 0);
            tail += Math.Exp(term + (k * Math.Log(p)) + ((n - k) * Math.Log(1 - p)));
        }

        return Near.Relative(tail, 0.025, 1e-9);
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool ADifferenceTurnsItsSign(NonNegativeInt a, PositiveInt restA, NonNegativeInt b, PositiveInt restB)
    {
        var (nA, nB) = (a.Get + (long)restA.Get, b.Get + (long)restB.Get);
        var one = ProportionDiff.Compute(a.Get, nA, b.Get, nB);
        var two = ProportionDiff.Compute(b.Get, nB, a.Get, nA);
        return Near.Relative(one.Difference, -two.Difference) && Near.Relative(one.NewcombeLower, -two.NewcombeUpper)
            && Near.Relative(one.PValue, two.PValue) && one.NewcombeLower <= one.Difference && one.Difference <= one.NewcombeUpper
            && (one.Z is null) == (one.Reason != Absent.None);
    }

    [Law(MaxTest = 200, Replay = Seed)]
    public bool ANetScoreIsTheMeanOfItsSigns(NonNegativeInt promoters, NonNegativeInt passives, NonNegativeInt detractors)
    {
        var (p, q, d) = (promoters.Get % 50, passives.Get % 50, detractors.Get % 50);
        var result = Nps.Compute(p, q, d);
        var moments = SampleMoments.OfCounts([-1, 0, 1], [d, q, p]);
        if (moments.N < 2)
        {
            return result.Reason != Absent.None && result.StandardErrorSample is null;
        }

        return Near.Relative(result.Score, 100 * moments.Mean) && Near.Relative(result.StandardErrorSample, 100 * Math.Sqrt(moments.MeanVariance), 1e-9, 1e-6)
            && Holds(result.TrinomialLower, result.Score!.Value, result.TrinomialUpper, -100, 100) && result.AdjustedLower >= -100 && result.AdjustedUpper <= 100;
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool RatingsAreTheirCounts(int[] any)
    {
        var ratings = Near.Codes(any, 13).Select(x => x - 2).ToArray();
        var result = Nps.FromRatings(ratings);
        var valid = ratings.Where(x => x is >= 0 and <= 10).ToList();
        return result with { Invalid = 0 } == Nps.Compute(valid.Count(x => x >= 9), valid.Count(x => x is 7 or 8), valid.Count(x => x <= 6))
            && result.Invalid == ratings.Length - valid.Count;
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool NetScoresDifferBothWays(NonNegativeInt a, NonNegativeInt b, NonNegativeInt c)
    {
        var (x, y) = (Nps.Compute(a.Get, b.Get, c.Get), Nps.Compute(c.Get, a.Get, b.Get));
        var (one, two) = (NpsDifference.Compute(x, y), NpsDifference.Compute(y, x));
        return Near.Relative(one.Difference, -two.Difference) && Near.Relative(one.PValue, two.PValue) && Near.Relative(one.Lower, -two.Upper);
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool BoxesAreCountedAsTheEyeCounts(int[] any, byte top, byte bottom)
    {
        var values = Near.Codes(any, 9); // 8 and 9 are off the scale.
        var (k, l) = ((top % 3) + 1, (bottom % 3) + 1);
        var result = TopBox.Compute(values, 1, 7, k, l);
        var valid = values.Where(x => x <= 7).ToList();
        var counted = Counted.Of([.. valid]);
        var tally = TopBox.FromCounts(counted.Values, counted.Counts, 8 - k, l);
        return result.N == valid.Count && result.TopCount == valid.Count(x => x > 7 - k) && result.BottomCount == valid.Count(x => x < 1 + l)
            && result.Invalid == values.Length - valid.Count && tally with { Invalid = result.Invalid } == result;
    }

    [Test]
    public void ImpossibleCountsAreRefused() => Assert.Multiple(() =>
    {
        Assert.That(() => ProportionCi.Compute(3, 2), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ProportionCi.Compute(-1, 2), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ProportionCi.Compute(1, 2, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Nps.Compute(1, -2, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => TopBox.Compute([1], 5, 1), Throws.ArgumentException);
    });

    private static bool Holds(double? lower, double value, double? upper, double least = 0, double most = 1) =>
        lower >= least && lower <= value + 1e-12 && upper >= value - 1e-12 && upper <= most;
}
