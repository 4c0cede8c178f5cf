namespace Symetrie.Analytics.Statistics;

/// <summary>One feature of a fitted surface.</summary>
/// <param name="Estimate">The feature.</param>
/// <param name="StandardError">Its standard error from the covariance of the coefficients.</param>
/// <param name="T">Estimate / standard error, n − 6 degrees of freedom.</param>
/// <param name="P">Two-sided p of 0.</param>
public readonly record struct SurfaceFeature(double Estimate, double? StandardError, double? T, double? P);

/// <summary>What <see cref="ResponseSurface"/> found.</summary>
/// <param name="N">Complete rows.</param>
/// <param name="Centre">What was subtracted from x and y.</param>
/// <param name="Coefficients">b0 … b5 of 1, x, y, x², xy, y².</param>
/// <param name="Features">a1 slope and a2 curvature along x = y, a3 slope and a4 curvature along x = −y, a5 = b3 − b5.</param>
/// <param name="RSquared">R² of the surface.</param>
/// <param name="RSquaredLinear">R² of the plane 1, x, y.</param>
/// <param name="QuadraticF">F of the three quadratic terms together.</param>
/// <param name="QuadraticP">Its p, F(3, n − 6).</param>
/// <param name="X0">x of the stationary point (after centring); absent when the surface has none.</param>
/// <param name="Y0">y of the stationary point.</param>
/// <param name="P10">Intercept of the first principal axis.</param>
/// <param name="P11">Slope of the first principal axis; absent when b4 = 0.</param>
/// <param name="P20">Intercept of the second principal axis.</param>
/// <param name="P21">Slope of the second principal axis.</param>
/// <param name="Reason">Why figures are absent.</param>
public sealed record ResponseSurfaceResult(
    long N, double? Centre, IReadOnlyList<SurfaceFeature>? Coefficients, IReadOnlyList<SurfaceFeature>? Features,
    double? RSquared, double? RSquaredLinear, double? QuadraticF, double? QuadraticP,
    double? X0, double? Y0, double? P10, double? P11, double? P20, double? P21, Absent Reason)
{
    /// <summary>Covariance of the coefficients, 6 × 6; absent where they are.</summary>
    public double[,]? Covariance { get; init; }

    /// <summary>Why the stationary point and the axes are absent.</summary>
    public Absent AxesReason => Reason != Absent.None ? Reason : X0 is null ? Absent.NotIdentified : Absent.None;
}


/// <summary>Does agreement of x and y predict z? z = b0 + b1·x + b2·y + b3·x² + b4·xy + b5·y² (Edwards and Parry 1993), with the slopes and
/// curvatures along the lines of agreement and disagreement (Shanock et al. 2010), the stationary point and the principal axes. x and y are
/// on one scale and are centred at one and the same value; each at its own mean would move the line x = y.
/// <para>No complete row: <see cref="Absent.NoValues"/>. At most 6 rows: <see cref="Absent.TooFew"/>. Collinear terms:
/// <see cref="Absent.Collinear"/>. Constant z or an exact fit: <see cref="Absent.ZeroVariance"/>.</para></summary>
public static class ResponseSurface
{
    /// <summary>Fits the surface; a row with a NaN is dropped.</summary>
    /// <param name="x">First predictor.</param>
    /// <param name="y">Second predictor, on the same scale.</param>
    /// <param name="z">The outcome.</param>
    /// <param name="centre">The value subtracted from x and y, such as the middle of the scale; the mean of all x and y together when not
    /// given.</param>
    public static ResponseSurfaceResult Compute(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z, double? centre = null)
    {
        Guard.SameLength(x.Length, y.Length);
        Guard.SameLength(x.Length, z.Length);
        double[] first = x.ToArray(), second = y.ToArray(), outcome = z.ToArray();
        var rows = CompleteCases.Rows(first, second, outcome);
        (first, second, outcome) = (CompleteCases.At(first, rows), CompleteCases.At(second, rows), CompleteCases.At(outcome, rows));
        var n = rows.Length;
        var nothing = new ResponseSurfaceResult(n, null, null, null, null, null, null, null, null, null, null, null, null, null, Absent.NoValues);
        if (n <= 6)
        {
            return nothing with { Reason = n == 0 ? Absent.NoValues : Absent.TooFew };
        }

        var c = centre ?? SampleMoments.Of([.. first, .. second]).Mean;
        Guard.Finite(c, nameof(centre));
        double[] u = [.. first.Select(value => value - c)], v = [.. second.Select(value => value - c)];
        double[][] columns = [u, v, Products(u, u), Products(u, v), Products(v, v)];
        var surface = OlsRegression.Compute(outcome, columns);
        if (surface.Aliased.Count > 0)
        {
            return nothing with { Reason = Absent.Collinear };
        }

        return surface.RSquared is null || surface.Fit!.ResidualSumOfSquares == 0
            ? nothing with { Reason = Absent.ZeroVariance }
            : Described(nothing with { Centre = c, Reason = Absent.None }, surface, OlsRegression.Compute(outcome, columns[..2]));
    }

    private static ResponseSurfaceResult Described(ResponseSurfaceResult known, OlsRegressionResult surface, OlsRegressionResult plane)
    {
        var fit = surface.Fit!;
        double full = surface.RSquared!.Value, linear = plane.RSquared!.Value, df = fit.ResidualDegreesOfFreedom;
        var f = Math.Max(0, (plane.Fit!.ResidualSumOfSquares - fit.ResidualSumOfSquares) / 3) / fit.ResidualVariance!.Value;
        double[][] features =
        [
            [0, 1, 1, 0, 0, 0], [0, 0, 0, 1, 1, 1], [0, 1, -1, 0, 0, 0], [0, 0, 0, 1, -1, 1], [0, 0, 0, 1, 0, -1],
        ];
        var coefficients = Enumerable.Range(0, 6).Select(j => Feature(fit, [.. Enumerable.Range(0, 6).Select(i => i == j ? 1.0 : 0)])).ToArray();
        return Located(known with
        {
            Coefficients = coefficients,
            Covariance = Scaled(fit.InverseCrossProduct, fit.ResidualVariance!.Value),
            Features = [.. features.Select(weights => Feature(fit, weights))],
            RSquared = full,
            RSquaredLinear = linear,
            QuadraticF = f,
            QuadraticP = FisherDistribution.UpperTail(f, 3, df),
        });
    }

    private static ResponseSurfaceResult Located(ResponseSurfaceResult known)
    {
        var b = known.Coefficients!.Select(coefficient => coefficient.Estimate).ToArray();
        var determinant = 4 * b[3] * b[5] - b[4] * b[4];
        if (determinant == 0 || b[4] == 0)
        {
            return known;
        }

        var x0 = (b[2] * b[4] - 2 * b[1] * b[5]) / determinant;
        var y0 = (b[1] * b[4] - 2 * b[2] * b[3]) / determinant;
        var root = Math.Sqrt((b[3] - b[5]) * (b[3] - b[5]) + b[4] * b[4]);
        double p11 = (b[5] - b[3] + root) / b[4], p21 = (b[5] - b[3] - root) / b[4];
        return known with { X0 = x0, Y0 = y0, P11 = p11, P10 = y0 - p11 * x0, P21 = p21, P20 = y0 - p21 * x0 };
    }

    private static SurfaceFeature Feature(LeastSquaresFit fit, double[] weights)
    {
        double estimate = 0, variance = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            estimate += weights[i] * fit.Coefficients[i]!.Value;
            for (var j = 0; j < weights.Length; j++)
            {
                variance += weights[i] * weights[j] * fit.InverseCrossProduct[i, j];
            }
        }

        var se = Math.Sqrt(variance * fit.ResidualVariance!.Value);
        return se > 0
            ? new(estimate, se, estimate / se, StudentDistribution.TwoSided(estimate / se, fit.ResidualDegreesOfFreedom))
            : new(estimate, null, null, null);
    }

    private static double[,] Scaled(double[,] inverse, double variance)
    {
        var covariance = new double[6, 6];
        for (var i = 0; i < 6; i++)
            for (var j = 0; j < 6; j++) covariance[i, j] = inverse[i, j] * variance;
        return covariance;
    }

    private static double[] Products(double[] a, double[] b) => [.. a.Zip(b, (p, q) => p * q)];
}
