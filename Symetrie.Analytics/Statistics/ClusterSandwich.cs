using MathNet.Numerics.LinearAlgebra;

namespace Symetrie.Analytics.Statistics;

/// <summary>The meat of <see cref="ClusterRobustOls"/>. With M = (XᵀX)⁻¹ = LLᵀ and, for cluster g, the eigenvalues s and vectors V of
/// LᵀX_gᵀX_gL, the adjusted influence of the cluster on the combination c is A_gX_gMc = X_gw_g with w_g = LV(1 − s)^(−1/2)VᵀLᵀc; so a cluster
/// enters by X_gᵀX_g and X_gᵀe_g alone, however many rows it has.</summary>
internal sealed class ClusterSandwich
{
    /// <summary>Below this 1 − s is rounding: the cluster alone determines that direction, and its generalised inverse is 0.</summary>
    private const double Determined = 1e-10;
    private readonly long n;
    private readonly Matrix<double> inverse;
    private readonly Vector<double>[] scores;
    private readonly Matrix<double>[] crossProducts;
    private readonly Matrix<double>[] adjustments;

    /// <param name="fit">The fit, rows sorted by cluster.</param>
    /// <param name="design">The kept columns.</param>
    /// <param name="clusters">The label of each row, ascending.</param>
    public ClusterSandwich(LeastSquaresFit fit, double[][] design, double[] clusters)
    {
        n = fit.N;
        inverse = Matrix<double>.Build.DenseOfArray(fit.InverseCrossProduct);
        // Columns of very different size: factor the correlation-like matrix, which is well scaled.
        var size = inverse.Diagonal().PointwiseSqrt();
        var root = Matrix<double>.Build.DenseOfDiagonalVector(size)
            * Matrix<double>.Build.Dense(design.Length, design.Length, (i, j) => inverse[i, j] / size[i] / size[j]).Cholesky().Factor;
        var groups = Enumerable.Range(0, clusters.Length).GroupBy(i => clusters[i]).Select(g => g.ToArray()).ToArray();
        scores = [.. groups.Select(rows => Vector<double>.Build.Dense(design.Length, j => rows.Sum(i => design[j][i] * fit.Residuals[i])))];
        crossProducts = [.. groups.Select(rows =>
            Matrix<double>.Build.Dense(design.Length, design.Length, (a, b) => rows.Sum(i => design[a][i] * design[b][i])))];
        adjustments = [.. crossProducts.Select(product => Adjustment(product, root))];
    }

    public ClusterRobustCoefficient About(double estimate, double[] weights, double confidence)
    {
        var c = Vector<double>.Build.DenseOfArray(weights);
        var influence = inverse * c;
        double groups = scores.Length, plain = scores.Sum(score => Square(score * influence));
        var adjusted = adjustments.Select(adjustment => adjustment * c).ToArray();
        var cr2 = Math.Sqrt(adjusted.Zip(scores, (w, score) => Square(w * score)).Sum());
        var known = new ClusterRobustCoefficient(
            estimate, Math.Sqrt(plain), Math.Sqrt(plain * groups / (groups - 1)),
            Math.Sqrt(plain * groups * (n - 1) / ((groups - 1) * (n - c.Count))), cr2, null, null, null, null, null, Absent.ZeroVariance);
        if (!(cr2 > 0))
        {
            return known;
        }

        var df = Satterthwaite(adjusted);
        if (!(df > 0 && double.IsFinite(df)))
        {
            return known with { Reason = Absent.NotIdentified };
        }

        var half = StudentDistribution.Quantile((1 + confidence) / 2, df) * cr2;
        return known with
        {
            DegreesOfFreedom = df,
            T = estimate / cr2,
            P = StudentDistribution.TwoSided(estimate / cr2, df),
            Lower = estimate - half,
            Upper = estimate + half,
            Reason = Absent.None,
        };
    }

    /// <summary>(ΣP_gg)² / ΣP_gh² with P_gh = [g = h]·w_gᵀX_gᵀX_gw_g − b_gᵀMb_h, b_g = X_gᵀX_gw_g.</summary>
    private double Satterthwaite(Vector<double>[] adjusted)
    {
        var b = adjusted.Zip(crossProducts, (w, product) => product * w).ToArray();
        var solved = b.Select(vector => inverse * vector).ToArray();
        double trace = 0, squares = 0;
        for (var g = 0; g < b.Length; g++)
        {
            for (var h = 0; h < b.Length; h++)
            {
                var p = (g == h ? adjusted[g] * b[g] : 0) - b[g] * solved[h];
                trace += g == h ? p : 0;
                squares += p * p;
            }
        }

        return trace * trace / squares;
    }

    private static Matrix<double> Adjustment(Matrix<double> product, Matrix<double> root)
    {
        var eigen = (root.TransposeThisAndMultiply(product) * root).Evd(Symmetricity.Symmetric);
        var power = eigen.EigenValues.Real().Map(s => 1 - s > Determined ? 1 / Math.Sqrt(1 - s) : 0);
        var turned = root * eigen.EigenVectors;
        return turned * Matrix<double>.Build.DenseOfDiagonalVector(power) * turned.Transpose();
    }

    private static double Square(double x) => x * x;
}
