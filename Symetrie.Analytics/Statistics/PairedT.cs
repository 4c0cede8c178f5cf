namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="PairedT"/> found. Differences are A − B, in the units of the values.</summary>
/// <param name="N">Complete pairs.</param>
/// <param name="Difference">Mean difference.</param>
/// <param name="StandardDeviation">Standard deviation of the differences (divisor n − 1).</param>
/// <param name="StandardError">Standard deviation / √n.</param>
/// <param name="T">Difference / standard error.</param>
/// <param name="DegreesOfFreedom">n − 1.</param>
/// <param name="P">Two-sided p of a mean difference of 0.</param>
/// <param name="Lower">Lower end of the interval of the mean difference.</param>
/// <param name="Upper">Upper end of the interval of the mean difference.</param>
/// <param name="Reason">Why figures are absent.</param>
public sealed record PairedTResult(
    long N, double? Difference, double? StandardDeviation, double? StandardError, double? T, double? DegreesOfFreedom,
    double? P, double? Lower, double? Upper, Absent Reason);

/// <summary>Student's t on the differences of matched pairs (Student 1908): t = d̄ / (s_d / √n), n − 1 degrees of freedom. n counts
/// pairs of units, never the values behind them.
/// <para>No pair: <see cref="Absent.NoValues"/>. One pair: the difference only (<see cref="Absent.TooFew"/>). Constant differences:
/// the difference with standard error 0 and no test (<see cref="Absent.ZeroVariance"/>).</para></summary>
public static class PairedT
{
    /// <summary>From raw pairs; a pair with a NaN on either side is dropped.</summary>
    /// <param name="a">First value of each pair.</param>
    /// <param name="b">Second value of each pair.</param>
    /// <param name="confidence">Coverage of the interval, in (0, 1).</param>
    public static PairedTResult Compute(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double confidence = 0.95) =>
        FromMoments(SampleMoments.Of(Differences(a, b)), confidence);

    /// <summary>From the moments of the differences.</summary>
    /// <param name="differences">n, mean and variance of A − B.</param>
    /// <param name="confidence">Coverage of the interval, in (0, 1).</param>
    public static PairedTResult FromMoments(SampleMoments differences, double confidence = 0.95)
    {
        Guard.Probability(confidence);
        var n = differences.N;
        if (n < 2)
        {
            return new(n, n == 1 ? differences.Mean : null, null, null, null, null, null, null, null, n == 1 ? Absent.TooFew : Absent.NoValues);
        }

        var sd = Math.Sqrt(differences.Variance);
        if (sd == 0)
        {
            return new(n, differences.Mean, 0, 0, null, n - 1, null, null, null, Absent.ZeroVariance);
        }

        double se = sd / Math.Sqrt(n), t = differences.Mean / se;
        var half = StudentDistribution.Quantile((1 + confidence) / 2, n - 1) * se;
        return new(
            n, differences.Mean, sd, se, t, n - 1, StudentDistribution.TwoSided(t, n - 1),
            differences.Mean - half, differences.Mean + half, Absent.None);
    }

    /// <summary>A − B of the complete pairs.</summary>
    internal static double[] Differences(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var (x, y) = CompleteCases.Pairs(a, b);
        for (var i = 0; i < x.Length; i++)
        {
            x[i] -= y[i];
        }

        return x;
    }
}
