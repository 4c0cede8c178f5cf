namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="GeneralisedSlope"/> found.</summary>
/// <param name="N">Values used.</param>
/// <param name="Slope">Units a step.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Lower">Lower end of the interval.</param>
/// <param name="Upper">Upper end of the interval.</param>
/// <param name="P">Two-sided p of a slope of 0.</param>
/// <param name="Reason">Why figures are absent.</param>
public readonly record struct GeneralisedSlopeResult(int N, double? Slope, double? StandardError, double? Lower, double? Upper, double? P, Absent Reason);

/// <summary>The slope over time of values that depend on each other: generalised least squares (Aitken 1935) with level and slope, given the
/// covariance of the values. With the covariance known, slope/se is standard normal; where it was estimated, Student's t with the degrees of freedom on
/// which it rests; where only its ratios are known, the scale comes from the residuals with n − 2.</summary>
public static class GeneralisedSlope
{
    /// <summary>The slope with its interval and test.</summary>
    /// <param name="values">The series; NaN is missing.</param>
    /// <param name="covariance">The covariance of the values at two 0-based steps.</param>
    /// <param name="df">On how many degrees of freedom the covariance rests, above 0 (+∞ for a known one); null where only its ratios are known.</param>
    /// <param name="confidence">Coverage of the interval, in (0, 1).</param>
    public static GeneralisedSlopeResult Compute(ReadOnlySpan<double> values, Func<int, int, double> covariance, double? df, double confidence = 0.95)
    {
        Guard.Probability(confidence);
        var series = CompleteSeries.Of(values);
        var n = series.Values.Length;
        GeneralisedSlopeResult None(Absent reason) => new(n, null, null, null, null, null, reason);
        if (n < 3) return None(n == 0 ? Absent.NoValues : Absent.TooFew);
        var level = new double[n];
        Array.Fill(level, 1);
        if (Whitening.Of(series.Positions, covariance, series.Values, level, Array.ConvertAll(series.Positions, p => (double)p)) is not { } white) return None(Absent.NotIdentified);
        var (x, ones, time) = (white[0], white[1], white[2]);
        var weight = ExactSum.OfProducts(ones, ones);
        var (shiftTime, shiftValue) = (ExactSum.OfProducts(time, ones) / weight, ExactSum.OfProducts(x, ones) / weight);
        for (var i = 0; i < n; i++) (time[i], x[i]) = (time[i] - (shiftTime * ones[i]), x[i] - (shiftValue * ones[i]));
        var spread = ExactSum.OfProducts(time, time);
        var slope = ExactSum.OfProducts(time, x) / spread;
        for (var i = 0; i < n; i++) x[i] -= slope * time[i];
        var error = Math.Sqrt((df is null ? ExactSum.OfProducts(x, x) / (n - 2) : 1) / spread);
        if (!(error > 0)) return None(Absent.ZeroVariance) with { Slope = slope, StandardError = 0 };
        var freedom = df ?? n - 2;
        var half = StudentDistribution.Quantile((1 + confidence) / 2, freedom) * error;
        return new(n, slope, error, slope - half, slope + half, StudentDistribution.TwoSided(slope / error, freedom), Absent.None);
    }
}
