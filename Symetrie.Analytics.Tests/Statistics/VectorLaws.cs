using System.Numerics;
using NUnit.Framework;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Statistics;

/// <summary>What is computed with vectors, digits and registers is, bit for bit, what one value after the other gives.</summary>
public sealed class VectorLaws
{
    private static readonly int[] Lengths = [0, 1, 7, 8, 31, 32, 33, 100, 1023, 1024, 1025, 2047, 5000];

    // Scores, common values, a huge offset, and exponents so wild that two parts of a value never hold it all.
    private static readonly Func<SeededRandom, double>[] Kinds =
    [
        r => r.Next(5) + 1, r => r.NextNormal(), r => 1e9 + r.NextNormal(), r => -0.0 * r.Next(2), r => 1e300 * r.NextNormal(),
        r => r.NextNormal() * Math.ScaleB(1, r.Next(200) - 100), r => r.NextNormal() * Math.ScaleB(1, r.Next(1600) - 1050),
        r => r.NextNormal() * 1e-310, r => r.Next(50) == 0 ? double.NaN : r.NextNormal(), r => double.NaN,
    ];

    [Test]
    public void A_sum_in_blocks_is_the_sum_one_by_one([Range(0, 7)] int kind, [ValueSource(nameof(Lengths))] int length)
    {
        var values = Made(kind, length);
        var slow = new ExactAccumulator();
        foreach (var value in values) slow.Add(value);
        Assert.That(ExactSum.Of(values), Is.EqualTo(slow.Rounded()));
    }

    [Test]
    public void Infinite_and_missing_values_are_not_summed([Values(3, 40, 2000)] int length, [Values] bool last)
    {
        var values = Made(1, length);
        values[last ? length - 1 : 0] = double.NaN;
        Assert.That(() => ExactSum.Of(values), Throws.ArgumentException);
        values[last ? length - 1 : 0] = double.NegativeInfinity;
        Assert.That(() => ExactSum.Of(values), Throws.ArgumentException);
        Assert.That(() => SampleMoments.Of(values), Throws.ArgumentException);
    }

    [Test]
    public void Moments_in_blocks_are_the_counted_ones([Values(0, 1, 2, 3, 5, 7, 8, 9)] int kind, [ValueSource(nameof(Lengths))] int length)
    {
        var values = Made(kind, length);
        Assert.That(SampleMoments.Of(values), Is.EqualTo(Counted.Of(values).Moments()));
    }

    [Test]
    public void Digits_sort_as_comparisons_do([Range(0, 7)] int kind, [Values(10, 2047, 2048, 30000)] int length)
    {
        double[] values = Made(kind, length), sorted = [.. values], expected = [.. values];
        PlacedValue.Sort(sorted);
        Array.Sort(expected);
        Assert.That(sorted, Is.EqualTo(expected));
        var (buffer, spare) = PlacedValue.Rent(length);
        int[] places = [.. PlacedValue.Sorted(values, buffer, spare).ToArray().Select(placed => placed.Place)];
        Assert.That(places, Is.EqualTo(Enumerable.Range(0, length).OrderBy(i => values[i])), "Equal values stay in the order of their places.");
        PlacedValue.Return(buffer, spare);
    }

    [Test]
    public void Products_of_integers_are_exact([ValueSource(nameof(Lengths))] int length)
    {
        var random = new SeededRandom(7);
        long[] Units() => [.. Enumerable.Range(0, length).Select(_ => (long)(random.NextUInt64() >> 10) - (1L << 53))];
        long[] a = Units(), b = Units();
        BigInteger products = 0, sumA = 0, sumB = 0;
        for (var i = 0; i < length; i++) (products, sumA, sumB) = (products + ((BigInteger)a[i] * b[i]), sumA + a[i], sumB + b[i]);
        var expected = (double)(Int128)products - ((double)(long)sumA * (long)sumB / length);
        Assert.That(FixedPoint.Cross(a, b), Is.EqualTo(expected));
    }

    [Test]
    public void Filling_draws_what_single_draws_would([Values(1, 2, 1000, int.MaxValue)] int bound)
    {
        SeededRandom one = new(3), many = new(3);
        var draws = new int[500];
        many.Fill(draws, bound);
        Assert.That(draws, Is.EqualTo(Enumerable.Range(0, draws.Length).Select(_ => one.Next(bound))));
        Assert.That(many.NextUInt64(), Is.EqualTo(one.NextUInt64()));
    }

    private static double[] Made(int kind, int length)
    {
        var random = new SeededRandom((ulong)(100 * kind) + (ulong)length);
        return [.. Enumerable.Range(0, length).Select(_ => Kinds[kind](random))];
    }
}
