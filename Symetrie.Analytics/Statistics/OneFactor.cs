namespace Symetrie.Analytics.Statistics;

/// <summary>The one-factor model Σ = λλᵀ + diag(ψ), fitted to a correlation matrix R by maximum likelihood: the minimum of
/// ln|Σ| + tr(RΣ⁻¹) − ln|R| − k (Jöreskog 1967), found by Fisher scoring with halved steps.</summary>
internal static class OneFactor
{
    // Below this a unique variance is a Heywood case: the minimum lies on or beyond the edge.
    private const double Edge = 1e-4;

    /// <summary>Loadings, unique variances and discrepancy at the minimum, or the reason why there is none.</summary>
    public static (double[] Loadings, double[] Unique, double Discrepancy, Absent Reason) Fit(double[,] r)
    {
        var k = r.GetLength(0);
        if (Cholesky.Of(r) is not { } observed)
        {
            return ([], [], 0, Absent.Collinear);
        }

        var at = Start(r);
        var value = Discrepancy(r, at);
        const int Most = 500;
        for (var iteration = 0; iteration <= Most; iteration++)
        {
            var (gradient, information) = Derivatives(r, at);
            if (Cholesky.Of(information, 1e-15) is not { } factor)
            {
                return ([], [], 0, Absent.NotIdentified);
            }

            var step = factor.Solve(gradient);
            var decrement = 0.0;
            for (var i = 0; i < step.Length; i++)
            {
                decrement += step[i] * gradient[i];
            }

            var (next, better) = Descend(r, at, step, value);
            if (decrement < 1e-22 || next is null || iteration == Most)
            {
                return Finish(at, value - observed.LogDeterminant - k, decrement < 1e-9);
            }

            (at, value) = (next, better);
        }

        return ([], [], 0, Absent.NotConverged);
    }

    private static (double[] Loadings, double[] Unique, double Discrepancy, Absent Reason) Finish(double[] at, double value, bool converged)
    {
        var k = at.Length / 2;
        var (loadings, unique) = (at[..k], at[k..]);
        if (!converged || unique.Min() < Edge)
        {
            return ([], [], 0, Absent.NotConverged);
        }

        return (loadings.Sum() < 0 ? Array.ConvertAll(loadings, l => -l) : loadings, unique, value, Absent.None);
    }

    // The first principal axis, shortened: close enough for scoring to converge.
    private static double[] Start(double[,] r)
    {
        var k = r.GetLength(0);
        var axis = new double[k];
        for (var i = 0; i < k; i++)
        {
            axis[i] = 1 + (0.01 * i); // Not exactly even, so that opposed items cannot cancel.
        }

        var length = 0.0;
        for (var sweep = 0; sweep < 100; sweep++)
        {
            var image = new double[k];
            for (var i = 0; i < k; i++)
            {
                for (var j = 0; j < k; j++)
                {
                    image[i] += r[i, j] * axis[j];
                }
            }

            length = Math.Sqrt(image.Sum(x => x * x));
            axis = Array.ConvertAll(image, x => x / length);
        }

        var start = new double[2 * k];
        for (var i = 0; i < k; i++)
        {
            start[i] = Math.Clamp(axis[i] * Math.Sqrt(Math.Max(0, length - 0.5)), -0.95, 0.95);
            start[k + i] = Math.Max(0.05, 1 - (start[i] * start[i]));
        }

        return start;
    }

    private static (double[]? Next, double Value) Descend(double[,] r, double[] at, double[] step, double value)
    {
        var k = at.Length / 2;
        for (var share = 1.0; share > 1e-12; share /= 2)
        {
            var next = new double[at.Length];
            var inside = true;
            for (var i = 0; i < next.Length; i++)
            {
                next[i] = at[i] - (share * step[i]);
                inside &= i < k || next[i] > 1e-9;
            }

            // At the minimum the criterion cannot tell steps apart that the gradient still can.
            if (inside && Discrepancy(r, next) is var better && better <= value + 1e-12)
            {
                return (next, better);
            }
        }

        return (null, value);
    }

    // Σ⁻¹ = D − D λ λᵀ D / (1 + λᵀDλ) with D = diag(1/ψ): no matrix is ever inverted.
    private static (double[] Scaled, double Total) Inner(double[] at)
    {
        var k = at.Length / 2;
        var scaled = new double[k];
        var total = 1.0;
        for (var i = 0; i < k; i++)
        {
            scaled[i] = at[i] / at[k + i];
            total += at[i] * scaled[i];
        }

        return (scaled, total);
    }

    // ln|Σ| + tr(RΣ⁻¹).
    private static double Discrepancy(double[,] r, double[] at)
    {
        var k = at.Length / 2;
        var (scaled, total) = Inner(at);
        var value = Math.Log(total);
        var form = 0.0;
        for (var i = 0; i < k; i++)
        {
            value += Math.Log(at[k + i]) + (r[i, i] / at[k + i]);
            for (var j = 0; j < k; j++)
            {
                form += scaled[i] * r[i, j] * scaled[j];
            }
        }

        return value - (form / total);
    }

    private static (double[] Gradient, double[,] Information) Derivatives(double[,] r, double[] at)
    {
        var k = at.Length / 2;
        var (scaled, total) = Inner(at);
        var w = new double[k, k];
        for (var i = 0; i < k; i++)
        {
            for (var j = 0; j < k; j++)
            {
                w[i, j] = (i == j ? 1 / at[k + i] : 0) - (scaled[i] * scaled[j] / total);
            }
        }

        var v = Array.ConvertAll(scaled, x => x / total); // Σ⁻¹λ
        var length = 1 - (1 / total); // λᵀΣ⁻¹λ
        var wr = Product(w, r);
        var wrw = Product(wr, w);
        var gradient = new double[2 * k];
        var information = new double[2 * k, 2 * k];
        for (var i = 0; i < k; i++)
        {
            gradient[i] = 2 * v[i];
            gradient[k + i] = w[i, i] - wrw[i, i];
            for (var j = 0; j < k; j++)
            {
                gradient[i] -= 2 * wr[i, j] * v[j];
                information[i, j] = 2 * ((w[i, j] * length) + (v[i] * v[j]));
                information[i, k + j] = information[k + j, i] = 2 * v[j] * w[i, j];
                information[k + i, k + j] = w[i, j] * w[i, j];
            }
        }

        return (gradient, information);
    }

    private static double[,] Product(double[,] a, double[,] b)
    {
        var k = a.GetLength(0);
        var product = new double[k, k];
        for (var i = 0; i < k; i++)
        {
            for (var j = 0; j < k; j++)
            {
                for (var m = 0; m < k; m++)
                {
                    product[i, j] += a[i, m] * b[m, j];
                }
            }
        }

        return product;
    }
}
