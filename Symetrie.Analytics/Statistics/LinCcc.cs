namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="LinCcc"/> found.</summary>
/// <param name="N">Complete pairs.</param>
/// <param name="Ccc">Concordance correlation, variances with divisor n, in [−1, 1].</param>
/// <param name="CccUnbiasedVariances">The same with divisor n − 1.</param>
/// <param name="Pearson">Correlation.</param>
/// <param name="BiasCorrection">C_b = ccc/r, how far location and scale agree, in (0, 1].</param>
/// <param name="ScaleShift">sd(y)/sd(x).</param>
/// <param name="LocationShift">(mean(y) − mean(x))/√(sd(x)·sd(y)), divisor n.</param>
/// <param name="Lower">Lower end of the interval, by Fisher's z.</param>
/// <param name="Upper">Upper end of the interval, by Fisher's z.</param>
/// <param name="Reason">Why figures are absent (the interval may be absent alone, with <see cref="IntervalReason"/>).</param>
/// <param name="IntervalReason">Why the interval is absent.</param>
public sealed record LinCccResult(
    long N, double? Ccc, double? CccUnbiasedVariances, double? Pearson, double? BiasCorrection, double? ScaleShift,
    double? LocationShift, double? Lower, double? Upper, Absent Reason, Absent IntervalReason);

/// <summary>Lin's concordance correlation: how near pairs lie to the line y = x, 2·s_xy / (s²_x + s²_y + (x̄ − ȳ)²) (Lin 1989; interval
/// with the variance of Lin 2000). Sampling error of the values lowers it: see <see cref="CorrectedAgreement"/>.
/// <para>Fewer than 3 pairs: <see cref="Absent.TooFew"/> (no pair: <see cref="Absent.NoValues"/>). A constant series:
/// <see cref="Absent.ZeroVariance"/>. The interval needs 4 pairs, r ≠ 0 and |ccc| &lt; 1.</para></summary>
public static class LinCcc
{
    /// <summary>From raw pairs; a pair with a NaN on either side is dropped.</summary>
    /// <param name="x">First value of each pair.</param>
    /// <param name="y">Second value of each pair.</param>
    /// <param name="confidence">Coverage of the interval, in (0, 1).</param>
    public static LinCccResult Compute(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence = 0.95)
    {
        Guard.Probability(confidence);
        var (first, second) = CompleteCases.Pairs(x, y);
        var m = PairMoments.Of(first, second);
        var reason = m.N == 0 ? Absent.NoValues
            : m.N < 3 ? Absent.TooFew
            : m.VarianceX == 0 || m.VarianceY == 0 ? Absent.ZeroVariance : Absent.None;
        if (reason != Absent.None)
        {
            return new(m.N, null, null, null, null, null, null, null, null, reason, reason);
        }

        double toN = (m.N - 1.0) / m.N, shift = m.MeanY - m.MeanX;
        double sdX = Math.Sqrt(m.VarianceX), sdY = Math.Sqrt(m.VarianceY);
        var ccc = Of(m.VarianceX * toN, m.VarianceY * toN, m.Covariance * toN, shift);
        var unbiased = Of(m.VarianceX, m.VarianceY, m.Covariance, shift);
        var r = Math.Clamp(m.Covariance / sdX / sdY, -1, 1);
        var location = shift / Math.Sqrt(sdX * sdY * toN);
        var scale = sdY / sdX;
        var correction = 2 / (scale + 1 / scale + location * location);
        var (lower, upper, why) = Interval(ccc, r, location, m.N, confidence);
        return new(m.N, ccc, unbiased, r, correction, scale, location, lower, upper, Absent.None, why);
    }

    /// <summary>The coefficient from its parts.</summary>
    internal static double Of(double varianceX, double varianceY, double covariance, double shift) =>
        2 * covariance / (varianceX + varianceY + shift * shift);

    private static (double? Lower, double? Upper, Absent Why) Interval(double ccc, double r, double u, long n, double confidence)
    {
        if (n < 4)
        {
            return (null, null, Absent.TooFew);
        }

        if (Math.Abs(ccc) >= 1 || r == 0)
        {
            return (null, null, Absent.NotIdentified);
        }

        double p2 = ccc * ccc, rest = 1 - p2;
        var variance = ((1 - r * r) * p2 / (rest * r * r) + 2 * p2 * ccc * (1 - ccc) * u * u / (r * rest * rest)
            - p2 * p2 * u * u * u * u / (2 * r * r * rest * rest)) / (n - 2);
        var half = NormalDistribution.Quantile((1 + confidence) / 2) * Math.Sqrt(Math.Max(0, variance));
        return (Math.Tanh(Math.Atanh(ccc) - half), Math.Tanh(Math.Atanh(ccc) + half), Absent.None);
    }
}
