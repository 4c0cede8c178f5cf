using FsCheck;
using NUnit.Framework;
using Symetrie.Analytics.Statistics;
using LawAttribute = FsCheck.NUnit.PropertyAttribute;

namespace Symetrie.Analytics.Tests.Statistics;

/// <summary>Alpha, omega and Spearman–Brown.</summary>
public sealed class ReliabilityLaws
{
    private const string Seed = "(1234567,7654321)";

    [Law(MaxTest = 100, Replay = Seed)]
    public bool AlphaIgnoresOrderAndShift(int[] any, ulong seed, sbyte shift)
    {
        var rows = Near.Rows(any, 3);
        var moved = rows.Select(row => row.Select((x, j) => x + (j * shift)).ToArray()).ToArray();
        new SeededRandom(seed).Shuffle<double[]>(moved);
        var (a, b) = (CronbachAlpha.Compute(rows), CronbachAlpha.Compute(moved));
        return a.Alpha == b.Alpha && a.Lower == b.Lower && a.ItemRest.SequenceEqual(b.ItemRest) && (a.Alpha is null) == (a.Reason != Absent.None);
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool AlphaIsAtMostOneAndInsideItsInterval(int[] any)
    {
        var result = CronbachAlpha.Compute(Near.Rows(any, 4));
        return result.Alpha is null || (result.Alpha <= 1 + 1e-12 && result.Lower <= result.Alpha + 1e-12 && result.Upper >= result.Lower);
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool AlphaWithoutAnItemIsAlphaOfTheRest(int[] any)
    {
        var rows = Near.Rows(any, 4);
        return CronbachAlpha.Compute(rows).AlphaIfDeleted.Select((alpha, i) => CronbachAlpha.Compute(rows).Alpha is null
            || Near.Relative(alpha, CronbachAlpha.Compute([.. rows.Select(row => row.Where((_, j) => j != i).ToArray())]).Alpha)).All(same => same);
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool AddedSumsGiveTheBitsOfTheCases(int[] any)
    {
        var rows = Near.Rows(any, 3);
        var (sums, products) = (new long[3], new long[9]);
        foreach (var row in rows)
        {
            for (var i = 0; i < 9; i++)
            {
                products[i] += (long)(row[i / 3] * row[i % 3]);
                sums[i % 3] += i < 3 ? (long)row[i] : 0;
            }
        }

        var (a, b) = (CronbachAlpha.Compute(rows), CronbachAlpha.FromMoments(ItemMoments.OfSums(rows.Length, sums, products)));
        return rows.Length == 0 || (a.Alpha == b.Alpha && a.Standardised == b.Standardised && a.Lower == b.Lower);
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool FractionsAgreeWithIntegers(int[] any)
    {
        // Thirds take the path of exact deviations instead of integer sums.
        var rows = Near.Rows(any, 3);
        var thirds = rows.Select(row => row.Select(x => x / 3).ToArray()).ToArray();
        return Near.Relative(CronbachAlpha.Compute(rows).Alpha, CronbachAlpha.Compute(thirds).Alpha, 1e-9, 1e-9);
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool StandardisedAlphaOfTwoItemsIsSpearmanBrown(int[] any)
    {
        var rows = Near.Rows(any, 2);
        var pair = SpearmanBrown.FromItems([.. rows.Select(r => r[0])], [.. rows.Select(r => r[1])]);
        return rows.Length < 3 || pair.Reason != Absent.None || CronbachAlpha.Compute(rows).Alpha is null
            || Near.Relative(CronbachAlpha.Compute(rows).Standardised, pair.Reliability);
    }

    [Law(MaxTest = 100, Replay = Seed)]
    public bool LengtheningTwiceIsLengtheningOnce(byte r, byte k)
    {
        var (x, a) = (r / 256.0, 1 + (k % 8));
        var once = SpearmanBrown.Compute(x, 2 * a).Reliability;
        return Near.Relative(SpearmanBrown.Compute(SpearmanBrown.Compute(x, a).Reliability!.Value, 2).Reliability, once);
    }

    [Test]
    public void PairwiseIsListwiseWithoutGaps()
    {
        double[][] rows = [[1, 2, 2], [3, 3, 4], [5, 4, 4], [2, 2, 3], [4, 5, 4]];
        Assert.That(CronbachAlpha.FromMoments(ItemMoments.Pairwise(rows)).Alpha, Is.EqualTo(CronbachAlpha.Compute(rows).Alpha));
    }

    [Test]
    public void OmegaFindsTheModelThatMadeTheMatrix()
    {
        double[] loadings = [0.9, 0.7, -0.6, 0.5, 0.8];
        double[] unique = [0.5, 0.8, 0.3, 1.1, 0.4];
        var covariance = new double[5, 5];
        for (var i = 0; i < 5; i++)
        {
            for (var j = 0; j < 5; j++)
            {
                covariance[i, j] = ((loadings[i] * loadings[j]) + (i == j ? unique[i] : 0)) * 101 / 100;
            }
        }

        var result = McdonaldOmega.FromMoments(new ItemMoments(101, 0, new double[5], covariance));
        Assert.Multiple(() =>
        {
            Assert.That(result.Loadings, Is.EqualTo(loadings).Within(1e-8));
            Assert.That(result.ResidualVariances, Is.EqualTo(unique).Within(1e-8));
            Assert.That(result.ChiSquare, Is.EqualTo(0).Within(1e-10));
            Assert.That(result.Omega, Is.EqualTo(2.3 * 2.3 / ((2.3 * 2.3) + 3.1)).Within(1e-9));
        });
    }

    [Test]
    public void OmegaOfEqualLoadingsIsAlpha()
    {
        var covariance = new double[4, 4];
        for (var i = 0; i < 16; i++)
        {
            covariance[i / 4, i % 4] = i / 4 == i % 4 ? 1.7 : 0.6;
        }

        var moments = new ItemMoments(50, 0, new double[4], covariance);
        Assert.That(McdonaldOmega.FromMoments(moments).Omega, Is.EqualTo(CronbachAlpha.FromMoments(moments).Alpha).Within(1e-9));
    }

    [Law(MaxTest = 60, Replay = Seed)]
    public bool OmegaIgnoresTheUnitsOfStandardisedItems(int[] any, PositiveInt scale)
    {
        var rows = Near.Rows(any, 3);
        var scaled = rows.Select(row => new[] { row[0] * scale.Get, row[1], row[2] }).ToArray();
        var (a, b) = (McdonaldOmega.Compute(rows), McdonaldOmega.Compute(scaled));
        return (a.Omega is null) == (a.Reason != Absent.None) && a.Reason == b.Reason
            && (a.Omega is null || (Near.Relative(a.OmegaStandardised, b.OmegaStandardised, 1e-6) && a.Omega is >= 0 and <= 1));
    }

    [Test]
    public void AHeywoodCaseIsNoFigure()
    {
        // Correlations .9, .9 and .7 ask for a loading above 1.
        var covariance = new[,] { { 1, 0.9, 0.9 }, { 0.9, 1, 0.7 }, { 0.9, 0.7, 1 } };
        var result = McdonaldOmega.FromMoments(new ItemMoments(100, 0, new double[3], covariance));
        Assert.That(result.Omega, Is.Null);
        Assert.That(result.Reason, Is.EqualTo(Absent.NotConverged));
    }
}
