namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="CorrectedLaggedPanel"/> found.</summary>
/// <param name="Units">Units with at least two cells.</param>
/// <param name="XToY">Standardised coefficient of x on later y.</param>
/// <param name="YToX">Standardised coefficient of y on later x.</param>
/// <param name="Difference">First less second.</param>
/// <param name="StandardError">Its standard error, by leaving out one unit at a time.</param>
/// <param name="P">Two-sided p of no difference, Student's t with units − 1 degrees of freedom.</param>
/// <param name="Lower">Lower limit of the difference's interval.</param>
/// <param name="Upper">Upper limit of the difference's interval.</param>
/// <param name="Reason">Why the figures are absent.</param>
public readonly record struct CorrectedLaggedPanelResult(
    int Units, double? XToY, double? YToX, double? Difference, double? StandardError, double? P, double? Lower, double? Upper, Absent Reason);

/// <summary>The two cross coefficients of <see cref="CrossLaggedPanel"/> with what measurement error and short series do to them taken out, for series
/// whose sampling variances are known.</summary>
/// <remarks>
/// <para>Least squares gets the order wrong in two ways. A series measured with less error stands in for the other one and seems to lead. And taking
/// out unit means from T periods biases the coefficients by about 1/T (Nickell 1981), more for the more persistent series, which then seems to be led. Both biases have a known expectation,
/// which is taken off the moments:</para>
/// <para>(1) error: of the squares of a lagged series its error variances, less 1/T of them; of its product with its own later values −1/T of those
/// errors that are in both (Fuller 1987). (2) unit means: E Σ z(t−1)ε̄′ = 1/T·Σⱼ N(j)·Φʲ·Ω, N(j) counting the pairs of shock and later predictor j steps apart among the cells
/// of a unit, with Ω from the corrected residuals; solved together with Φ by iteration (Bun and Carree 2005, for two series and with gaps). Errors must be independent from period to period: where
/// the same persons answer each time the correction of (1) is too large, for both series alike.</para>
/// <para>Period effects are taken out first, two-way; the standardisers are the corrected within standard deviations. Fewer than three units: <see cref="Absent.TooFew"/>; predictors
/// that are nothing but error or collinear: <see cref="Absent.NotIdentified"/>; no fixed point: <see cref="Absent.NotConverged"/>.</para>
/// </remarks>
public static class CorrectedLaggedPanel
{
    /// <summary>Fits both equations at a lag of one period.</summary>
    /// <param name="x">One series a unit, all of the same length; NaN is a missing value.</param>
    /// <param name="y">One series a unit, of the same shape.</param>
    /// <param name="errorX">The sampling variance of each value of x.</param>
    /// <param name="errorY">The sampling variance of each value of y.</param>
    /// <param name="confidence">Coverage of the interval, between 0 and 1.</param>
    public static CorrectedLaggedPanelResult Compute(
        IReadOnlyList<double[]> x, IReadOnlyList<double[]> y, IReadOnlyList<double[]> errorX, IReadOnlyList<double[]> errorY, double confidence = 0.95)
    {
        Guard.SameLength(x.Count, y.Count);
        Guard.SameLength(x.Count, errorX.Count);
        Guard.SameLength(x.Count, errorY.Count);
        Guard.Probability(confidence);
        var moments = LaggedMoments.Of(x, y, errorX, errorY);
        CorrectedLaggedPanelResult Nothing(Absent reason) => new(moments.Units, null, null, null, null, null, null, null, reason);
        if (moments.Units < 3) return Nothing(moments.Units == 0 ? Absent.NoValues : Absent.TooFew);
        var (whole, reason) = moments.Solve();
        if (whole is not { } paths) return Nothing(reason);
        var left = new double[moments.Units];
        for (var u = 0; u < left.Length; u++)
        {
            if (moments.SolveWithout(u).Paths is not { } one) return Nothing(Absent.NotConverged);
            left[u] = one.Difference;
        }

        double k = left.Length, mean = ExactSum.Of(left) / k, squares = 0;
        foreach (var value in left) squares += (value - mean) * (value - mean);
        var error = Math.Sqrt((k - 1) / k * squares);
        if (!(error > 0)) return Nothing(Absent.ZeroVariance);
        var half = StudentDistribution.Quantile(1 - ((1 - confidence) / 2), k - 1) * error;
        return new CorrectedLaggedPanelResult(moments.Units, paths.XToY, paths.YToX, paths.Difference, error,
            StudentDistribution.TwoSided(paths.Difference / error, k - 1), paths.Difference - half, paths.Difference + half, Absent.None);
    }
}

/// <summary>A solution: the matrix Φ row by row (x on x, y on x, x on y, y on y) and the ratio of the within standard deviations.</summary>
internal readonly record struct LaggedPaths(double Xx, double Xy, double Yx, double Yy, double Ratio)
{
    public double XToY => Yx * Ratio;

    public double YToX => Xy / Ratio;

    public double Difference => XToY - YToX;
}
