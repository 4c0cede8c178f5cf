using System.Numerics;
using FsCheck;
using NUnit.Framework;
using Symetrie.Analytics.Statistics;
using LawAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Symetrie.Analytics.Tests.Statistics;

/// <summary>Sums, moments, counts and ranks.</summary>
public sealed class FoundationLaws
{
    private const string Seed = "(1234567,7654321)";

    [Law(MaxTest = 200, Replay = Seed)]
    public bool AnExactSumIsTheRoundedRationalSum(NormalFloat[] terms)
    {
        var values = Array.ConvertAll(terms, t => (double)t);
        return ExactSum.Of(values).Equals(RationalSum(values));
    }

    [Test]
    public void AnExactSumRoundsOnceAndToEven()
    {
        double[][] cases =
        [
            [1, 1e100, 1, -1e100], [1e308, 1e308, -1e308, -1e308, 5], [double.Epsilon, double.Epsilon], [1, double.Epsilon, -1],
            [1, Math.BitIncrement(1) - 1, (Math.BitIncrement(1) - 1) / 2], [9007199254740992, 1], [9007199254740992, 1, double.Epsilon],
            [-9007199254740992, -1], [1e-310, 3e-310, -5e-311], [0.1, 0.2, 0.3], [-0.0], [],
        ];
        Assert.Multiple(() =>
        {
            foreach (var values in cases)
            {
                Assert.That(ExactSum.Of(values), Is.EqualTo(RationalSum(values)), string.Join(' ', values));
            }
        });
    }

    [Law(MaxTest = 200, Replay = Seed)]
    public bool AnExactSumOfProductsIsThatOfAllDigits(NormalFloat[] terms, ulong seed)
    {
        var values = Array.ConvertAll(terms, t => (double)t);
        double[] others = [.. values];
        new SeededRandom(seed).Shuffle<double>(others);
        // The second half takes the first away again but for the last digits.
        double[] a = [.. values, .. values, 1e-30], b = [.. others, .. others.Select(v => -Math.BitIncrement(v)), 1];
        var sum = new ExactAccumulator();
        for (var i = 0; i < a.Length; i++) sum.AddProduct(a[i], b[i]);
        return ExactSum.OfProducts(a, b).Equals(sum.Rounded());
    }

    [Test]
    public void TwiceTheDigitsSayNothingWhereTheyDoNotDecide() => Assert.Multiple(() =>
    {
        var half = Math.ScaleB(1, -53);
        Assert.That(TwofoldSum.TryOf([1, half], out _), Is.False, "a tie");
        Assert.That(TwofoldSum.TryOf([1, half, Math.ScaleB(1, -120)], out _), Is.False, "next to a tie");
        Assert.That(TwofoldSum.TryOf([1, half, Math.ScaleB(1, -80)], out var above) && above.Equals(Math.BitIncrement(1)), Is.True);
        Assert.That(TwofoldSum.TryOf([1, half, -Math.ScaleB(1, -80)], out var below) && below.Equals(1), Is.True);
        Assert.That(TwofoldSum.TryOf([1, -1], out _), Is.False, "nothing is left");
        Assert.That(TwofoldSum.TryOf([], out _), Is.False);
        Assert.That(TwofoldSum.TryOf([1e308, 1e308], out _), Is.False);
        Assert.That(TwofoldSum.TryOf([1, double.NaN], out _), Is.False);
        Assert.That(TwofoldSum.TryOfProducts([double.PositiveInfinity, 1], [1, 1], out _), Is.False);
    });

    [Law(MaxTest = 100, Replay = Seed)]
    public bool OrderChangesNoBit(NormalFloat[] terms, ulong seed)
    {
        var values = Array.ConvertAll(terms, t => (double)t);
        var shuffled = (double[])values.Clone();
        new SeededRandom(seed).Shuffle<double>(shuffled);
        return SampleMoments.Of(values) == SampleMoments.Of(shuffled) && ExactSum.OfProducts(values, values).Equals(ExactSum.OfProducts(shuffled, shuffled));
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool CountedIsRaw(int[] codes, PositiveInt divisor)
    {
        var values = Array.ConvertAll(codes, c => (c % 7) / (double)divisor.Get);
        var counted = Counted.Of(values);
        return counted.Moments() == SampleMoments.Of(values)
            && ExactSum.Weighted(counted.Values, counted.Counts).Equals(ExactSum.Of(values))
            && counted.N == values.Length;
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool MergedMomentsAreThoseOfThePool(int[] a, int[] b)
    {
        var merged = SampleMoments.Merge(SampleMoments.Of(Doubles(a)), SampleMoments.Of(Doubles(b)));
        var pooled = SampleMoments.Of([.. Doubles(a), .. Doubles(b)]);
        return merged.N == pooled.N && Near.Relative(merged.Mean, pooled.Mean, 1e-12, 1e-12) && Near.Relative(merged.Variance, pooled.Variance, 1e-12, 1e-9);
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool MissingValuesAreSkipped(int[] codes)
    {
        double[] with = [double.NaN, .. Doubles(codes).SelectMany(x => new[] { x, double.NaN })];
        return SampleMoments.Of(with) == SampleMoments.Of(Doubles(codes)) && Counted.Of(with).Missing == codes.Length + 1;
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool RanksAddUpAndFollowTheOrder(int[] codes)
    {
        var ranks = Ranks.Mid(Doubles(codes));
        var slow = codes.Select(c => codes.Count(d => d < c) + (0.5 * (codes.Count(d => d == c) + 1)));
        return ranks.SequenceEqual(slow) && ranks.Sum().Equals(0.5 * codes.Length * (codes.Length + 1));
    }

    [Test]
    public void RandomNumbersNeverChange()
    {
        // Computed by the published C code of SplitMix64 and xoshiro256**, seed 0 and 42.
        var state = 0UL;
        Assert.That(SeededRandom.SplitMix64(ref state), Is.EqualTo(0xE220A8397B1DCDAFUL));
        var random = new SeededRandom(42);
        ulong[] drawn = [random.NextUInt64(), random.NextUInt64(), random.NextUInt64()];
        Assert.That(drawn, Is.EqualTo(new[] { 1546998764402558742UL, 6990951692964543102UL, 12544586762248559009UL }));
    }

    [Test]
    public void RandomNumbersAreUniformAndNormal()
    {
        var random = new SeededRandom(7);
        var counts = new long[10];
        var normal = new double[100_000];
        for (var i = 0; i < normal.Length; i++)
        {
            counts[random.Next(10)]++;
            normal[i] = random.NextNormal();
        }

        var chi = counts.Sum(c => (c - 10_000.0) * (c - 10_000.0) / 10_000);
        var moments = SampleMoments.Of(normal);
        Assert.Multiple(() =>
        {
            Assert.That(ChiSquareDistribution.UpperTail(chi, 9), Is.GreaterThan(1e-4));
            Assert.That(moments.Mean, Is.EqualTo(0).Within(0.015));
            Assert.That(moments.Variance, Is.EqualTo(1).Within(0.02));
        });
    }

    [Test]
    public void WrongCallsAreRefused() => Assert.Multiple(() =>
    {
        Assert.That(() => SampleMoments.OfCounts([1, 1], [2, 3]), Throws.ArgumentException);
        Assert.That(() => SampleMoments.OfCounts([1, 2], [2, -3]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => SampleMoments.OfCounts([1, 2], [2]), Throws.ArgumentException);
        Assert.That(() => ExactSum.Of([1, double.NaN]), Throws.ArgumentException);
        Assert.That(() => Ranks.Mid([1, double.NaN]), Throws.ArgumentException);
        Assert.That(() => Counted.Of([double.PositiveInfinity]), Throws.ArgumentException);
        Assert.That(() => StudentDistribution.Quantile(1.2, 3), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => StudentDistribution.Quantile(0.2, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    });

    private static double[] Doubles(int[] codes) => Array.ConvertAll(codes, c => (double)c);

    // Every double is an integer times 2^-1074.
    private static double RationalSum(double[] values)
    {
        var sum = BigInteger.Zero;
        foreach (var value in values)
        {
            var bits = BitConverter.DoubleToInt64Bits(value);
            var exponent = (int)(bits >> 52) & 0x7FF;
            var mantissa = (bits & 0xFFFFFFFFFFFFFL) | (exponent == 0 ? 0 : 1L << 52);
            sum += new BigInteger(bits < 0 ? -mantissa : mantissa) << (Math.Max(exponent, 1) - 1);
        }

        var length = (int)BigInteger.Abs(sum).GetBitLength();
        var drop = Math.Max(0, length - 53);
        var quotient = BigInteger.DivRem(sum, BigInteger.One << drop, out var rest);
        var twice = BigInteger.Abs(rest) * 2;
        var unit = BigInteger.One << drop;
        if (drop > 0 && (twice > unit || (twice == unit && !quotient.IsEven)))
        {
            quotient += sum.Sign;
        }

        return Math.ScaleB((double)quotient, drop - 1074);
    }
}
