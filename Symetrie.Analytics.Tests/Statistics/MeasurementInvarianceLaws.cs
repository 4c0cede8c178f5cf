using NUnit.Framework;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Statistics;

[TestFixture]
public sealed class MeasurementInvarianceLaws
{
    private static readonly int[][] TwoFactors = [[0, 1, 2], [3, 4, 5]];

    private static (double[][] Items, int[] Groups) Sample(ulong seed, double shift = 0, double bend = 0, int n = 150)
    {
        var random = new SeededRandom(seed);
        double[] loadings = [1, 0.8, 1.2, 1, 0.9, -0.7];
        var items = Enumerable.Range(0, 6).Select(_ => new double[2 * n]).ToArray();
        var groups = new int[2 * n];
        for (var i = 0; i < 2 * n; i++)
        {
            groups[i] = i % 2;
            var one = random.NextNormal() + 0.5 * groups[i];
            var two = 0.5 * one + random.NextNormal();
            for (var j = 0; j < 6; j++)
            {
                var loading = loadings[j] + (j == 1 ? bend * groups[i] : 0);
                items[j][i] = 3 + j + loading * (j < 3 ? one : two) + 0.8 * random.NextNormal() + (j == 4 ? shift * groups[i] : 0);
            }
        }

        return (items, groups);
    }

    [Test]
    public void Names_order_and_units_do_not_matter([Range(1, 3)] int seed)
    {
        var (items, groups) = Sample((ulong)seed);
        var r = MeasurementInvariance.Compute(items, groups, TwoFactors);
        var exchanged = MeasurementInvariance.Compute(items, groups.Select(g => 7 - g).ToArray(), TwoFactors);
        var reversed = MeasurementInvariance.Compute([.. items.Select(x => x.Reverse().ToArray())], groups.Reverse().ToArray(), TwoFactors);
        var scaled = MeasurementInvariance.Compute([.. items.Select((x, j) => x.Select(v => (j + 2) * v - 9).ToArray())], groups, TwoFactors);
        var remarked = MeasurementInvariance.Compute(items, groups, [[2, 1, 0], [5, 3, 4]]);
        Assert.That(r.Levels, Has.Count.EqualTo(3));
        for (var k = 0; k < 3; k++)
        {
            Assert.That(reversed.Levels[k], Is.EqualTo(r.Levels[k]), "the order of rows changes no bit");
            foreach (var other in new[] { exchanged, scaled, remarked })
            {
                Close.To(other.Levels[k].Chi2, r.Levels[k].Chi2, 1e-7);
                Close.To(other.Levels[k].Srmr, r.Levels[k].Srmr, 1e-6);
                Assert.That(other.Levels[k].Df, Is.EqualTo(r.Levels[k].Df));
            }
        }
    }

    [Test]
    public void A_constraint_never_improves_the_fit([Range(1, 4)] int seed)
    {
        var (items, groups) = Sample((ulong)seed, 0.3, 0.2);
        var levels = MeasurementInvariance.Compute(items, groups, TwoFactors).Levels;
        Assert.That(levels.Select(level => level.Chi2), Is.Ordered);
        Assert.That(levels.Select(level => level.Df), Is.EqualTo(new[] { 16, 20, 24 }));
        foreach (var level in levels)
        {
            Assert.That(level.Cfi, Is.InRange(0, 1));
            Assert.That(level.P, Is.InRange(0, 1));
        }
    }

    [Test]
    public void An_unequal_intercept_breaks_the_scalar_step_and_an_unequal_loading_the_metric_one()
    {
        var (same, groups) = Sample(9, n: 400);
        Assert.That(Holds(same, groups), Is.EqualTo(new bool?[] { null, true, true }));
        var (shifted, others) = Sample(9, shift: 0.8, n: 400);
        Assert.That(Holds(shifted, others), Is.EqualTo(new bool?[] { null, true, false }));
        var (bent, last) = Sample(9, bend: 0.9, n: 400);
        Assert.That(Holds(bent, last)[1], Is.False);
    }

    [Test]
    public void Equal_groups_have_nothing_to_constrain()
    {
        var (items, _) = Sample(4);
        double[][] twice = [.. items.Select(x => x.Concat(x).ToArray())];
        int[] groups = [.. Enumerable.Range(0, 600).Select(i => i / 300)];
        var levels = MeasurementInvariance.Compute(twice, groups, TwoFactors).Levels;
        Assert.That(levels[1].DeltaChi2, Is.Zero.Within(1e-6));
        Assert.That(levels[2].DeltaChi2, Is.Zero.Within(1e-6));
    }

    [Test]
    public void Bad_data_is_a_reason_and_a_wrong_call_throws()
    {
        var (items, groups) = Sample(2);
        Absent Reason(double[][] columns, int[] labels, int[][] factors) => MeasurementInvariance.Compute(columns, labels, factors).Reason;
        Assert.That(Reason(items, [.. groups.Select(_ => 1)], TwoFactors), Is.EqualTo(Absent.EmptyGroup));
        Assert.That(Reason([.. items.Select(x => x[..10])], groups[..10], TwoFactors), Is.EqualTo(Absent.TooFew));
        Assert.That(Reason([.. items.Select(_ => Array.Empty<double>())], [], TwoFactors), Is.EqualTo(Absent.NoValues));
        Assert.That(Reason(items[..2], groups, [[0, 1]]), Is.EqualTo(Absent.NotIdentified));
        Assert.That(Reason([.. items[..5], items[0].Select(_ => 0.3).ToArray()], groups, TwoFactors), Is.EqualTo(Absent.ZeroVariance));
        Assert.That(Reason([.. items[..5], items[0]], groups, TwoFactors), Is.EqualTo(Absent.Collinear));
        Assert.That(() => Reason(items, groups, [[0, 1, 2], [2, 4, 5]]), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => Reason(items, groups[..5], TwoFactors), Throws.InstanceOf<ArgumentException>());
    }

    private static bool?[] Holds(double[][] items, int[] groups) =>
        [.. MeasurementInvariance.Compute(items, groups, TwoFactors).Levels.Select(level => level.Holds)];
}
