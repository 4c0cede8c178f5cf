using NUnit.Framework;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Statistics;

/// <summary>NIST Statistical Reference Datasets (certified digits), large offsets, and series without variation.</summary>
public sealed class NumericalStability
{
    [TestCase(10_000_002.0, new[] { 10_000_001.0, 10_000_003, 10_000_002 }, 1.0, -0.5, 1e-15)]
    [TestCase(1.2, null, 0.1, -0.999, 1e-13)]
    [TestCase(1_000_000.2, null, 0.1, -0.999, 1e-8)] // A tenth is stored at this offset with an error of 1e-11.
    [TestCase(10_000_000.2, null, 0.1, -0.999, 1e-7)]
    public void NumAcc(double mean, double[]? given, double deviation, double correlation, double tolerance)
    {
        var values = given ?? Alternating(mean, 0.1, 1000);
        var summary = UnivariateSummary.Compute(values);
        Assert.Multiple(() =>
        {
            Assert.That(summary.Mean, Is.EqualTo(mean).Within(1e-13).Percent);
            Assert.That(summary.StandardDeviation, Is.EqualTo(deviation).Within(deviation * tolerance));
            Assert.That(UnivariateSummary.Autocorrelation(values).Value, Is.EqualTo(correlation).Within(tolerance));
        });
    }

    [TestCase(21, 0, 1e-12)]
    [TestCase(201, 0, 1e-12)]
    [TestCase(2001, 0, 1e-12)]
    [TestCase(21, 1_000_000, 1e-8)]
    [TestCase(201, 1_000_000, 1e-8)]
    [TestCase(2001, 1_000_000, 1e-8)]
    [TestCase(21, 1_000_000_000_000, 1e-2)] // The stored data themselves agree with the certified ones to three digits.
    [TestCase(201, 1_000_000_000_000, 1e-2)]
    [TestCase(2001, 1_000_000_000_000, 1e-2)]
    public void SmLs(int size, double offset, double tolerance)
    {
        var (values, groups) = SmLsData(size, offset);
        var anova = OnewayAnova.Compute(values, groups);
        Assert.Multiple(() =>
        {
            Assert.That(anova.F, Is.EqualTo((double)size).Within(size * tolerance));
            Assert.That(anova.SsBetween, Is.EqualTo(0.08 * size).Within(0.08 * size * tolerance));
            Assert.That(anova.SsWithin, Is.EqualTo(0.09 * (size - 1)).Within(0.09 * (size - 1) * tolerance));
        });
    }

    [TestCase(21, 1_000_000_000_000)]
    [TestCase(2001, 1_000_000_000_000)]
    [TestCase(201, 1_000_000)]
    public void SmLsAgainstTheStoredNumbersInIntegers(int size, double offset)
    {
        var (values, groups) = SmLsData(size, offset);
        var anova = OnewayAnova.Compute(values, groups);

        // Beyond 1e6 every double is a multiple of 2^-33: the sums of squares follow from exact integers.
        var scaled = values.Select(x => (Int128)(long)Math.ScaleB(x - offset, 33)).ToArray();
        Int128 total = 0, squares = 0, byGroup = 0;
        for (var g = 0; g < 9; g++)
        {
            Int128 sum = 0;
            for (var i = g * size; i < (g + 1) * size; i++)
            {
                sum += scaled[i];
                squares += scaled[i] * scaled[i];
            }

            total += sum;
            byGroup += sum * sum;
        }

        Int128 n = size;
        var within = (double)((squares * n) - byGroup) / size;
        var between = (double)((byGroup * 9) - (total * total)) / (9.0 * size);
        var f = between / 8 / (within / (9 * (size - 1)));
        Assert.That(anova.F, Is.EqualTo(f).Within(1e-10).Percent);
    }

    [Test]
    public void AnOffsetOfABillionChangesNothing()
    {
        var random = new SeededRandom(3);
        var values = new double[2000];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = random.Next(401) * 0.25;
        }

        var shifted = Array.ConvertAll(values, x => x + 1e9);
        var groups = Enumerable.Range(0, 2000).Select(i => i % 20).ToArray();
        double[][] Rows(double[] x) => [.. x.Chunk(4)];
        Assert.Multiple(() =>
        {
            Assert.That(SampleMoments.Of(shifted).Variance, Is.EqualTo(SampleMoments.Of(values).Variance).Within(1e-11).Percent);
            Assert.That(Icc1Icc2.Compute(shifted, groups).Icc1N0, Is.EqualTo(Icc1Icc2.Compute(values, groups).Icc1N0).Within(1e-13));
            Assert.That(CronbachAlpha.Compute(Rows(shifted)).Alpha, Is.EqualTo(CronbachAlpha.Compute(Rows(values)).Alpha).Within(1e-10));
            Assert.That(AdIndex.Compute(shifted).AroundMean, Is.EqualTo(AdIndex.Compute(values).AroundMean).Within(1e-9));
            Assert.That(Quantile.Compute(shifted, 0.3).Value - 1e9, Is.EqualTo(Quantile.Compute(values, 0.3).Value).Within(1e-6));
        });
    }

    [Test]
    public void AMillionEqualValuesDoNotVary()
    {
        var values = new double[1_000_000];
        Array.Fill(values, 0.3);
        var moments = SampleMoments.Of(values);
        Assert.Multiple(() =>
        {
            Assert.That(moments, Is.EqualTo(new SampleMoments(1_000_000, 0.3, 0)));
            Assert.That(SampleMoments.OfCounts([0.3], [1_000_000]), Is.EqualTo(moments));
            Assert.That(UnivariateSummary.Autocorrelation(values).Reason, Is.EqualTo(Absent.ZeroVariance));
            Assert.That(Rwg.Compute(values, 2).Value, Is.EqualTo(1));
            Assert.That(AdIndex.Compute(values).AroundMean, Is.Zero);
            Assert.That(ExactSum.Of(values), Is.EqualTo(1_000_000 * 0.3));
        });
    }

    [Test]
    public void ATallyOfBillionsIsSummedExactly()
    {
        var moments = SampleMoments.OfCounts([1, 5], [4_000_000_000_000_000_000, 4_000_000_000_000_000_000]);
        Assert.That(moments.Mean, Is.EqualTo(3));
        Assert.That(moments.Variance, Is.EqualTo(4).Within(1e-12));
    }

    private static double[] Alternating(double centre, double step, int pairs)
    {
        // As the data are printed: 1.2, then 1.1, 1.3, 1.1, 1.3, …; parsed, not computed, so that every value is the nearest double.
        var (low, high) = (Math.Round(centre - step, 1), Math.Round(centre + step, 1));
        return [centre, .. Enumerable.Range(0, pairs).Select(i => i % 2 == 0 ? low : high)];
    }

    private static (double[] Values, int[] Groups) SmLsData(int size, double offset)
    {
        double[] centres = [0.4, 0.3, 0.5, 0.3, 0.5, 0.3, 0.5, 0.3, 0.5];
        var whole = offset == 0 ? 1 : offset;
        var values = centres.SelectMany(c => Alternating(Math.Round(whole + c, offset > 1e9 ? 4 : 1), 0.1, size - 1)).ToArray();
        return (values, [.. Enumerable.Range(0, 9 * size).Select(i => i / size)]);
    }
}
