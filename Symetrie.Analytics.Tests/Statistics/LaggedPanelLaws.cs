using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Statistics;

/// <summary>Laws of the corrected cross-lagged panel.</summary>
internal sealed class LaggedPanelLaws
{
    [TestCase(3)]
    [TestCase(40)]
    public void Degrees_of_freedom_from_small_matrices_are_those_of_all_pairs_of_clusters(int clusters)
    {
        var random = new SeededRandom((ulong)clusters);
        double[] Some(int n, double size) => [.. Enumerable.Range(0, n).Select(_ => size * random.NextNormal())];
        double[][] half = [.. Enumerable.Range(0, 3).Select(_ => Some(3, 1))];
        double[][] inverse = [.. half.Select(a => half.Select(b => Gram.Dot(a, b)).ToArray())];
        ClusterTerm[] terms = [.. Enumerable.Range(0, clusters).Select(_ => new ClusterTerm([Some(4, 1), Some(4, 1)], [Some(3, 0.1), Some(3, 0.1)], [0, 0]))];
        var kernel = KernelSums.Of(terms, inverse);
        foreach (var (first, second) in new[] { (1.0, 0.0), (0.0, 1.0), (0.7, -1.3) })
        {
            double trace = 0, squares = 0;
            for (var g = 0; g < clusters; g++)
                for (var h = 0; h < clusters; h++)
                {
                    double Part(int a, int b) => (g == h ? Gram.Dot(terms[g].Weights[a], terms[g].Weights[b]) : 0) - Gram.Dot(terms[g].Crossed[a], Gram.Times(inverse, terms[h].Crossed[b]));
                    var q = (first * first * Part(0, 0)) + (second * second * Part(1, 1)) + (first * second * (Part(0, 1) + Part(1, 0)));
                    (trace, squares) = (g == h ? trace + q : trace, squares + (q * q));
                }

            kernel.Satterthwaite(first * first, second * second, first * second).ShouldBe(trace * trace / squares, 1e-12 * trace * trace / squares);
        }
    }

    [Test]
    public void Error_and_short_series_bias_the_plain_difference_and_not_the_corrected_one()
    {
        // A link inside periods alone; y is measured with less error and changes faster than x, so that it seems to be led or to lead.
        var (plain, corrected) = (new List<double>(), new List<double>());
        for (ulong run = 0; run < 40; run++)
        {
            var (x, y) = Made(run, units: 120, periods: 9, persistenceX: 0.8, persistenceY: 0.3, errorX: 0.5, errorY: 0.05);
            plain.Add(CrossLaggedPanel.Compute(x, y).Difference!.Value.Value);
            if (CorrectedLaggedPanel.Compute(x, y, Flat(x, 0.25), Flat(y, 0.0025)).Difference is { } difference) corrected.Add(difference);
        }

        corrected.Count.ShouldBeGreaterThan(37);
        Math.Abs(plain.Average()).ShouldBeGreaterThan(0.1);
        // Standard error of the average about 0.02.
        Math.Abs(corrected.Average()).ShouldBeLessThan(0.06);
    }

    [Test]
    public void A_true_path_is_found_at_its_size()
    {
        var found = new List<double>();
        for (ulong run = 0; run < 30; run++)
        {
            var (x, y) = Made(run, units: 150, periods: 8, persistenceX: 0.5, persistenceY: 0.5, errorX: 0.3, errorY: 0.3, path: 0.4);
            var result = CorrectedLaggedPanel.Compute(x, y, Flat(x, 0.09), Flat(y, 0.09));
            // In units of the series: the standardisers are of what units leave.
            if (result.XToY is { } forth) found.Add(forth);
        }

        found.Average().ShouldBeInRange(0.25, 0.5);
    }

    [Test]
    public void Units_of_measure_order_of_units_and_levels_change_nothing_and_exchange_turns_the_sign()
    {
        var (x, y) = Made(7, 40, 8, 0.5, 0.4, 0.3, 0.2, path: 0.3);
        x[3][2] = double.NaN;
        y[5][7] = double.NaN;
        var result = CorrectedLaggedPanel.Compute(x, y, Flat(x, 0.09), Flat(y, 0.04));
        result.Reason.ShouldBe(Absent.None);
        var scaled = CorrectedLaggedPanel.Compute([.. x.Select((s, i) => s.Select(v => (10 * v) + i).ToArray())], y, Flat(x, 9), Flat(y, 0.04));
        scaled.Difference!.Value.ShouldBe(result.Difference!.Value, 1e-6);
        scaled.StandardError!.Value.ShouldBe(result.StandardError!.Value, 1e-5);
        var exchanged = CorrectedLaggedPanel.Compute(y, x, Flat(y, 0.04), Flat(x, 0.09));
        exchanged.Difference!.Value.ShouldBe(-result.Difference.Value, 1e-6);
        exchanged.Upper!.Value.ShouldBe(-result.Lower!.Value, 1e-5);
        CorrectedLaggedPanel.Compute([.. x.Reverse()], [.. y.Reverse()], Flat(x, 0.09), Flat(y, 0.04)).ShouldBe(result);
    }

    [Test]
    public void Nothing_but_error_and_too_few_units_have_no_figure()
    {
        var (x, y) = Made(9, 40, 8, 0.5, 0.4, 0.3, 0.2);
        CorrectedLaggedPanel.Compute(x, y, Flat(x, 50), Flat(y, 0.04)).Reason.ShouldBe(Absent.NotIdentified);
        CorrectedLaggedPanel.Compute(x[..2], y[..2], Flat(x[..2], 0.1), Flat(y[..2], 0.1)).Reason.ShouldBe(Absent.TooFew);
        CorrectedLaggedPanel.Compute(x, y, Flat(x, double.NaN), Flat(y, 0.1)).Reason.ShouldBe(Absent.NoValues);
    }

    [Test]
    public void Power_grows_with_the_size_and_is_the_smaller_of_two_tests()
    {
        var path = new LaggedPath(0.2, 0.1, 0.5, 0.2, 30, 1, 0.3, -0.2, 0.6);
        var difference = new PathDifference(0.1, 0.15, 25, 0.5, -0.2, 0.4);
        var t = StudentDistribution.Quantile(0.975, 25);
        PathPower.Of(0.3, path, difference)!.Value.ShouldBe(NormalDistribution.Cdf((0.3 / 0.15) - t), 1e-12);
        PathPower.Of(0.6, path, difference)!.Value.ShouldBeGreaterThan(PathPower.Of(0.3, path, difference)!.Value);
    }

    private static double[][] Flat(double[][] like, double value) => [.. like.Select(s => s.Select(_ => value).ToArray())];

    private static (double[][] X, double[][] Y) Made(
        ulong seed, int units, int periods, double persistenceX, double persistenceY, double errorX, double errorY, double path = 0)
    {
        var random = new SeededRandom(seed);
        double[][] x = new double[units][], y = new double[units][];
        for (var i = 0; i < units; i++)
        {
            double a = 0, b = 0, levelX = 2 * random.NextNormal(), levelY = 2 * random.NextNormal();
            (x[i], y[i]) = (new double[periods], new double[periods]);
            for (var t = -15; t < periods; t++)
            {
                var shock = random.NextNormal();
                var other = path > 0 ? random.NextNormal() : (0.7 * shock) + (Math.Sqrt(0.51) * random.NextNormal());
                (a, b) = ((persistenceX * a) + shock, (persistenceY * b) + (path * a) + other);
                if (t < 0) continue;
                (x[i][t], y[i][t]) = (levelX + a + (errorX * random.NextNormal()), levelY + b + (errorY * random.NextNormal()));
            }
        }

        return (x, y);
    }
}
