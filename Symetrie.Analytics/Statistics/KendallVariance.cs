namespace Symetrie.Analytics.Statistics;

/// <summary>The variance of Kendall's S (rising minus falling pairs of a series in time) when nothing trends but the values depend on each
/// other: exact for Gaussian values of any covariance, Var S = Σ over pairs of pairs of (2/π) asin corr(x_j − x_i, x_l − x_k).</summary>
/// <remarks>By Sheppard's theorem (1899): the expected product of two signs is (2/π) asin of the correlation. For independent values it is
/// n(n − 1)(2n + 5)/18. Hamed (2009) uses the same expectation for given autocorrelations.</remarks>
public static class KendallVariance
{
    /// <summary>The variance for values at given steps.</summary>
    /// <param name="steps">The steps at which there is a value, ascending.</param>
    /// <param name="covariance">The covariance of two values so many steps apart; only ratios matter.</param>
    /// <returns>The variance; 0 below two values.</returns>
    public static double Of(ReadOnlySpan<int> steps, Func<int, double> covariance)
    {
        var n = steps.Length;
        var c = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                c[i, j] = covariance(Math.Abs(steps[i] - steps[j]));
        }

        var pairs = new List<(int I, int J, double Spread)>(n * (n - 1) / 2);
        for (var i = 0; i < n; i++)
        {
            for (var j = i + 1; j < n; j++)
                pairs.Add((i, j, Math.Sqrt(c[i, i] + c[j, j] - (2 * c[i, j]))));
        }

        var sum = 0.0;
        for (var a = 0; a < pairs.Count; a++)
        {
            sum += Math.PI / 2;
            for (var b = 0; b < a; b++)
            {
                var ((i, j, s), (k, l, r)) = (pairs[a], pairs[b]);
                sum += 2 * Math.Asin(Math.Clamp((c[j, l] - c[j, k] - c[i, l] + c[i, k]) / (s * r), -1, 1));
            }
        }

        return 2 / Math.PI * sum;
    }
}
