namespace Symetrie.Analytics.Statistics;

/// <summary>A mean of a sample from a small finite population.</summary>
/// <param name="N">Values that are there.</param>
/// <param name="Mean">Their mean; null without a value.</param>
/// <param name="StandardDeviation">Divisor n − 1; null when n &lt; 2.</param>
/// <param name="StandardErrorInfinite">s/√n: uncertainty about the process that generates the values.</param>
/// <param name="StandardErrorFinite">s/√n·√(1 − n/N): uncertainty about the mean of these N units now; 0 for a census.</param>
/// <param name="Lower">Lower limit for the mean of the N units, t(n − 1).</param>
/// <param name="Upper">Upper limit.</param>
/// <param name="ResponseRate">n/N; null when it would exceed 1.</param>
/// <param name="Reason">Why a figure is absent; <see cref="Absent.OutOfRange"/> when n &gt; N, which is an error of the count of units.</param>
public sealed record MeanFpcResult(
    long N, double? Mean, double? StandardDeviation, double? StandardErrorInfinite, double? StandardErrorFinite, double? Lower, double? Upper,
    double? ResponseRate, Absent Reason);

/// <summary>The mean with the finite population correction (Cochran 1977; Lohr 2019). It describes the units as they are; a statement
/// about what generated them uses the error without the correction.</summary>
public static class MeanFpc
{
    /// <summary>From values (NaN is missing) out of <paramref name="population"/> units.</summary>
    public static MeanFpcResult Compute(ReadOnlySpan<double> values, long population, double confidence = 0.95)
    {
        Guard.NoneInfinite(values);
        return FromMoments(SampleMoments.Of(values), population, confidence);
    }

    /// <summary>From moments.</summary>
    public static MeanFpcResult FromMoments(SampleMoments moments, long population, double confidence = 0.95)
    {
        Guard.NonNegative(population);
        Guard.Probability(confidence);
        var n = moments.N;
        double? rate = population > 0 && n <= population ? (double)n / population : null;
        if (n == 0)
        {
            return new MeanFpcResult(0, null, null, null, null, null, null, rate, Absent.NoValues);
        }

        if (n == 1 && population != 1)
        {
            return new MeanFpcResult(1, moments.Mean, null, null, null, null, null, rate, population == 0 ? Absent.OutOfRange : Absent.TooFew);
        }

        if (n == 1)
        {
            // A census of one: no spread is known, and none is needed.
            return new MeanFpcResult(1, moments.Mean, null, null, 0, moments.Mean, moments.Mean, 1, Absent.TooFew);
        }

        var error = moments.StandardDeviation / Math.Sqrt(n);
        if (n > population)
        {
            return new MeanFpcResult(n, moments.Mean, moments.StandardDeviation, error, null, null, null, null, Absent.OutOfRange);
        }

        var finite = error * Math.Sqrt((double)(population - n) / population);
        var half = finite * StudentDistribution.Quantile(0.5 + (0.5 * confidence), n - 1);
        return new MeanFpcResult(
            n, moments.Mean, moments.StandardDeviation, error, finite, moments.Mean - half, moments.Mean + half, rate, Absent.None);
    }
}
