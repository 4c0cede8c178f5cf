using NUnit.Framework;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Statistics;

[TestFixture]
public sealed class RegressionLaws
{
    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Made.Seed)]
    public void OrderOfRowsChangesNoBit(int seed)
    {
        var random = Made.Random(seed);
        var (y, columns, clusters) = Rows(random, 24);
        var order = Made.Order(random, 24);
        double[][] mixedColumns = [.. columns.Select(column => column.In(order))];
        LeastSquaresFit plain = LeastSquares.Fit(y, columns), mixed = LeastSquares.Fit(y.In(order), mixedColumns);
        Assert.That(mixed.Coefficients, Is.EqualTo(plain.Coefficients));
        Assert.That(mixed.Residuals, Is.EqualTo(order.Select(i => plain.Residuals[i])));
        Assert.That(mixed.InverseCrossProduct, Is.EqualTo(plain.InverseCrossProduct));
        Assert.That(mixed.ResidualSumOfSquares, Is.EqualTo(plain.ResidualSumOfSquares));
        Assert.That(
            ClusterRobustOls.Compute(y.In(order), mixedColumns, [.. order.Select(i => clusters[i])]).Coefficients,
            Is.EqualTo(ClusterRobustOls.Compute(y, columns, clusters).Coefficients));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Made.Seed)]
    public void ResidualsAreOrthogonalToEveryColumn(int seed)
    {
        var (y, columns, _) = Rows(Made.Random(seed), 18);
        var fit = LeastSquares.Fit(y, columns);
        Assert.That(fit.Residuals.Sum(), Is.EqualTo(0).Within(1e-10));
        foreach (var column in columns)
        {
            Assert.That(column.Zip(fit.Residuals, (a, b) => a * b).Sum(), Is.EqualTo(0).Within(1e-9));
        }

        Assert.That(fit.Residuals.Sum(e => e * e), Is.EqualTo(fit.ResidualSumOfSquares).Within(1e-9));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Made.Seed)]
    public void ADependentColumnIsAliasedAndTheRestIsTheFitWithoutIt(int seed)
    {
        var random = Made.Random(seed);
        var (y, columns, _) = Rows(random, 20);
        double[] sum = [.. columns[0].Zip(columns[1], (a, b) => 2 * a - b + 3)];
        LeastSquaresFit without = LeastSquares.Fit(y, columns), with = LeastSquares.Fit(y, [columns[0], columns[1], sum, columns[2]]);
        Assert.That(with.Aliased, Is.EqualTo(new[] { 3 }));
        Assert.That(with.Coefficients[3], Is.Null);
        Assert.That(with.Kept.Zip(without.Kept).All(k => Made.Near(with.Coefficients[k.First], without.Coefficients[k.Second], 1e-10)));
        Assert.That(OlsRegression.Compute(y, [columns[0], columns[0]]).Coefficients[2].Reason, Is.EqualTo(Absent.Collinear));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Made.Seed)]
    public void ScalingAPredictorScalesItsCoefficientOnly(int seed)
    {
        var (y, columns, _) = Rows(Made.Random(seed), 20);
        double[][] scaled = [[.. columns[0].Select(value => 1e-6 * value)], columns[1], [.. columns[2].Select(value => value + 1000)]];
        OlsRegressionResult plain = OlsRegression.Compute(y, columns), moved = OlsRegression.Compute(y, scaled);
        Assert.That(Made.Near(moved.Coefficients[1].Estimate, 1e6 * plain.Coefficients[1].Estimate));
        Assert.That(Made.Near(moved.Coefficients[1].P, plain.Coefficients[1].P) && Made.Near(moved.Coefficients[3].T, plain.Coefficients[3].T));
        Assert.That(Made.Near(moved.RSquared, plain.RSquared) && Made.Near(moved.F, plain.F) && plain.RSquared is >= 0 and <= 1);
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Made.Seed)]
    public void OneRowPerClusterIsTheHeteroscedasticSandwich(int seed)
    {
        var (y, columns, _) = Rows(Made.Random(seed), 16);
        var r = ClusterRobustOls.Compute(y, columns, [.. Enumerable.Range(0, 16)]);
        // HC0 and HC2 by their definition: leverages h = x'(X'X)⁻¹x, squared residuals over 1 and over 1 − h.
        double hc0 = 0, hc2 = 0;
        for (var i = 0; i < 16; i++)
        {
            double[] x = [1, .. columns.Select(column => column[i])];
            double leverage = 0, influence = 0;
            for (var a = 0; a < 4; a++)
            {
                influence += r.Fit.InverseCrossProduct[1, a] * x[a];
                for (var b = 0; b < 4; b++)
                {
                    leverage += x[a] * r.Fit.InverseCrossProduct[a, b] * x[b];
                }
            }

            hc0 += Math.Pow(influence * r.Fit.Residuals[i], 2);
            hc2 += Math.Pow(influence * r.Fit.Residuals[i], 2) / (1 - leverage);
        }

        Assert.That(Made.Near(r.Coefficients[1].Cr0, Math.Sqrt(hc0)) && Made.Near(r.Coefficients[1].Cr2, Math.Sqrt(hc2)));
    }

    [FsCheck.NUnit.Property(MaxTest = 100, Replay = Made.Seed)]
    public void AContrastOfOneColumnIsItsCoefficientAndLabelsOfClustersDoNotMatter(int seed)
    {
        var (y, columns, clusters) = Rows(Made.Random(seed), 30);
        var r = ClusterRobustOls.Compute(y, columns, clusters);
        Assert.That(r.Contrast([0, 1, 0, 0]), Is.EqualTo(r.Coefficients[1]));
        var renamed = ClusterRobustOls.Compute(y, columns, [.. clusters.Select(c => -7 * c)]);
        Assert.That(Made.Near(renamed.Coefficients[2].Cr2, r.Coefficients[2].Cr2) && Made.Near(renamed.Coefficients[2].DegreesOfFreedom, r.Coefficients[2].DegreesOfFreedom));
        Assert.That(r.Coefficients[1].Cr2 >= r.Coefficients[1].Cr0 && r.Coefficients[1].DegreesOfFreedom <= r.Clusters);
        var difference = r.Contrast([0, 1, -1, 0]);
        Assert.That(Made.Near(difference.Estimate, r.Coefficients[1].Estimate - r.Coefficients[2].Estimate));
    }

    [Test]
    public void AColumnThatOneClusterDeterminesHasNoInfiniteError()
    {
        double[] y = [1, 2, 4, 3, 6, 5], inFirst = [1, 1, 0, 0, 0, 0], x = [1, 2, 3, 4, 5, 7];
        var r = ClusterRobustOls.Compute(y, [inFirst, x], [0, 0, 1, 1, 2, 2]);
        Assert.That(r.Coefficients.All(b => b.Cr2 is { } se && double.IsFinite(se)));
    }

    [FsCheck.NUnit.Property(MaxTest = 60, Replay = Made.Seed)]
    public void FeaturesOfASurfaceAreThoseOfItsPolynomial(int seed)
    {
        var random = Made.Random(seed);
        double[] x = Made.Normal(random, 30, 3), y = Made.Normal(random, 30, 3), b = Made.Normal(random, 6);
        double At(double p, double q) => b[0] + b[1] * p + b[2] * q + b[3] * p * p + b[4] * p * q + b[5] * q * q;
        double[] z = [.. x.Zip(y, At).Select(value => value + 0.01 * random.NextNormal())];
        var r = ResponseSurface.Compute(x, y, z, centre: 0);
        Assert.That(r.Features![0].Estimate, Is.EqualTo(b[1] + b[2]).Within(0.2));
        var fitted = r.Coefficients!.Select(c => c.Estimate).ToArray();
        // The gradient vanishes at the stationary point.
        Assert.That(fitted[1] + 2 * fitted[3] * r.X0 + fitted[4] * r.Y0, Is.EqualTo(0).Within(1e-6 * (1 + Math.Abs(r.X0!.Value))));
        Assert.That(r.P11 * r.P21, Is.EqualTo(-1).Within(1e-6));
        var exchanged = ResponseSurface.Compute(y, x, z, centre: 0);
        Assert.That(Made.Near(exchanged.Features![2].Estimate, -r.Features[2].Estimate, 1e-8) && Made.Near(exchanged.Features[3].T, r.Features[3].T, 1e-8));
    }

    [Test]
    public void NothingIsThrownAtThinDataAndNothingIsNaN()
    {
        Assert.That(OlsRegression.Compute([], [[]]).Reason, Is.EqualTo(Absent.NoValues));
        Assert.That(OlsRegression.Compute([1, double.NaN], [[1, 2]]).Missing, Is.EqualTo(1));
        Assert.That(OlsRegression.Compute([2, 2, 2], [[1, 2, 3]]).Reason, Is.EqualTo(Absent.ZeroVariance));
        Assert.That(ClusterRobustOls.Compute([], [], []).Reason, Is.EqualTo(Absent.NoValues));
        Assert.That(ResponseSurface.Compute([], [], []).Reason, Is.EqualTo(Absent.NoValues));
        Assert.Throws<ArgumentException>(() => LeastSquares.Fit([1, double.NaN], [[1, 2]]));
        Assert.Throws<ArgumentException>(() => OlsRegression.Compute([1, 2], [[1, 2, 3]]));
    }

    private static (double[] Y, double[][] Columns, int[] Clusters) Rows(SeededRandom random, int n)
    {
        double[][] columns = [Made.Normal(random, n, 3), Made.Normal(random, n, 0, 5), Made.Positive(random, n, 0, 1)];
        double[] y = [.. Enumerable.Range(0, n).Select(i => 1 + columns[0][i] - 0.3 * columns[1][i] + random.NextNormal())];
        return (y, columns, [.. Enumerable.Range(0, n).Select(i => i * 6 / n)]);
    }
}
