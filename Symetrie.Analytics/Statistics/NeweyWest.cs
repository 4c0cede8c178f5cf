namespace Symetrie.Analytics.Statistics;

/// <summary>Newey and West's covariance of least-squares coefficients under autocorrelated, heteroscedastic errors:
/// (XᵀX)⁻¹ S (XᵀX)⁻¹ · n/(n − k) with S = Γ_0 + Σ_l (1 − l/(L + 1))(Γ_l + Γ_lᵀ), Γ_l = Σ_t e_t e_{t−l} x_t x_{t−l}ᵀ (1987).</summary>
internal static class NeweyWest
{
    /// <summary>The standard errors of the coefficients; null where the estimated variance is not above 0.</summary>
    /// <param name="design">The columns, in order of time.</param>
    /// <param name="residuals">The residuals, in order of time.</param>
    /// <param name="bread">(XᵀX)⁻¹.</param>
    /// <param name="lags">L; 0 gives White's estimator.</param>
    public static double?[] StandardErrors(double[][] design, double[] residuals, double[,] bread, int lags)
    {
        int k = design.Length, n = residuals.Length;
        var meat = new double[k, k];
        for (var lag = 0; lag <= Math.Min(lags, n - 1); lag++)
        {
            var weight = 1 - lag / (lags + 1.0);
            for (var t = lag; t < n; t++)
            {
                var product = weight * residuals[t] * residuals[t - lag];
                for (var i = 0; i < k; i++)
                {
                    for (var j = 0; j < k; j++)
                    {
                        meat[i, j] += product * design[i][t] * design[j][t - lag];
                        if (lag > 0)
                            meat[i, j] += product * design[i][t - lag] * design[j][t];
                    }
                }
            }
        }

        var errors = new double?[k];
        for (var c = 0; c < k; c++)
        {
            var variance = 0.0;
            for (var i = 0; i < k; i++)
            {
                for (var j = 0; j < k; j++)
                    variance += bread[c, i] * meat[i, j] * bread[j, c];
            }

            variance *= n > k ? n / (double)(n - k) : double.NaN;
            errors[c] = variance > 0 ? Math.Sqrt(variance) : null;
        }

        return errors;
    }
}
