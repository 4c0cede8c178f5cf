using NUnit.Framework;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Statistics;

[TestFixture]
public sealed class InterventionLaws
{
    private const string Seed = "(1234567,7654321)";

    [FsCheck.NUnit.Property(MaxTest = 60, Replay = Seed)]
    public void Randomisation_counts_every_assignment_and_ignores_the_order_of_units(sbyte[] bytes, byte pattern)
    {
        double[] changes = [.. bytes.Take(8).Select(x => x / 8.0)];
        bool[] treated = [.. changes.Select((_, i) => (pattern >> i & 1) == 1)];
        var r = DidRandomization.Compute(changes, treated);
        Assert.That(DidRandomization.Compute(changes.Reverse().ToArray(), treated.Reverse().ToArray()), Is.EqualTo(r));
        if (r.Did is not { } did)
            return;

        double all = 0, reached = 0;
        for (var mask = 0; mask < 1 << changes.Length; mask++)
        {
            if (int.PopCount(mask) != r.Treated)
                continue;

            var inside = changes.Where((_, i) => (mask >> i & 1) == 1).Average();
            var outside = changes.Where((_, i) => (mask >> i & 1) == 0).Average();
            all++;
            reached += Math.Abs(inside - outside) >= Math.Abs(did) - 1e-9 ? 1 : 0;
        }

        Assert.That(r.Assignments, Is.EqualTo(all));
        Assert.That(r.P, Is.EqualTo(reached / all).Within(1e-12));
        Assert.That(r.P, Is.GreaterThanOrEqualTo(r.MinAttainableP!.Value));
    }

    [Test]
    public void Many_units_are_drawn_by_the_seed()
    {
        var random = new SeededRandom(8);
        double[] changes = [.. Enumerable.Range(0, 60).Select(i => random.NextNormal() + (i < 30 ? 0.6 : 0))];
        bool[] treated = [.. changes.Select((_, i) => i < 30)];
        var r = DidRandomization.Compute(changes, treated, 4);
        Assert.That(r.Exact, Is.False);
        Assert.That(DidRandomization.Compute(changes, treated, 4), Is.EqualTo(r));
        Assert.That(r.P, Is.EqualTo(r.WelchP!.Value).Within(0.02));
    }

    [Test]
    public void The_difference_of_differences_ignores_levels_and_common_changes()
    {
        var random = new SeededRandom(3);
        bool[] treated = [.. Enumerable.Range(0, 80).Select(i => i % 8 < 3)], after = [.. Enumerable.Range(0, 80).Select(i => i >= 40)];
        int[] units = [.. Enumerable.Range(0, 80).Select(i => i % 8)];
        double[] y = [.. Enumerable.Range(0, 80).Select(_ => random.NextNormal())];
        var r = DidRegression.Compute(y, treated, after, units);
        var moved = DidRegression.Compute(y.Select((v, i) => v + (treated[i] ? 5 : 0) + (after[i] ? 7 : 0) + 11).ToArray(), treated, after, units);
        Close.To(moved.Did, r.Did, 1e-12);
        Close.To(moved.Cr2, r.Cr2, 1e-10);
        Close.To(DidRegression.Compute(y.Select((v, i) => v + (treated[i] && after[i] ? 2 : 0)).ToArray(), treated, after, units).Did, r.Did + 2, 1e-12);
        Assert.That(r.Did, Is.EqualTo(DidRegression.FromMeans(r.Means).Did));
        Assert.That(r.Did, Is.InRange(r.Lower!.Value, r.Upper!.Value));
    }

    [FsCheck.NUnit.Property(MaxTest = 60, Replay = Seed)]
    public void A_line_added_to_the_series_moves_only_the_line(byte[] bytes)
    {
        double[] y = [.. bytes.Select(x => (double)(x % 10))];
        var from = y.Length / 2;
        var r = InterruptedTimeSeries.Compute(y, from, 2);
        var tilted = InterruptedTimeSeries.Compute(y.Select((v, i) => v + 3 * (i + 1) + 2).ToArray(), from, 2);
        Assert.That(tilted.Reason, Is.EqualTo(r.Reason));
        if (r.Coefficients is null)
        {
            Assert.That(Math.Min(from, y.Length - from), Is.LessThan(3));
            return;
        }

        double[] line = [2, 3, 0, 0];
        for (var j = 0; j < 4; j++)
        {
            Close.To(tilted.Coefficients![j], r.Coefficients[j] + line[j], 1e-8);
            Close.To(tilted.NeweyWestErrors![j] ?? 0, r.NeweyWestErrors![j] ?? 0, 1e-6);
        }

        Close.To(tilted.EffectAtEnd, r.EffectAtEnd, 1e-8);
        Assert.That(r.DurbinWatson ?? 2, Is.InRange(0, 4));
    }

    [Test]
    public void A_jump_and_a_bend_without_noise_are_found_exactly()
    {
        double[] y = [.. Enumerable.Range(1, 20).Select(t => 10 + 0.5 * t + (t > 12 ? 4 + 1.5 * (t - 12) : 0))];
        var r = InterruptedTimeSeries.Compute(y, 12);
        Assert.That(r.Coefficients, Is.EqualTo(new[] { 10, 0.5, 4, 1.5 }).Within(1e-10));
        Assert.That(r.EffectAtEnd, Is.EqualTo(16).Within(1e-9));
        Assert.That(r.SlopeReadable, Is.True);
        Assert.That(r.P, Is.All.Null, "residuals of rounding are no noise to test against");
        var holed = InterruptedTimeSeries.Compute([.. y[..4], double.NaN, .. y[5..]], 12);
        Assert.That(holed.Coefficients, Is.EqualTo(new[] { 10, 0.5, 4, 1.5 }).Within(1e-10));
        Assert.That(holed.Missing, Is.EqualTo(1));
    }

    [Test]
    public void Newey_West_without_lags_is_White()
    {
        double[] y = [3, 5, 4, 6, 5, 8, 9, 11, 10, 12];
        var r = InterruptedTimeSeries.Compute(y, 5, 0);
        double[][] x = [[.. y.Select(_ => 1.0)], [.. y.Select((_, i) => i + 1.0)], [.. y.Select((_, i) => i < 5 ? 0.0 : 1)], [.. y.Select((_, i) => Math.Max(0.0, i - 4))]];
        var fit = LeastSquares.Fit(y, x[1..]);
        for (var c = 0; c < 4; c++)
        {
            var variance = 0.0;
            for (var t = 0; t < y.Length; t++)
            {
                var hit = Enumerable.Range(0, 4).Sum(j => fit.InverseCrossProduct[c, j] * x[j][t]) * fit.Residuals[t];
                variance += hit * hit;
            }

            Close.To(r.NeweyWestErrors![c], Math.Sqrt(variance * 10 / 6), 1e-10);
        }
    }
}
