using FsCheck;
using NUnit.Framework;
using Symetrie.Analytics.Statistics;
using LawAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Symetrie.Analytics.Tests.Statistics;

/// <summary>Rescaling, scale scores, summaries, quantiles, finite populations and families of tests.</summary>
public sealed class ScoringLaws
{
    private const string Seed = "(1234567,7654321)";

    [Law(MaxTest = 100, Replay = Seed)]
    public bool ReversingTwiceIsNothingAndMirrorsThePercent(int any, sbyte min, byte width)
    {
        var max = min + 1.0 + (width % 20);
        var x = min + Math.Abs((double)(any % (int)(max - min + 1)));
        var back = ReverseCode.Reverse(ReverseCode.Reverse(x, min, max)!.Value, min, max);
        return back.Equals(x) && Near.Relative(Pomp.Score(x, min, max), 100 - Pomp.Score(ReverseCode.Reverse(x, min, max)!.Value, min, max));
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool RescaledPercentagesStayInsideAndNothingIsLost(int[] any)
    {
        var values = Near.Codes(any, 9).Select(x => x == 4 ? double.NaN : x).ToArray();
        var result = Pomp.Compute(values, 2, 7);
        return result.N + result.Missing + result.InvalidCount == values.Length && result.Values.All(v => v is null or (>= 0 and <= 100))
            && result.Invalid.Count(i => i) == result.InvalidCount;
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool AScaleScoreIsTheMeanOfWhatIsThere(int[] any, byte least)
    {
        var rows = Near.Rows(any, 4, 6).Select(row => row.Select(x => x == 6 ? double.NaN : x).ToArray()).ToArray();
        var min = 1 + (least % 4);
        var result = ScaleScoreMissing.Compute(rows, min);
        var slow = rows.Select(row => row.Where(x => !double.IsNaN(x)).ToList()).Select(there => there.Count >= min ? there.Average() : (double?)null);
        return result.Scores.Zip(slow).All(pair => Near.Relative(pair.First, pair.Second)) && result.Scored + result.Missing == rows.Length;
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool QuantilesLieBetweenOrderStatisticsAndRise(int[] any, byte p, byte q)
    {
        var values = Near.Codes(any, 11);
        var (low, high) = (Math.Min(p, q) / 255.0, Math.Max(p, q) / 255.0);
        return Enumerable.Range(4, 6).All(type =>
        {
            var (a, b) = (Quantile.Compute(values, low, type).Value, Quantile.Compute(values, high, type).Value);
            return values.Length == 0 ? a is null : a <= b + 1e-12 && a >= values.Min() && b <= values.Max();
        });
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool QuantilesMirror(int[] any, byte p)
    {
        // Types 5 to 9 treat both ends alike.
        var values = Near.Codes(any, 11);
        return Enumerable.Range(5, 5).All(type => values.Length == 0
            || Near.Relative(Quantile.Compute(values, p / 255.0, type).Value, -Quantile.Compute([.. values.Select(x => -x)], 1 - (p / 255.0), type).Value, 1e-9, 1e-9));
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool CountedIsRaw(int[] any, byte p)
    {
        var values = Near.Codes(any, 7).Select(x => x / 3).ToArray();
        var counted = Counted.Of(values);
        var (v, c) = (counted.Values, counted.Counts);
        return Quantile.Compute(values, p / 255.0) == Quantile.FromCounts(v, c, p / 255.0)
            && RobustSummary.Compute(values) == RobustSummary.FromCounts(v, c)
            && UnivariateSummary.Compute(values) == UnivariateSummary.FromCounts(v, c)
            && AdIndex.Compute(values) == AdIndex.FromCounts(v, c) && Rwg.Compute(values, 2) == Rwg.FromCounts(v, c, 2);
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool RobustFiguresFollowScaleAndShift(int[] any, PositiveInt scale, int shift)
    {
        double[] values = [1, .. Near.Codes(any, 7)];
        var (k, m) = (scale.Get % 100 / 8.0 + 0.125, shift % 1000 / 4.0);
        var (a, b) = (RobustSummary.Compute(values), RobustSummary.Compute([.. values.Select(x => (k * x) + m)]));
        return Near.Relative(b.Median, (k * a.Median) + m) && Near.Relative(b.Mad, k * a.Mad) && Near.Relative(b.TrimmedMean, (k * a.TrimmedMean) + m)
            && Near.Relative(b.HarrellDavisMedian, (k * a.HarrellDavisMedian) + m, 1e-9, 1e-9);
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool AMedianCannotBeMovedByOneWildValue(int[] any)
    {
        double[] values = [1, 2, 3, .. Near.Codes(any, 7)];
        var wild = RobustSummary.Compute([.. values, 1e12]);
        return wild.Median <= 7 && wild.TrimmedMean <= (values.Length < 4 ? 1e12 : 7);
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool APopulationShrinksTheErrorToNothing(int[] any, PositiveInt more)
    {
        double[] values = [1, 4, .. Near.Codes(any)];
        var census = MeanFpc.Compute(values, values.Length);
        var sample = MeanFpc.Compute(values, values.Length + (long)more.Get);
        var huge = MeanFpc.Compute(values, 1L << 60);
        return census.StandardErrorFinite == 0 && census.Lower == census.Mean && sample.StandardErrorFinite <= sample.StandardErrorInfinite
            && Near.Relative(huge.StandardErrorFinite, huge.StandardErrorInfinite) && MeanFpc.Compute(values, 1).Reason == Absent.OutOfRange;
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool AdjustedFamiliesKeepOrderAndBounds(byte[] any, ulong seed)
    {
        var p = Array.ConvertAll(any, b => b == 200 ? double.NaN : b / 255.0);
        var m = p.Count(x => !double.IsNaN(x));
        return Enum.GetValues<PAdjustMethod>().All(method =>
        {
            var result = PAdjust.Compute(p, method);
            var order = Enumerable.Range(0, p.Length).ToArray();
            new SeededRandom(seed).Shuffle<int>(order);
            var shuffled = PAdjust.Compute([.. order.Select(i => p[i])], method);
            return result.M == m && order.Select((i, j) => shuffled.Adjusted[j] == result.Adjusted[i]).All(same => same)
                && p.Zip(result.Adjusted).All(x => double.IsNaN(x.First) ? x.Second is null : x.Second >= x.First - 1e-15 && x.Second <= Math.Min(1, (x.First * m * 20) + 1e-15));
        });
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool BenjaminiAndHochbergRejectAsTheirTableSays(byte[] any)
    {
        var p = Array.ConvertAll(any, b => b / 2000.0);
        var sorted = p.Order().ToArray();
        var last = Enumerable.Range(1, p.Length).LastOrDefault(i => sorted[i - 1] * p.Length / i <= 0.05);
        return PAdjust.Compute(p).Adjusted.Count(q => q <= 0.05) == last;
    }

    [Test]
    public void MissingPValuesAreNotInTheFamily() =>
        Assert.That(PAdjust.Compute([0.01, double.NaN, 0.04]).Adjusted, Is.EqualTo(new double?[] { 0.02, null, 0.04 }));

    [Test]
    public void WrongCallsAreRefused() => Assert.Multiple(() =>
    {
        Assert.That(() => PAdjust.Compute([1.2]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Quantile.Compute([1], 0.5, 3), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Quantile.Compute([1], 1.5), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => RobustSummary.Compute([1], 0.5), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Pomp.Compute([1], 5, 5), Throws.ArgumentException);
        Assert.That(() => ScaleScoreMissing.Compute([[1, 2], [1]]), Throws.ArgumentException);
        Assert.That(() => MeanFpc.Compute([1], -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    });
}
