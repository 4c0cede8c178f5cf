using NUnit.Framework;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Statistics;

[TestFixture]
public sealed class RankTestLaws
{
    private const string Seed = "(1234567,7654321)";
    private static readonly double[] Points = [0, 25, 50, 75, 100];

    private static double[] Answers(byte[] bytes) => [.. bytes.Select(x => Points[x % 5])];

    private static long[] Tally(byte[] bytes) => [.. Points.Select((_, j) => bytes.LongCount(x => x % 5 == j))];

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void Raw_and_counted_samples_in_any_order_give_the_same_bits(byte[] a, byte[] b)
    {
        double[] x = Answers(a), y = Answers(b);
        double[] turned = [.. x.Reverse()];
        Assert.That(MannWhitney.FromCounts(Points, Tally(a), Tally(b)), Is.EqualTo(MannWhitney.Compute(x, y)));
        Assert.That(MannWhitney.Compute(turned, y), Is.EqualTo(MannWhitney.Compute(x, y)));
        Assert.That(BrunnerMunzel.FromCounts(Points, Tally(a), Tally(b)), Is.EqualTo(BrunnerMunzel.Compute(x, y)));
        Assert.That(BrunnerMunzel.Compute(turned, y), Is.EqualTo(BrunnerMunzel.Compute(x, y)));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void U_counts_the_pairs(byte[] a, byte[] b)
    {
        double[] x = Answers(a), y = Answers(b);
        var r = MannWhitney.Compute(x, y);
        if (x.Length == 0 || y.Length == 0)
        {
            Assert.That(r.U, Is.Null);
            return;
        }

        var u = x.Sum(p => y.Sum(q => p > q ? 1 : p == q ? 0.5 : 0));
        Assert.That(r.U, Is.EqualTo(u));
        Assert.That(r.ProbSuperiority, Is.InRange(0, 1));
        Assert.That(MannWhitney.Compute(y, x).U, Is.EqualTo((double)x.Length * y.Length - u));
        Close.To(MannWhitney.Compute(y, x).PContinuity, r.PContinuity, 1e-12);
        Close.To(BrunnerMunzel.Compute(y, x).ProbBGreater, r.ProbSuperiority, 1e-12);
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void Only_the_order_of_values_counts(byte[] a, byte[] b)
    {
        double[] x = Answers(a), y = Answers(b);
        double[] p = [.. x.Select(v => Math.Exp(v / 20))], q = [.. y.Select(v => Math.Exp(v / 20))];
        Assert.That(MannWhitney.Compute(p, q), Is.EqualTo(MannWhitney.Compute(x, y)));
        Assert.That(BrunnerMunzel.Compute(p, q), Is.EqualTo(BrunnerMunzel.Compute(x, y)));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void Exchanging_the_samples_turns_the_sign(byte[] a, byte[] b)
    {
        var one = BrunnerMunzel.Compute(Answers(a), Answers(b));
        var two = BrunnerMunzel.Compute(Answers(b), Answers(a));
        Close.To(two.CliffsDelta, -one.CliffsDelta, 1e-12);
        Close.To(two.Statistic, -one.Statistic);
        Close.To(two.DeltaLower, -one.DeltaUpper);
        Assert.That(one.DeltaLower ?? 0, Is.InRange(-1, 1));
    }

    [Test]
    public void Exact_p_of_Mann_Whitney_counts_every_dealing()
    {
        double[] a = [3.1, 7.4, 8.8, 9.9], b = [1.0, 2.2, 4.5, 5.7, 6.3];
        var u = MannWhitney.Compute(a, b);
        double[] pool = [.. a, .. b];
        double all = 0, high = 0, low = 0;
        for (var mask = 0; mask < 1 << pool.Length; mask++)
        {
            if (int.PopCount(mask) != a.Length)
                continue;

            double[] x = [.. pool.Where((_, i) => (mask >> i & 1) == 1)], y = [.. pool.Where((_, i) => (mask >> i & 1) == 0)];
            var other = x.Sum(p => y.Count(q => p > q));
            all++;
            high += other >= u.U ? 1 : 0;
            low += other <= u.U ? 1 : 0;
        }

        Assert.That(u.PExact, Is.EqualTo(2 * Math.Min(high, low) / all).Within(1e-12));
    }

    [Test]
    public void Missing_values_are_counted_and_left_out()
    {
        var r = MannWhitney.Compute([1, double.NaN, 4], [2, 3, double.NaN, double.NaN]);
        Assert.That((r.Na, r.Nb, r.MissingA, r.MissingB), Is.EqualTo((2L, 2L, 1, 2)));
        Assert.That(r.U, Is.EqualTo(2));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void Turning_the_differences_exchanges_the_rank_sums(sbyte[] differences)
    {
        double[] d = [.. differences.Select(x => (double)(x % 6))];
        var r = WilcoxonSignedRank.Compute(d);
        var turned = WilcoxonSignedRank.Compute(d.Reverse().Select(x => -x).ToArray());
        Assert.That((turned.VPlus, turned.VMinus), Is.EqualTo((r.VMinus, r.VPlus)));
        Assert.That(turned.PContinuity, Is.EqualTo(r.PContinuity));
        Close.To(r.VPlus + r.VMinus, r.N == 0 ? null : r.N * (r.N + 1) / 2.0, 0);
        Assert.That(r.RankBiserial ?? 0, Is.InRange(-1, 1));
    }

    [Test]
    public void Exact_p_of_Wilcoxon_counts_every_choice_of_signs()
    {
        double[] d = [1.5, -2.5, 3.5, 4.5, -0.5, 6.5, 7.5];
        var r = WilcoxonSignedRank.Compute(d);
        int[] ranks = [.. d.Select(x => d.Count(y => Math.Abs(y) <= Math.Abs(x)))];
        double high = 0, low = 0;
        for (var mask = 0; mask < 1 << d.Length; mask++)
        {
            var v = ranks.Where((_, i) => (mask >> i & 1) == 1).Sum();
            high += v >= r.VPlus ? 1 : 0;
            low += v <= r.VPlus ? 1 : 0;
        }

        Assert.That(r.PExact, Is.EqualTo(2 * Math.Min(high, low) / (1 << d.Length)).Within(1e-12));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void The_trend_of_two_groups_is_their_chi_square(byte hitsA, byte moreA, byte hitsB, byte moreB)
    {
        long[] hits = [hitsA, hitsB], sizes = [hitsA + moreA, hitsB + moreB];
        var trend = CochranArmitage.Compute(hits, sizes);
        var table = ChiSquareHomogeneity.Compute([hitsA, moreA], [hitsB, moreB], 0, 1);
        Assert.That(trend.Chi2 is null, Is.EqualTo(table.Chi2 is null));
        Close.To(trend.Chi2, table.Chi2);
    }

    [Test]
    public void The_unit_and_origin_of_the_scores_do_not_matter_and_their_order_does()
    {
        long[] hits = [5, 9, 14], sizes = [20, 22, 21];
        var plain = CochranArmitage.Compute(hits, sizes);
        Close.To(CochranArmitage.Compute(hits, sizes, [1000, 1007, 1014]).Chi2, plain.Chi2);
        Close.To(CochranArmitage.Compute(hits, sizes, [3, 2, 1]).Z, -plain.Z);
        Assert.That(() => CochranArmitage.Compute([3], [2]), Throws.InstanceOf<ArgumentException>());
    }
}
