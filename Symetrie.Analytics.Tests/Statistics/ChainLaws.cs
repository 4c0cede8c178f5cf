using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Statistics;

/// <summary>What holds of links over nodes and of paths along them.</summary>
public sealed class ChainLaws
{
    [FsCheck.NUnit.Property(MaxTest = 60, Replay = Made.Seed)]
    public void A_level_shifted_by_period_leaves_the_link_as_it_is(int seed)
    {
        var random = Made.Random(seed);
        var (unit, period) = (Enumerable.Range(0, 48).Select(i => i / 4).ToArray(), Enumerable.Range(0, 48).Select(i => i % 4).ToArray());
        double[] x = Made.Normal(random, 48), y = Made.Normal(random, 48), w = [.. Enumerable.Repeat(1.0, 48).Select(v => v + random.NextDouble())];
        var plain = ClusteredLink.Compute(unit, period, x, y, w);
        var shifted = ClusteredLink.Compute(unit, period, [.. x.Zip(period, (v, p) => v + (3 * p))], [.. y.Zip(period, (v, p) => v - (7 * p))], w);
        Assert.That(Made.Near(plain.R, shifted.R, 1e-9) && Made.Near(plain.Lower, shifted.Lower, 1e-8) && Made.Near(plain.Slope, shifted.Slope, 1e-9));
        var turned = ClusteredLink.Compute(unit, period, x, [.. y.Select(v => -v)], w);
        Assert.That(Made.Near(turned.R, -plain.R) && Made.Near(turned.Lower, -plain.Upper) && Made.Near(turned.P, plain.P));
    }

    [Test]
    public void An_interval_of_a_path_holds_the_path_nineteen_times_in_twenty()
    {
        var (held, runs) = (0, 300);
        for (var run = 0; run < runs; run++)
        {
            var random = new SeededRandom((ulong)(run + 1));
            var (first, second) = (new List<ChainRow>(), new List<ChainRow>());
            for (var u = 0; u < 16; u++)
            {
                var level = 5 * random.NextNormal();
                for (var p = 0; p < 3; p++)
                {
                    var head = level + (2 * random.NextNormal());
                    var middle = (0.6 * head) + (3 * random.NextNormal());
                    first.Add(new ChainRow(u, p, head + p, middle + (2 * p), 1 + random.NextDouble()));
                    second.Add(new ChainRow(u, p, middle, (0.5 * middle) + (3 * random.NextNormal()), 1 + random.NextDouble()));
                }
            }

            var path = ChainPath.Compute(16, [first, second], 400, (ulong)run)!;
            if (path.Lower <= 0.3 && path.Upper >= 0.3) held++;
        }

        // 16 units: a little below the nominal 95 %; three standard errors of the share are 3.8 points.
        held.ShouldBeInRange((int)(0.88 * runs), (int)(0.98 * runs));
    }

    [Test]
    public void What_does_not_vary_has_no_link()
    {
        int[] unit = [0, 1, 2, 3], period = [0, 0, 0, 0];
        ClusteredLink.Compute(unit, period, [5, 5, 5, 5], [1, 2, 3, 4], [1, 1, 1, 1]).ShouldSatisfyAllConditions(l => l.R.ShouldBeNull(), l => l.Reason.ShouldBe(Absent.ZeroVariance));
        ClusteredLink.Compute([0, 1], [0, 0], [1, 2], [1, 3], [1, 1]).Reason.ShouldBe(Absent.TooFew);
        ClusteredLink.Compute([], [], [], [], []).Reason.ShouldBe(Absent.NoValues);
        Should.Throw<ArgumentException>(() => ClusteredLink.Compute([0, 1, 2], [0, 0, 0], [1, 2, 3], [1, 3, 2], [1, 0, 1]));
        ChainPath.Compute(2, [[new ChainRow(0, 0, 1, 2, 1), new ChainRow(1, 0, 1, 3, 1)]], 10, 1).ShouldBeNull();
        ChainPath.Compute(2, [], 10, 1).ShouldBeNull();
        SurfaceModels.Compute([1, 2, 3], [1, 2, 3], [1, 2, 3]).ShouldBeNull();
    }
}
