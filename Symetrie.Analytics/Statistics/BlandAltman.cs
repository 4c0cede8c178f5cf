namespace Symetrie.Analytics.Statistics;

/// <summary>An interval.</summary>
/// <param name="Lower">Its lower end.</param>
/// <param name="Upper">Its upper end.</param>
public readonly record struct Interval(double Lower, double Upper);

/// <summary>What <see cref="BlandAltman"/> found. Differences are x − y, in the units of the values.</summary>
/// <param name="N">Complete pairs.</param>
/// <param name="Bias">Mean difference.</param>
/// <param name="StandardDeviation">Standard deviation of the differences (divisor n − 1).</param>
/// <param name="BiasStandardError">Standard deviation / √n.</param>
/// <param name="BiasLower">Lower end of the interval of the bias, t(n − 1).</param>
/// <param name="BiasUpper">Upper end of the interval of the bias.</param>
/// <param name="LowerLimit">Bias − multiplier · standard deviation.</param>
/// <param name="UpperLimit">Bias + multiplier · standard deviation.</param>
/// <param name="LimitStandardError">Approximate standard error of a limit, s·√(1/n + z²/(2(n − 1))).</param>
/// <param name="LowerLimitApproximate">Approximate interval of the lower limit, t(n − 1).</param>
/// <param name="UpperLimitApproximate">Approximate interval of the upper limit, t(n − 1).</param>
/// <param name="LowerLimitExact">Exact interval of the lower limit, noncentral t.</param>
/// <param name="UpperLimitExact">Exact interval of the upper limit, noncentral t.</param>
/// <param name="Slope">Slope of the difference on the mean of a pair; not 0 where the bias grows with the level.</param>
/// <param name="SlopeP">Two-sided p of a slope of 0, t(n − 2).</param>
/// <param name="Reason">Why figures are absent.</param>
public sealed record BlandAltmanResult(
    long N, double? Bias, double? StandardDeviation, double? BiasStandardError, double? BiasLower, double? BiasUpper,
    double? LowerLimit, double? UpperLimit, double? LimitStandardError, Interval? LowerLimitApproximate,
    Interval? UpperLimitApproximate, Interval? LowerLimitExact, Interval? UpperLimitExact, double? Slope, double? SlopeP, Absent Reason)
{
    /// <summary>Why the slope or its p is absent.</summary>
    public Absent SlopeReason => Reason != Absent.None ? Reason : SlopeP is null ? Absent.ZeroVariance : Absent.None;
}


/// <summary>Limits of agreement: between which bounds lie the differences of a pair? Bias ± multiplier · s_d (Bland and Altman 1986;
/// approximate intervals of the limits Bland and Altman 1999; exact ones by the noncentral t, Carkeet 2015). When the values carry sampling
/// error the limits are too wide and the slope is biased: see <see cref="CorrectedAgreement"/>.
/// <para>No pair: <see cref="Absent.NoValues"/>. Fewer than 3 pairs: the bias only (<see cref="Absent.TooFew"/>). Constant differences:
/// bias and limits coincide, intervals and slope test absent (<see cref="Absent.ZeroVariance"/>). Equal means of all pairs: no slope.
/// </para></summary>
public static class BlandAltman
{
    /// <summary>From raw pairs; a pair with a NaN on either side is dropped.</summary>
    /// <param name="x">First value of each pair.</param>
    /// <param name="y">Second value of each pair.</param>
    /// <param name="confidence">Coverage of the intervals, in (0, 1).</param>
    /// <param name="multiplier">Standard deviations from the bias to a limit; 1.959964 (95 % of normal differences) when not given.</param>
    public static BlandAltmanResult Compute(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence = 0.95, double? multiplier = null)
    {
        Guard.Probability(confidence);
        var z = multiplier ?? NormalDistribution.Quantile(0.975);
        Guard.Positive(z, nameof(multiplier));
        var (first, second) = CompleteCases.Pairs(x, y);
        double[] d = [.. first.Zip(second, (a, b) => a - b)], mean = [.. first.Zip(second, (a, b) => (a + b) / 2)];
        var m = SampleMoments.Of(d);
        if (m.N < 3)
        {
            return Nothing(m.N, m.N > 0 ? m.Mean : null, m.N > 0 ? Absent.TooFew : Absent.NoValues);
        }

        if (m.Variance == 0)
        {
            return Nothing(m.N, m.Mean, Absent.ZeroVariance) with
            {
                StandardDeviation = 0,
                LowerLimit = m.Mean,
                UpperLimit = m.Mean,
            };
        }

        return WithSlope(Limits(m, z, confidence), mean, d);
    }

    private static BlandAltmanResult Limits(SampleMoments m, double z, double confidence)
    {
        double n = m.N, sd = Math.Sqrt(m.Variance), se = sd / Math.Sqrt(n), level = (1 + confidence) / 2;
        var t = StudentDistribution.Quantile(level, n - 1);
        var limitSe = sd * Math.Sqrt(1 / n + z * z / (2 * (n - 1)));
        double lower = m.Mean - z * sd, upper = m.Mean + z * sd;
        var near = NoncentralStudentDistribution.Quantile(1 - level, n - 1, z * Math.Sqrt(n)) * se;
        var far = NoncentralStudentDistribution.Quantile(level, n - 1, z * Math.Sqrt(n)) * se;
        return new(
            m.N, m.Mean, sd, se, m.Mean - t * se, m.Mean + t * se, lower, upper, limitSe,
            new(lower - t * limitSe, lower + t * limitSe), new(upper - t * limitSe, upper + t * limitSe),
            new(m.Mean - far, m.Mean - near), new(m.Mean + near, m.Mean + far), null, null, Absent.None);
    }

    private static BlandAltmanResult WithSlope(BlandAltmanResult limits, double[] mean, double[] d)
    {
        var fit = LeastSquares.Fit(d, [mean]);
        var slope = fit.Coefficients[1];
        return limits with { Slope = slope, SlopeP = slope is { } b ? PValue(b, fit.StandardError(1), fit.ResidualDegreesOfFreedom) : null };
    }

    private static double? PValue(double slope, double? se, int df) =>
        se > 0 ? StudentDistribution.TwoSided(slope / se.Value, df) : null;

    private static BlandAltmanResult Nothing(long n, double? bias, Absent reason) =>
        new(n, bias, null, null, null, null, null, null, null, null, null, null, null, null, null, reason);
}
