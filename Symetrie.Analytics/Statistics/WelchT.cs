namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="WelchT"/> found. Differences are A − B, in the units of the values.</summary>
/// <param name="NA">Values of A that are not missing.</param>
/// <param name="NB">Values of B that are not missing.</param>
/// <param name="MeanA">Mean of A; <see langword="null"/> without values.</param>
/// <param name="MeanB">Mean of B; <see langword="null"/> without values.</param>
/// <param name="Difference">Mean of A − mean of B; there as soon as each side has one value.</param>
/// <param name="StandardError">√(s²A/nA + s²B/nB).</param>
/// <param name="T">Difference / standard error.</param>
/// <param name="DegreesOfFreedom">Satterthwaite's degrees of freedom, usually fractional.</param>
/// <param name="P">Two-sided p of a difference of 0, in [0, 1].</param>
/// <param name="Lower">Lower end of the interval of the difference.</param>
/// <param name="Upper">Upper end of the interval of the difference.</param>
/// <param name="PooledStandardError">Standard error from one pooled variance.</param>
/// <param name="PooledT">Student's t with one pooled variance.</param>
/// <param name="PooledDegreesOfFreedom">Degrees of freedom of Student's t.</param>
/// <param name="PooledP">Two-sided p of Student's t.</param>
/// <param name="Reason">Why figures are absent.</param>
public sealed record WelchTResult(
    long NA, long NB, double? MeanA, double? MeanB, double? Difference, double? StandardError, double? T,
    double? DegreesOfFreedom, double? P, double? Lower, double? Upper,
    double? PooledStandardError, double? PooledT, double? PooledDegreesOfFreedom, double? PooledP, Absent Reason);

/// <summary>The difference of two means of independent samples whose variances may differ (Welch 1947):
/// t = (x̄A − x̄B) / √(s²A/nA + s²B/nB), df = (vA + vB)² / (vA²/dfA + vB²/dfB) with v = s²/n (Satterthwaite 1946).
/// <para>A side without values: no figure (<see cref="Absent.NoValues"/>). A side with one value and no borrowed variance: the
/// difference only (<see cref="Absent.TooFew"/>). Both variances 0: difference and standard error 0, no test
/// (<see cref="Absent.ZeroVariance"/>).</para></summary>
public static class WelchT
{
    /// <summary>From raw values; NaN is missing.</summary>
    /// <param name="a">Values of sample A.</param>
    /// <param name="b">Values of sample B.</param>
    /// <param name="confidence">Coverage of the interval, in (0, 1).</param>
    public static WelchTResult Compute(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double confidence = 0.95) =>
        FromMoments(SampleMoments.Of(a), SampleMoments.Of(b), confidence);

    /// <summary>From counts of distinct ascending values that both samples share.</summary>
    /// <param name="values">Distinct values, ascending.</param>
    /// <param name="countsA">How often each occurs in A.</param>
    /// <param name="countsB">How often each occurs in B.</param>
    /// <param name="confidence">Coverage of the interval, in (0, 1).</param>
    public static WelchTResult FromCounts(
        ReadOnlySpan<double> values, ReadOnlySpan<long> countsA, ReadOnlySpan<long> countsB, double confidence = 0.95) =>
        FromMoments(SampleMoments.OfCounts(values, countsA), SampleMoments.OfCounts(values, countsB), confidence);

    /// <summary>From the moments of two samples.</summary>
    /// <param name="a">Moments of A.</param>
    /// <param name="b">Moments of B.</param>
    /// <param name="confidence">Coverage of the interval, in (0, 1).</param>
    public static WelchTResult FromMoments(SampleMoments a, SampleMoments b, double confidence = 0.95) =>
        FromMoments(a.N, a.Mean, a.Variance, b.N, b.Mean, b.Variance, confidence);

    /// <summary>From numbers. A variance may be a pooled one, borrowed from more groups than this sample: then give the degrees of
    /// freedom on which it rests, and a sample of one value has a standard error too.</summary>
    /// <param name="nA">Values in A, at least 0.</param>
    /// <param name="meanA">Mean of A.</param>
    /// <param name="varianceA">Variance of A (divisor n − 1), at least 0.</param>
    /// <param name="nB">Values in B, at least 0.</param>
    /// <param name="meanB">Mean of B.</param>
    /// <param name="varianceB">Variance of B (divisor n − 1), at least 0.</param>
    /// <param name="confidence">Coverage of the interval, in (0, 1).</param>
    /// <param name="dfA">Degrees of freedom of <paramref name="varianceA"/>; nA − 1 when not given.</param>
    /// <param name="dfB">Degrees of freedom of <paramref name="varianceB"/>; nB − 1 when not given.</param>
    public static WelchTResult FromMoments(
        long nA, double meanA, double varianceA, long nB, double meanB, double varianceB,
        double confidence = 0.95, double? dfA = null, double? dfB = null)
    {
        TwoSampleGuard.Check(nA, varianceA, dfA, nB, varianceB, dfB, confidence);
        var known = new WelchTResult(
            nA, nB, nA > 0 ? meanA : null, nB > 0 ? meanB : null, null, null, null, null, null, null, null, null, null, null, null, Absent.NoValues);
        if (nA == 0 || nB == 0)
        {
            return known;
        }

        known = known with { Difference = meanA - meanB, Reason = Absent.TooFew };
        double freeA = dfA ?? nA - 1, freeB = dfB ?? nB - 1;
        if (!(freeA > 0 && freeB > 0))
        {
            return known;
        }

        if (varianceA == 0 && varianceB == 0)
        {
            return known with { StandardError = 0, Reason = Absent.ZeroVariance };
        }

        return Tested(known, varianceA, freeA, varianceB, freeB, confidence);
    }

    private static WelchTResult Tested(
        WelchTResult known, double varianceA, double freeA, double varianceB, double freeB, double confidence)
    {
        double nA = known.NA, nB = known.NB, difference = known.Difference!.Value;
        double vA = varianceA / nA, vB = varianceB / nB;
        var se = Math.Sqrt(vA + vB);
        // Shares of the sum, so that squares of tiny variances do not underflow.
        double shareA = vA / (vA + vB), shareB = vB / (vA + vB);
        var df = 1 / (shareA * shareA / freeA + shareB * shareB / freeB);
        var half = StudentDistribution.Quantile((1 + confidence) / 2, df) * se;
        var pooledDf = freeA + freeB;
        var pooledVariance = (varianceA * freeA + varianceB * freeB) / pooledDf;
        var pooledSe = Math.Sqrt(pooledVariance * (1 / nA + 1 / nB));
        var pooledT = difference / pooledSe;
        return known with
        {
            StandardError = se,
            T = difference / se,
            DegreesOfFreedom = df,
            P = StudentDistribution.TwoSided(difference / se, df),
            Lower = difference - half,
            Upper = difference + half,
            PooledStandardError = pooledSe,
            PooledT = pooledT,
            PooledDegreesOfFreedom = pooledDf,
            PooledP = StudentDistribution.TwoSided(pooledT, pooledDf),
            Reason = Absent.None,
        };
    }
}
