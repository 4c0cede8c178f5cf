namespace Symetrie.Analytics.Statistics;

/// <summary>Reliability of a sum score under one common factor.</summary>
/// <param name="N">Cases.</param>
/// <param name="Items">Items.</param>
/// <param name="Dropped">Cases left out because an item was missing.</param>
/// <param name="Omega">Of the sum of the items as they are, in [0, 1].</param>
/// <param name="OmegaStandardised">Of the sum of the standardised items.</param>
/// <param name="Loadings">Unstandardised, factor variance 1, signed so that they add to 0 or more.</param>
/// <param name="ResidualVariances">Unique variances, divisor n.</param>
/// <param name="ChiSquare">n times the discrepancy: fit of one factor.</param>
/// <param name="DegreesOfFreedom">k(k+1)/2 − 2k.</param>
/// <param name="PValue">Upper tail of the chi-square; null with three items, when every matrix fits.</param>
/// <param name="Reason">Why the figures are absent: <see cref="Absent.NotIdentified"/> with fewer than three items,
/// <see cref="Absent.NotConverged"/> when a unique variance runs to 0 (a Heywood case).</param>
public sealed record McdonaldOmegaResult(
    long N, int Items, long Dropped, double? Omega, double? OmegaStandardised, IReadOnlyList<double> Loadings,
    IReadOnlyList<double> ResidualVariances, double? ChiSquare, int DegreesOfFreedom, double? PValue, Absent Reason);

/// <summary>McDonald's omega (1999): (Σλ)² / ((Σλ)² + Σθ) with the loadings λ and unique variances θ of the one-factor model fitted by
/// maximum likelihood to the covariance matrix with divisor n (Jöreskog 1967). Unlike alpha it lets loadings differ.</summary>
public static class McdonaldOmega
{
    /// <summary>Of cases: one row a case, NaN where an item is missing (such a case is dropped).</summary>
    public static McdonaldOmegaResult Compute(IReadOnlyList<double[]> rows) => FromMoments(ItemMoments.Listwise(rows));

    /// <summary>Of moments.</summary>
    public static McdonaldOmegaResult FromMoments(ItemMoments moments)
    {
        ArgumentNullException.ThrowIfNull(moments);
        var (n, k) = (moments.N, moments.Items);
        var df = (k * (k + 1) / 2) - (2 * k);
        var none = new McdonaldOmegaResult(n, k, moments.Dropped, null, null, [], [], null, df, null, Absent.NotIdentified);
        if (k < 3)
        {
            return none;
        }

        if (n <= k)
        {
            return none with { Reason = n == 0 ? Absent.NoValues : Absent.TooFew };
        }

        var scale = new double[k];
        for (var i = 0; i < k; i++)
        {
            scale[i] = Math.Sqrt(moments.Covariance[i, i] * (n - 1) / n);
            if (scale[i] == 0)
            {
                return none with { Reason = Absent.ZeroVariance };
            }
        }

        var fit = OneFactor.Fit(Correlations(moments));
        if (fit.Reason != Absent.None)
        {
            return none with { Reason = fit.Reason };
        }

        // Maximum likelihood does not depend on the scales: fit the correlations, then put the scales back.
        var loadings = fit.Loadings.Select((l, i) => l * scale[i]).ToArray();
        var residuals = fit.Unique.Select((u, i) => u * scale[i] * scale[i]).ToArray();
        var chi = Math.Max(0, n * fit.Discrepancy);
        return none with
        {
            Omega = Share(loadings, residuals),
            OmegaStandardised = Share(fit.Loadings, fit.Unique),
            Loadings = loadings,
            ResidualVariances = residuals,
            ChiSquare = chi,
            PValue = df > 0 ? ChiSquareDistribution.UpperTail(chi, df) : null,
            Reason = Absent.None,
        };
    }

    private static double[,] Correlations(ItemMoments moments)
    {
        var k = moments.Items;
        var r = new double[k, k];
        for (var i = 0; i < k; i++)
        {
            for (var j = 0; j < k; j++)
            {
                r[i, j] = i == j ? 1 : moments.Correlation(i, j)!.Value;
            }
        }

        return r;
    }

    private static double Share(double[] loadings, double[] residuals)
    {
        var common = loadings.Sum() * loadings.Sum();
        return common / (common + residuals.Sum());
    }
}
