using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Statistics;

/// <summary>What the statistics of wandering series must keep.</summary>
internal sealed class WanderingLaws
{
    [TestCase(0.7, 16, 9), TestCase(0, 4, 0), TestCase(0.4, 25, 4)]
    public void The_fit_finds_what_short_series_were_made_with(double rho, double process, double white)
    {
        var random = new SeededRandom(11);
        var series = Enumerable.Range(0, 4000).Select(_ => Series(8, rho, process, white, random)).ToList();
        var fit = WanderingNoise.Fit(series, white)!.Value;
        fit.Rho.ShouldBe(rho, 0.1);
        (fit.Process + fit.White).ShouldBe(process + white, 0.1 * (process + white));
    }

    [Test]
    public void Nothing_but_sampling_error_is_no_slow_part()
    {
        var random = new SeededRandom(3);
        var fit = WanderingNoise.Fit([.. Enumerable.Range(0, 50).Select(_ => Series(8, 0, 0, 25, random))], 40)!.Value;
        (fit.Rho, fit.Process, fit.White).ShouldBe((0, 0, 40));
        WanderingNoise.Fit([[1, 2]], 0).ShouldBeNull();
        WanderingNoise.Fit([[5, 5, 5, 5]], 1).ShouldBeNull();
    }

    [TestCase(4), TestCase(9), TestCase(15)]
    public void Independent_values_have_Kendall_s_own_variance(int n) =>
        KendallVariance.Of([.. Enumerable.Range(0, n)], lag => lag == 0 ? 3 : 0).ShouldBe(n * (n - 1) * ((2 * n) + 5) / 18.0, 1e-9);

    [Test]
    public void Autocorrelated_values_have_the_variance_that_many_of_them_show()
    {
        var random = new SeededRandom(5);
        var squares = 0.0;
        const int Runs = 20_000;
        for (var run = 0; run < Runs; run++)
        {
            var s = MannKendall.Compute(Series(8, 0.7, 1, 0.5, random)).S!.Value;
            squares += (double)s * s / Runs;
        }

        // The square of S has a standard deviation of about its mean: the Monte-Carlo error is 1 %.
        KendallVariance.Of([.. Enumerable.Range(0, 8)], lag => Math.Pow(0.7, lag) + (lag == 0 ? 0.5 : 0)).ShouldBe(squares, 0.04 * squares);
    }

    [Test]
    public void Errors_of_prediction_are_independent_and_normal_whatever_the_autocorrelation()
    {
        var random = new SeededRandom(7);
        double sum = 0, squares = 0, products = 0, count = 0;
        for (var run = 0; run < 5000; run++)
        {
            var x = Series(8, 0.7, 4, 1, random);
            x[3] = double.NaN;
            var errors = Innovations.Compute(x, (s, t) => (4 * Math.Pow(0.7, Math.Abs(s - t))) + (s == t ? 1 : 0));
            double.IsNaN(errors[0]).ShouldBeTrue();
            double.IsNaN(errors[3]).ShouldBeTrue();
            foreach (var t in new[] { 1, 2, 4, 5, 6, 7 }) (sum, squares, count) = (sum + errors[t], squares + (errors[t] * errors[t]), count + 1);
            products += (errors[1] * errors[2]) + (errors[2] * errors[4]) + (errors[6] * errors[7]);
        }

        (sum / count).ShouldBe(0, 0.03);
        (squares / count).ShouldBe(1, 0.04);
        (products / 15_000).ShouldBe(0, 0.03);
    }

    [Test]
    public void A_slope_of_independent_values_is_that_of_least_squares()
    {
        double[] y = [3, 1, double.NaN, 4, 1, 5, 9, 2, 6];
        double[] x = [0, 1, 3, 4, 5, 6, 7, 8], kept = [3, 1, 4, 1, 5, 9, 2, 6];
        var (mx, my) = (x.Average(), kept.Average());
        var slope = x.Zip(kept, (a, b) => (a - mx) * (b - my)).Sum() / x.Sum(a => (a - mx) * (a - mx));
        var found = GeneralisedSlope.Compute(y, (s, t) => s == t ? 7 : 0, null);
        found.Slope!.Value.ShouldBe(slope, 1e-12);
        found.P!.Value.ShouldBe(2 * StudentDistribution.UpperTail(slope / found.StandardError!.Value, 6), 1e-12);
        GeneralisedSlope.Compute(y, (s, t) => s == t ? 7 : 0, double.PositiveInfinity).StandardError!.Value.ShouldBe(Math.Sqrt(7 / x.Sum(a => (a - mx) * (a - mx))), 1e-12);
        GeneralisedSlope.Compute([1, 2], (_, _) => 1, null).Reason.ShouldBe(Absent.TooFew);
        GeneralisedSlope.Compute([1, 2, 3], (_, _) => 1, null).Reason.ShouldBe(Absent.NotIdentified);
    }

    [Test]
    public void A_cumulative_sum_stands_as_high_as_in_many_runs()
    {
        var (random, tail) = (new SeededRandom(9), new CusumTail(10));
        var above = new int[10, 3];
        const int Runs = 100_000;
        for (var run = 0; run < Runs; run++)
        {
            var sum = 0.0;
            for (var t = 0; t < 10; t++)
            {
                sum = Math.Max(0, sum + random.NextNormal() - 0.5);
                for (var bar = 1; bar <= 3; bar++) above[t, bar - 1] += sum >= bar ? 1 : 0;
            }
        }

        for (var t = 0; t < 10; t++)
            for (var bar = 1; bar <= 3; bar++) tail.At(t + 1, bar).ShouldBe(above[t, bar - 1] / (double)Runs, 0.005);
        tail.At(1, 2).ShouldBe(NormalDistribution.UpperTail(2.5), 2e-4);
        tail.At(4, 0).ShouldBe(1);
    }

    [Test]
    public void A_penalty_compares_true_neighbours_only()
    {
        double[] none = [double.NaN, double.NaN, double.NaN, double.NaN, double.NaN];
        Pelt.Penalty([1, 2, double.NaN, 100, 101], none).ShouldBe(2 * Math.Log(4) * 0.5, 1e-12);
        Pelt.Penalty([1, 2, double.NaN, 100, 101], [9, 9, double.NaN, 9, 9]).ShouldBe(2 * Math.Log(4) * 9, 1e-12);
    }

    private static double[] Series(int steps, double rho, double process, double white, SeededRandom random)
    {
        var (slow, x, level) = (Math.Sqrt(process) * random.NextNormal(), new double[steps], 50 + (10 * random.NextNormal()));
        for (var t = 0; t < steps; t++)
        {
            x[t] = level + slow + (Math.Sqrt(white) * random.NextNormal());
            slow = (rho * slow) + (Math.Sqrt(process * (1 - (rho * rho))) * random.NextNormal());
        }

        return x;
    }
}
