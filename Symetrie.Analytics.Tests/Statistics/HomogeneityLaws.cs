using NUnit.Framework;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Statistics;

[TestFixture]
public sealed class HomogeneityLaws
{
    private const string Seed = "(1234567,7654321)";

    /// <summary>Tabulates small answers on five points.</summary>
    private static long[] Tally(byte[] answers, int points = 5)
    {
        var counts = new long[points];
        foreach (var answer in answers)
            counts[answer % points]++;

        return counts;
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void Exchanging_the_samples_changes_nothing(byte[] a, byte[] b)
    {
        var (x, y) = (ChiSquareHomogeneity.Compute(Tally(a), Tally(b), 0, 99), ChiSquareHomogeneity.Compute(Tally(b), Tally(a), 0, 99));
        Assert.That(x.Reason, Is.EqualTo(y.Reason));
        Close.To(x.Chi2, y.Chi2);
        Close.To(x.G, y.G);
        if (x.PermutationExact)
            Close.To(x.PermutationP, y.PermutationP);
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void Neither_the_order_of_categories_nor_an_unused_one_matters(byte[] a, byte[] b)
    {
        long[] x = Tally(a), y = Tally(b);
        var plain = ChiSquareHomogeneity.Compute(x, y, 0, 99);
        var turned = ChiSquareHomogeneity.Compute([0, .. x.Reverse()], [0, .. y.Reverse()], 0, 99);
        Close.To(plain.Chi2, turned.Chi2);
        Close.To(plain.G, turned.G);
        Assert.That(turned.Df, Is.EqualTo(plain.Df));
        Close.To(plain.CramersVBiasCorrected, turned.CramersVBiasCorrected);
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void Figures_stay_in_their_range(byte[] a, byte[] b, byte[] c)
    {
        var r = ChiSquareHomogeneity.Compute([Tally(a), Tally(b), Tally(c)], 0, 99);
        foreach (var share in new[] { r.P, r.GP, r.CramersV, r.CramersVBiasCorrected, r.PermutationP, r.DecisionP })
            Assert.That(share ?? 0, Is.InRange(0, 1));
        Assert.That(r.Chi2 is null, Is.EqualTo(r.Reason != Absent.None));
        Assert.That(r.PermutationP is null, Is.EqualTo(!r.Sparse));
    }

    [Test]
    public void Ten_times_the_counts_are_ten_times_the_statistics()
    {
        long[] a = [12, 30, 41], b = [20, 25, 18];
        var once = ChiSquareHomogeneity.Compute(a, b);
        var tenfold = ChiSquareHomogeneity.Compute(a.Select(n => 10 * n).ToArray(), b.Select(n => 10 * n).ToArray());
        Close.To(10 * once.Chi2, tenfold.Chi2);
        Close.To(10 * once.G, tenfold.G);
        Close.To(once.CramersV, tenfold.CramersV);
    }

    [Test]
    public void Samples_without_a_common_category_have_full_association()
    {
        var r = ChiSquareHomogeneity.Compute([7, 9, 0, 0], [0, 0, 8, 11]);
        Assert.That(r.CramersV, Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void Equal_samples_give_chi_square_0_and_permutation_p_1()
    {
        var r = ChiSquareHomogeneity.Compute([2, 1, 3], [2, 1, 3]);
        Assert.That(r.Chi2, Is.Zero);
        Assert.That(r.PermutationP, Is.EqualTo(1).Within(1e-12));
        Assert.That(r.Sparse, Is.True);
    }

    [Test]
    public void Enumeration_counts_every_dealing_of_the_values()
    {
        long[][] table = [[1, 0, 2, 3], [3, 2, 0, 1]];
        var r = HomogeneityPermutation.Compute(table);
        int[] pool = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 3, 3];
        double all = 0, reached = 0;
        for (var mask = 0; mask < 1 << pool.Length; mask++)
        {
            if (int.PopCount(mask) != 6)
                continue;

            long[][] dealt = [new long[4], new long[4]];
            for (var i = 0; i < pool.Length; i++)
                dealt[(mask >> i) & 1][pool[i]]++;
            all++;
            reached += ChiSquareHomogeneity.Compute(dealt).Chi2 >= r.Chi2 - 1e-9 ? 1 : 0;
        }

        Assert.That(r.Exact, Is.True);
        Assert.That(r.P, Is.EqualTo(reached / all).Within(1e-12));
    }

    [Test]
    public void Drawn_and_dealt_tables_agree_with_enumerated_ones()
    {
        long[][] pair = [[4, 3, 2, 6, 1], [1, 2, 6, 3, 5]];
        var exact = HomogeneityPermutation.Compute(pair);
        var table = CountTable.Of(pair);
        long[][] cells = [new long[5], new long[5]], dealt = [new long[5], new long[5]];
        int[] pool = [.. table.ColumnTotals.SelectMany((total, j) => Enumerable.Repeat(j, (int)total))];
        var random = new SeededRandom(11);
        const int Draws = 20_000;
        int drawn = 0, dealings = 0;
        for (var i = 0; i < Draws; i++)
        {
            Hypergeometric.DrawTable(table, cells, random);
            Hypergeometric.Deal(pool, 16, dealt[0], random);
            for (var j = 0; j < 5; j++)
                dealt[1][j] = table.ColumnTotals[j] - dealt[0][j];
            drawn += table.ChiSquare(cells) >= exact.Chi2 - 1e-9 ? 1 : 0;
            dealings += table.ChiSquare(dealt) >= exact.Chi2 - 1e-9 ? 1 : 0;
        }

        var p = exact.P!.Value;
        var reach = 4 * Math.Sqrt(p * (1 - p) / Draws);
        Assert.That(cells[0].Sum(), Is.EqualTo(16));
        Assert.That(drawn / (double)Draws, Is.EqualTo(p).Within(reach));
        Assert.That(dealings / (double)Draws, Is.EqualTo(p).Within(reach));
    }

    [TestCase(30)]
    [TestCase(90)]
    public void Two_samples_too_many_to_enumerate_are_drawn_and_agree_with_the_chi_square(int n)
    {
        var random = new SeededRandom((ulong)n);
        long[] a = new long[9], b = new long[9];
        for (var k = 0; k < n; k++)
        {
            a[random.Next(8)]++;
            b[random.Next(6)]++;
        }

        a[8] = b[8] = 1;
        var r = ChiSquareHomogeneity.Compute(a, b, 3);
        Assert.That((r.Sparse, r.PermutationExact), Is.EqualTo((true, false)));
        Assert.That(r.PermutationP, Is.EqualTo(r.P!.Value).Within(0.03));
    }

    [Test]
    public void Drawn_counts_have_the_hypergeometric_mean_and_variance()
    {
        var random = new SeededRandom(3);
        var draws = Enumerable.Range(0, 20_000).Select(_ => (double)Hypergeometric.Draw(300, 700, 200, random)).ToArray();
        var moments = SampleMoments.Of(draws);
        var variance = 200 * 0.3 * 0.7 * 800 / 999;
        Assert.That(moments.Mean, Is.EqualTo(60).Within(4 * Math.Sqrt(variance / draws.Length)));
        Assert.That(moments.Variance, Is.EqualTo(variance).Within(0.05 * variance));
    }

    [Test]
    public void The_seed_decides_and_another_seed_differs_little()
    {
        long[][] table = [[9, 1, 4, 2, 8], [2, 6, 5, 7, 3], [1, 1, 3, 9, 9]];
        var first = HomogeneityPermutation.Compute(table, 1);
        Assert.That(HomogeneityPermutation.Compute(table, 1), Is.EqualTo(first));
        Assert.That(first.Exact, Is.False);
        Assert.That(HomogeneityPermutation.Compute(table, 2).P, Is.EqualTo(first.P).Within(0.01));
    }

    [Test]
    public void A_wrong_call_throws()
    {
        Assert.That(() => ChiSquareHomogeneity.Compute([1, 2], [1, 2, 3]), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => ChiSquareHomogeneity.Compute([1, -2], [1, 2]), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => ChiSquareHomogeneity.Compute([1, 2], [1, 2], 0, 0), Throws.InstanceOf<ArgumentException>());
    }

    [TestCase(new long[] { 0, 0 }, new long[] { 0, 0 }, Absent.NoValues)]
    [TestCase(new long[] { 3, 4 }, new long[] { 0, 0 }, Absent.EmptyGroup)]
    [TestCase(new long[] { 0, 4 }, new long[] { 0, 9 }, Absent.ZeroVariance)]
    public void Bad_data_is_a_reason(long[] a, long[] b, Absent reason) =>
        Assert.That(ChiSquareHomogeneity.Compute(a, b), Has.Property(nameof(ChiSquareHomogeneityResult.Reason)).EqualTo(reason)
            .And.Property(nameof(ChiSquareHomogeneityResult.P)).Null);

    [Test]
    public void A_sparse_table_of_a_million_values_is_answered_in_time()
    {
        var r = ChiSquareHomogeneity.Compute([500_000, 300_000, 200_000, 3], [499_000, 301_000, 200_000, 1], 5, 999);
        Assert.That(r.Sparse, Is.True);
        Assert.That(r.PermutationP, Is.EqualTo(r.P).Within(0.1));
    }
}
