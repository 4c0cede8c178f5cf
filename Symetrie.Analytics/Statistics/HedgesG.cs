using MathNet.Numerics;

namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="HedgesG"/> found; figures are in pooled standard deviations, A − B.</summary>
/// <param name="NA">Values of A that are not missing.</param>
/// <param name="NB">Values of B that are not missing.</param>
/// <param name="CohenD">(x̄A − x̄B) / pooled standard deviation, biased away from 0.</param>
/// <param name="DLower">Lower end of the interval of d, from the noncentral t.</param>
/// <param name="DUpper">Upper end of the interval of d, from the noncentral t.</param>
/// <param name="G">J·d, unbiased.</param>
/// <param name="Lower">Lower end of the interval of g: J times that of d.</param>
/// <param name="Upper">Upper end of the interval of g: J times that of d.</param>
/// <param name="GApproximate">d·(1 − 3/(4·df − 1)), the approximation other programs print.</param>
/// <param name="J">The exact correction Γ(df/2) / (√(df/2)·Γ((df − 1)/2)), in (0, 1).</param>
/// <param name="DegreesOfFreedom">Degrees of freedom of the pooled variance.</param>
/// <param name="LargeSampleVariance">(nA + nB)/(nA·nB) + d²/(2(nA + nB)).</param>
/// <param name="LargeSampleStandardError">Square root of the large-sample variance.</param>
/// <param name="Reason">Why figures are absent.</param>
public sealed record HedgesGResult(
    long NA, long NB, double? CohenD, double? DLower, double? DUpper, double? G, double? Lower, double? Upper, double? GApproximate,
    double? J, double? DegreesOfFreedom, double? LargeSampleVariance, double? LargeSampleStandardError, Absent Reason);

/// <summary>The standardised difference of two independent means with its small-sample correction (Hedges 1981), interval by the
/// noncentral t (Steiger and Fouladi 1997).
/// <para>A side without values: <see cref="Absent.NoValues"/>. A side with one value and no borrowed variance, or fewer than 2
/// degrees of freedom together: <see cref="Absent.TooFew"/>. Pooled standard deviation 0: <see cref="Absent.ZeroVariance"/>, never
/// an infinite d.</para></summary>
public static class HedgesG
{
    /// <summary>From raw values; NaN is missing.</summary>
    /// <param name="a">Values of sample A.</param>
    /// <param name="b">Values of sample B.</param>
    /// <param name="confidence">Coverage of the interval, in (0, 1).</param>
    public static HedgesGResult Compute(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double confidence = 0.95) =>
        FromMoments(SampleMoments.Of(a), SampleMoments.Of(b), confidence);

    /// <summary>From counts of distinct ascending values that both samples share.</summary>
    /// <param name="values">Distinct values, ascending.</param>
    /// <param name="countsA">How often each occurs in A.</param>
    /// <param name="countsB">How often each occurs in B.</param>
    /// <param name="confidence">Coverage of the interval, in (0, 1).</param>
    public static HedgesGResult FromCounts(
        ReadOnlySpan<double> values, ReadOnlySpan<long> countsA, ReadOnlySpan<long> countsB, double confidence = 0.95) =>
        FromMoments(SampleMoments.OfCounts(values, countsA), SampleMoments.OfCounts(values, countsB), confidence);

    /// <summary>From the moments of two samples.</summary>
    /// <param name="a">Moments of A.</param>
    /// <param name="b">Moments of B.</param>
    /// <param name="confidence">Coverage of the interval, in (0, 1).</param>
    public static HedgesGResult FromMoments(SampleMoments a, SampleMoments b, double confidence = 0.95) =>
        FromMoments(a.N, a.Mean, a.Variance, b.N, b.Mean, b.Variance, confidence);

    /// <summary>From numbers; see <see cref="WelchT.FromMoments(long, double, double, long, double, double, double, double?, double?)"/>
    /// for borrowed variances.</summary>
    /// <param name="nA">Values in A, at least 0.</param>
    /// <param name="meanA">Mean of A.</param>
    /// <param name="varianceA">Variance of A (divisor n − 1), at least 0.</param>
    /// <param name="nB">Values in B, at least 0.</param>
    /// <param name="meanB">Mean of B.</param>
    /// <param name="varianceB">Variance of B (divisor n − 1), at least 0.</param>
    /// <param name="confidence">Coverage of the interval, in (0, 1).</param>
    /// <param name="dfA">Degrees of freedom of <paramref name="varianceA"/>; nA − 1 when not given.</param>
    /// <param name="dfB">Degrees of freedom of <paramref name="varianceB"/>; nB − 1 when not given.</param>
    public static HedgesGResult FromMoments(
        long nA, double meanA, double varianceA, long nB, double meanB, double varianceB,
        double confidence = 0.95, double? dfA = null, double? dfB = null)
    {
        TwoSampleGuard.Check(nA, varianceA, dfA, nB, varianceB, dfB, confidence);
        double freeA = dfA ?? nA - 1, freeB = dfB ?? nB - 1, df = freeA + freeB;
        if (nA == 0 || nB == 0)
        {
            return Nothing(nA, nB, Absent.NoValues);
        }

        if (!(freeA > 0 && freeB > 0 && df >= 2))
        {
            return Nothing(nA, nB, Absent.TooFew);
        }

        var pooled = Math.Sqrt((varianceA * freeA + varianceB * freeB) / df);
        return pooled == 0
            ? Nothing(nA, nB, Absent.ZeroVariance)
            : Standardised(nA, nB, (meanA - meanB) / pooled, df, confidence);
    }

    /// <summary>The estimate alone, without its interval: g = J(nA + nB − 2)·(x̄A − x̄B)/s with s² = ((nA − 1)s²A + (nB − 1)s²B)/(nA + nB − 2),
    /// the two variances weighted by their own samples also where they are borrowed from more groups.</summary>
    /// <param name="nA">Values in A, at least 0.</param>
    /// <param name="meanA">Mean of A.</param>
    /// <param name="varianceA">Variance of A, at least 0.</param>
    /// <param name="nB">Values in B, at least 0.</param>
    /// <param name="meanB">Mean of B.</param>
    /// <param name="varianceB">Variance of B, at least 0.</param>
    /// <returns>g in standard deviations; <see langword="null"/> below two values a side or where both variances are 0.</returns>
    public static double? Point(long nA, double meanA, double varianceA, long nB, double meanB, double varianceB)
    {
        if (nA < 2 || nB < 2) return null;
        double df = nA + nB - 2;
        var pooled = Math.Sqrt((varianceA * (nA - 1) + varianceB * (nB - 1)) / df);
        return pooled == 0 ? null : Correction(df) * (meanA - meanB) / pooled;
    }

    /// <summary>J(df) = Γ(df/2) / (√(df/2)·Γ((df − 1)/2)), the factor that makes d unbiased; df at least 2.</summary>
    /// <param name="df">Degrees of freedom.</param>
    internal static double Correction(double df)
    {
        // Differences of large log-gammas lose digits; beyond 1,000 five terms of the ratio's expansion are exact to the last bit.
        if (df <= 1000)
        {
            return Math.Exp(SpecialFunctions.GammaLn(df / 2) - SpecialFunctions.GammaLn((df - 1) / 2)) / Math.Sqrt(df / 2);
        }

        var x = 2 / (df - 1);
        return Math.Sqrt((df - 1) / df) * (1 + x * (-1.0 / 8 + x * (1.0 / 128 + x * (5.0 / 1024 - x * 21 / 32768))));
    }

    private static HedgesGResult Standardised(double nA, double nB, double d, double df, double confidence)
    {
        var scale = Math.Sqrt(1 / nA + 1 / nB);
        var lower = NoncentralStudentDistribution.Noncentrality(d / scale, df, (1 + confidence) / 2) * scale;
        var upper = NoncentralStudentDistribution.Noncentrality(d / scale, df, (1 - confidence) / 2) * scale;
        var j = Correction(df);
        var variance = 1 / nA + 1 / nB + d * d / (2 * (nA + nB));
        return new HedgesGResult(
            (long)nA, (long)nB, d, lower, upper, j * d, j * lower, j * upper, d * (1 - 3 / (4 * df - 1)),
            j, df, variance, Math.Sqrt(variance), Absent.None);
    }

    private static HedgesGResult Nothing(long nA, long nB, Absent reason) =>
        new(nA, nB, null, null, null, null, null, null, null, null, null, null, null, reason);
}
