using NUnit.Framework;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Statistics;

[TestFixture]
public sealed class DistanceLaws
{
    private const string Seed = "(1234567,7654321)";
    private static readonly double[] Points = [0, 25, 50, 75, 100];

    private static double[] Answers(byte[] bytes) => [.. bytes.Select(x => Points[x % 5])];

    private static long[] Tally(byte[] bytes) => [.. Points.Select((_, j) => bytes.LongCount(x => x % 5 == j))];

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void Distances_are_symmetric_and_bounded(byte[] a, byte[] b)
    {
        var (one, two) = (JsDivergence.Compute(Tally(a), Tally(b)), JsDivergence.Compute(Tally(b), Tally(a)));
        Assert.That(one, Is.EqualTo(two));
        foreach (var figure in new[] { one.DivergenceBits, one.DistanceBits, one.Hellinger, one.TotalVariation })
            Assert.That(figure ?? 0, Is.InRange(0, 1));
        Assert.That(one.TotalVariation ?? 1, Is.GreaterThanOrEqualTo((one.Hellinger * one.Hellinger - 1e-12) ?? 0), "Hellinger² ≤ TV");
        var (psi, back) = (Psi.Compute(Tally(a), Tally(b)), Psi.Compute(Tally(b), Tally(a)));
        Close.To(psi.Index, back.Index);
        Close.To(psi.Smoothed, back.Smoothed);
        Assert.That(psi.Smoothed ?? 0, Is.GreaterThanOrEqualTo(0));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void Metrics_obey_the_triangle(byte[] a, byte[] b, byte[] c)
    {
        if (a.Length == 0 || b.Length == 0 || c.Length == 0)
            return;

        double Js(byte[] x, byte[] y) => JsDivergence.Compute(Tally(x), Tally(y)).DistanceBits!.Value;
        double Earth(byte[] x, byte[] y) => Wasserstein.Compute(Answers(x), Answers(y)).Distance!.Value;
        Assert.That(Js(a, c), Is.LessThanOrEqualTo(Js(a, b) + Js(b, c) + 1e-12));
        Assert.That(Earth(a, c), Is.LessThanOrEqualTo(Earth(a, b) + Earth(b, c) + 1e-9));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void Equal_shares_have_no_distance(byte[] a)
    {
        var (once, thrice) = (Tally(a), Tally(a).Select(n => 3 * n).ToArray());
        Assert.That(JsDivergence.Compute(once, thrice).DivergenceNats ?? 0, Is.Zero.Within(1e-15));
        Assert.That(Wasserstein.FromCounts(Points, once, thrice).Distance ?? 0, Is.Zero);
        Assert.That(KsTwoSample.FromCounts(Points, once, thrice).D ?? 0, Is.Zero);
        Assert.That(Psi.Compute(once, thrice).Index ?? 0, Is.Zero.Within(1e-15));
    }

    [Test]
    public void Psi_under_no_change_has_the_stated_mean_and_p()
    {
        // The reason why the usual limits mean nothing for small samples: 50 against 50 on five points.
        var random = new SeededRandom(19);
        double sum = 0, small = 0;
        const int Rounds = 4000;
        for (var i = 0; i < Rounds; i++)
        {
            long[] a = new long[5], b = new long[5];
            for (var k = 0; k < 50; k++)
            {
                a[random.Next(5)]++;
                b[random.Next(5)]++;
            }

            var r = Psi.Compute(a, b);
            sum += r.Smoothed!.Value;
            small += r.P < 0.05 ? 1 : 0;
            Assert.That(r.ExpectedUnderNull, Is.EqualTo(0.16).Within(1e-12));
        }

        Assert.That(sum / Rounds, Is.EqualTo(0.16).Within(0.02));
        Assert.That(small / Rounds, Is.InRange(0.03, 0.07));
    }

    [Test]
    public void An_unused_bin_changes_no_index()
    {
        var plain = Psi.Compute([4, 6, 9], [7, 5, 2]);
        Assert.That(Psi.Compute([4, 0, 6, 9], [7, 0, 5, 2]), Is.EqualTo(plain));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void Raw_and_counted_samples_give_the_same_bits(byte[] a, byte[] b)
    {
        double[] x = Answers(a), y = [.. Answers(b).Reverse()];
        Assert.That(Wasserstein.FromCounts(Points, Tally(a), Tally(b)), Is.EqualTo(Wasserstein.Compute(x, y)));
        Assert.That(KsTwoSample.FromCounts(Points, Tally(a), Tally(b)), Is.EqualTo(KsTwoSample.Compute(x, y)));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void Wasserstein_is_at_least_the_shift_of_the_mean(byte[] a, byte[] b)
    {
        var r = Wasserstein.Compute(Answers(a), Answers(b));
        if (r.Distance is not { } distance)
            return;

        Assert.That(distance, Is.GreaterThanOrEqualTo(Math.Abs(r.MeanShift!.Value) - 1e-12));
        Close.To(r.MeanShift, Answers(b).Average() - Answers(a).Average());
        var moved = Wasserstein.Compute(Answers(a), Answers(a).Select(x => x + 7).ToArray());
        Close.To(moved.Distance, 7);
        Close.To(Wasserstein.Compute(Answers(a).Select(x => 2 * x).ToArray(), Answers(b).Select(x => 2 * x).ToArray()).Distance, 2 * distance);
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Seed)]
    public void D_is_the_largest_gap_of_the_distribution_functions(byte[] a, byte[] b)
    {
        double[] x = Answers(a), y = Answers(b);
        var r = KsTwoSample.Compute(x, y);
        if (r.D is null)
            return;

        var d = Points.Max(v => Math.Abs(x.Count(p => p <= v) / (double)x.Length - y.Count(p => p <= v) / (double)y.Length));
        Close.To(r.D, d, 1e-12);
        Assert.That(r.PTies, Is.LessThanOrEqualTo(r.PExact!.Value + 1e-12), "ties leave fewer places for a gap");
        Assert.That(r.PAsymptotic, Is.InRange(0, 1));
    }

    [TestCase(0.5, 0.9639452436648751)]
    [TestCase(1.0, 0.26999967167735456)]
    [TestCase(1.2, 0.11224966667072497)]
    [TestCase(3.0, 3.0459959489425258e-08)]
    public void The_Kolmogorov_tail_is_that_of_scipy(double x, double tail) =>
        Assert.That(KsTwoSample.KolmogorovUpperTail(x), Is.EqualTo(tail).Within(1e-12 * tail + 1e-15));
}
