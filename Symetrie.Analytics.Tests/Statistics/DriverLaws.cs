using NUnit.Framework;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Statistics;

[TestFixture]
public sealed class DriverLaws
{
    private static (double[] Y, double[][] X) Sample(ulong seed, int n, int p)
    {
        var random = new SeededRandom(seed);
        var x = new double[p][];
        for (var j = 0; j < p; j++)
            x[j] = [.. Enumerable.Range(0, n).Select(i => random.NextNormal() + (j > 0 ? 0.7 * x[j - 1][i] : 0))];
        double[] y = [.. Enumerable.Range(0, n).Select(i => x.Sum(column => column[i]) / 2 + random.NextNormal())];
        return (y, x);
    }

    [Test]
    public void Shares_add_to_R_squared_and_agree_for_two_predictors([Range(1, 8)] int seed)
    {
        var (y, x) = Sample((ulong)seed, 25, 2);
        var (weights, shares) = (RelativeWeights.Compute(y, x), LmgShapley.Compute(y, x));
        Assert.That(weights.Weights!.Sum(), Is.EqualTo(weights.RSquared).Within(1e-12));
        Assert.That(shares.Shares!.Sum(), Is.EqualTo(shares.RSquared).Within(1e-12));
        for (var j = 0; j < 2; j++)
            Assert.That(weights.Weights![j], Is.EqualTo(shares.Shares![j]).Within(1e-12));
        Assert.That(weights.RSquared, Is.EqualTo(RSquared(y, x)).Within(1e-10));
    }

    [Test]
    public void Lmg_is_the_mean_gain_over_all_orders([Range(1, 4)] int seed)
    {
        var (y, x) = Sample((ulong)seed, 30, 4);
        var gains = new double[4];
        var orders = Orders([0, 1, 2, 3]).ToArray();
        foreach (var order in orders)
        {
            for (var k = 0; k < 4; k++)
                gains[order[k]] += RSquared(y, [.. order[..(k + 1)].Select(j => x[j])]) - RSquared(y, [.. order[..k].Select(j => x[j])]);
        }

        var r = LmgShapley.Compute(y, x);
        for (var j = 0; j < 4; j++)
            Assert.That(r.Shares![j], Is.EqualTo(gains[j] / orders.Length).Within(1e-10));
    }

    [Test]
    public void Neither_units_nor_the_order_of_rows_matter([Range(1, 5)] int seed)
    {
        var (y, x) = Sample((ulong)seed, 20, 3);
        double[] back = [.. y.Reverse()];
        double[][] turned = [.. x.Select(column => column.Reverse().ToArray())];
        Assert.That(RelativeWeights.Compute(back, turned).Weights, Is.EqualTo(RelativeWeights.Compute(y, x).Weights));
        Assert.That(LmgShapley.Compute(back, turned).Shares, Is.EqualTo(LmgShapley.Compute(y, x).Shares));
        Assert.That(Vif.Compute(turned).Factors, Is.EqualTo(Vif.Compute(x).Factors));
        Assert.That(Ridge.Compute(back, turned, 2).Fits[0].Coefficients, Is.EqualTo(Ridge.Compute(y, x, 2).Fits[0].Coefficients));
        double[][] scaled = [.. x.Select((column, j) => column.Select(v => 1000 * (j + 1) * v + 7).ToArray())];
        Assert.That(RelativeWeights.Compute(y, scaled).Weights, Is.EqualTo(RelativeWeights.Compute(y, x).Weights!).Within(1e-9));
    }

    [Test]
    public void An_inflation_factor_is_one_over_tolerance([Range(1, 5)] int seed)
    {
        var (_, x) = Sample((ulong)seed, 20, 4);
        var r = Vif.Compute(x);
        for (var j = 0; j < 4; j++)
            Close.To(r.Factors![j], 1 / (1 - RSquared(x[j], [.. x.Where((_, k) => k != j)])), 1e-8);
        Assert.That(Vif.Compute([x[0]]).Factors, Is.EqualTo(new double?[] { 1 }));
    }

    [Test]
    public void Ridge_without_penalty_is_least_squares_and_shrinks_with_it([Range(1, 5)] int seed)
    {
        var (y, x) = Sample((ulong)seed, 20, 3);
        var r = Ridge.Compute(y, x, 0, 1, 10, 1e6);
        var ols = LeastSquares.Fit(y, x);
        for (var j = 0; j < 4; j++)
            Close.To(r.Fits[0].Coefficients[j], ols.Coefficients[j]);
        var norms = r.Fits.Select(fit => fit.Standardised.Sum(b => b * b)).ToArray();
        Assert.That(norms, Is.Ordered.Descending);
        Assert.That(norms[^1], Is.LessThan(1e-6));
        Assert.That(r.Fits[0].DegreesOfFreedom, Is.EqualTo(3).Within(1e-9));
        Assert.That(r.Best!.Gcv, Is.EqualTo(r.Fits.Min(fit => fit.Gcv)));
    }

    [Test]
    public void Bad_data_is_a_reason()
    {
        var (y, x) = Sample(1, 20, 2);
        double[] sum = [.. x[0].Zip(x[1], (a, b) => a + b)], flat = [.. y.Select(_ => 0.3)];
        Assert.That(RelativeWeights.Compute(y, [.. x, sum]).Reason, Is.EqualTo(Absent.Collinear));
        Assert.That(LmgShapley.Compute(y, [.. x, sum]).Reason, Is.EqualTo(Absent.Collinear));
        Assert.That(Ridge.Compute(y, [.. x, sum], 0).Reason, Is.EqualTo(Absent.Collinear));
        Assert.That(Ridge.Compute(y, [.. x, sum], 1).Fits, Has.Count.EqualTo(1));
        Assert.That(RelativeWeights.Compute(y, [x[0], flat]).Reason, Is.EqualTo(Absent.ZeroVariance));
        Assert.That(RelativeWeights.Compute(flat, x).Reason, Is.EqualTo(Absent.ZeroVariance));
        Assert.That(RelativeWeights.Compute(y.AsSpan(0, 3), [x[0][..3], x[1][..3]]).Reason, Is.EqualTo(Absent.TooFew));
        Assert.That(RelativeWeights.Compute([], [[]]).Reason, Is.EqualTo(Absent.NoValues));
        Assert.That(() => RelativeWeights.Compute(y, []), Throws.InstanceOf<ArgumentException>());
        double[] holed = [double.NaN, .. y[1..]];
        Assert.That(RelativeWeights.Compute(holed, x), Has.Property("Dropped").EqualTo(1).And.Property("N").EqualTo(19));
    }

    private static double RSquared(double[] y, double[][] x)
    {
        var mean = y.Average();
        return 1 - LeastSquares.Fit(y, x).ResidualSumOfSquares / y.Sum(v => (v - mean) * (v - mean));
    }

    private static IEnumerable<int[]> Orders(int[] items) => items.Length == 0
        ? [[]]
        : items.SelectMany(first => Orders([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest]));
}
