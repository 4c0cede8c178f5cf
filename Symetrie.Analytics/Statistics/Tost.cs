namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="Tost"/> found. Differences and bounds are in the units of the values.</summary>
/// <param name="Difference">The estimated difference.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="DegreesOfFreedom">Degrees of freedom of the standard error.</param>
/// <param name="BoundLower">Lower bound of equivalence.</param>
/// <param name="BoundUpper">Upper bound of equivalence.</param>
/// <param name="TLower">(difference − lower bound) / standard error.</param>
/// <param name="PLower">One-sided p of "the difference is at or below the lower bound".</param>
/// <param name="TUpper">(difference − upper bound) / standard error.</param>
/// <param name="PUpper">One-sided p of "the difference is at or above the upper bound".</param>
/// <param name="P">The greater of the two: p of "not equivalent".</param>
/// <param name="Lower">Lower end of the 1 − 2α interval of the difference.</param>
/// <param name="Upper">Upper end of the 1 − 2α interval of the difference.</param>
/// <param name="PosteriorBelow">Posterior probability that the true difference is below the lower bound.</param>
/// <param name="PosteriorWithin">Posterior probability that the true difference is within the bounds.</param>
/// <param name="PosteriorAbove">Posterior probability that the true difference is above the upper bound.</param>
/// <param name="SymmetricReachable">Whether this standard error could show equivalence at level α at all, were the observed difference
/// in the middle of the bounds.</param>
/// <param name="MinimumDetectable">The true difference from 0 that the two-sided test at level α finds with the asked power.</param>
/// <param name="Reason">Why figures are absent.</param>
public sealed record TostResult(
    double? Difference, double? StandardError, double? DegreesOfFreedom, double? BoundLower, double? BoundUpper,
    double? TLower, double? PLower, double? TUpper, double? PUpper, double? P, double? Lower, double? Upper,
    double? PosteriorBelow, double? PosteriorWithin, double? PosteriorAbove,
    bool? SymmetricReachable, double? MinimumDetectable, Absent Reason);

/// <summary>How <see cref="Tost"/> estimates the standard error of the difference of two samples.</summary>
public enum TostVariance
{
    /// <summary>Two variances, Satterthwaite's degrees of freedom.</summary>
    Welch = 0,

    /// <summary>One pooled variance.</summary>
    Pooled,

    /// <summary>Matched pairs: the variance of their differences.</summary>
    Paired,
}

/// <summary>Two one-sided tests of equivalence (Schuirmann 1987; Lakens 2017): the difference is shown to lie within the bounds when both
/// p are below α, which is when its 1 − 2α interval does.
/// <para>The <b>posterior probabilities</b> take a flat prior on the difference and Student's t with these degrees of freedom as its
/// posterior: difference + standard error · t(df). For one sample, pairs or a pooled variance that is the exact posterior under the prior
/// 1/σ²; for Welch it is Satterthwaite's approximation of the Behrens–Fisher posterior. So P(below) equals the one-sided
/// <c>PLower</c> and P(above) equals <c>PUpper</c>.</para>
/// <para>The <b>minimum detectable difference</b> inverts the noncentral t (far tail left out, as R's <c>power.t.test</c>).
/// <b>SymmetricReachable</b> is (upper − lower)/2 &gt; t(1 − α, df) · standard error.</para>
/// <para>No standard error (too few values): the difference and bounds only. Standard error 0: <see cref="Absent.ZeroVariance"/>.</para>
/// </summary>
public static class Tost
{
    /// <summary>From raw values; NaN is missing.</summary>
    /// <param name="a">Values of A.</param>
    /// <param name="b">Values of B; of the same length when paired.</param>
    /// <param name="boundLower">Lower bound of equivalence.</param>
    /// <param name="boundUpper">Upper bound of equivalence, above the lower.</param>
    /// <param name="variance">How the standard error is estimated.</param>
    /// <param name="alpha">Level of each one-sided test, in (0, 0.5).</param>
    /// <param name="power">Power of the minimum detectable difference, in (0.5, 1).</param>
    public static TostResult Compute(
        ReadOnlySpan<double> a, ReadOnlySpan<double> b, double boundLower, double boundUpper,
        TostVariance variance = TostVariance.Welch, double alpha = 0.05, double power = 0.8)
    {
        if (variance == TostVariance.Paired)
        {
            return FromMoments(SampleMoments.Of(PairedT.Differences(a, b)), boundLower, boundUpper, alpha, power);
        }

        var sampleA = SampleMoments.Of(a);
        var sampleB = SampleMoments.Of(b);
        return FromMoments(sampleA, sampleB, boundLower, boundUpper, variance, alpha, power);
    }

    /// <summary>From the moments of one sample, or of the differences of pairs.</summary>
    /// <param name="sample">n, mean and variance.</param>
    /// <param name="boundLower">Lower bound of equivalence.</param>
    /// <param name="boundUpper">Upper bound of equivalence, above the lower.</param>
    /// <param name="alpha">Level of each one-sided test, in (0, 0.5).</param>
    /// <param name="power">Power of the minimum detectable difference, in (0.5, 1).</param>
    /// <param name="reference">The value the mean is compared with.</param>
    public static TostResult FromMoments(
        SampleMoments sample, double boundLower, double boundUpper, double alpha = 0.05, double power = 0.8, double reference = 0)
    {
        double? difference = sample.N > 0 ? sample.Mean - reference : null;
        double? se = sample.N > 1 ? Math.Sqrt(sample.Variance / sample.N) : null;
        return FromEstimate(difference, se, sample.N - 1, boundLower, boundUpper, alpha, power);
    }

    /// <summary>From the moments of two independent samples.</summary>
    /// <param name="a">Moments of A.</param>
    /// <param name="b">Moments of B.</param>
    /// <param name="boundLower">Lower bound of equivalence.</param>
    /// <param name="boundUpper">Upper bound of equivalence, above the lower.</param>
    /// <param name="variance"><see cref="TostVariance.Welch"/> or <see cref="TostVariance.Pooled"/>.</param>
    /// <param name="alpha">Level of each one-sided test, in (0, 0.5).</param>
    /// <param name="power">Power of the minimum detectable difference, in (0.5, 1).</param>
    public static TostResult FromMoments(
        SampleMoments a, SampleMoments b, double boundLower, double boundUpper,
        TostVariance variance = TostVariance.Welch, double alpha = 0.05, double power = 0.8)
    {
        if (variance == TostVariance.Paired)
        {
            throw new ArgumentException("Pairs need the moments of their differences.", nameof(variance));
        }

        return FromWelch(WelchT.FromMoments(a, b), boundLower, boundUpper, variance, alpha, power);
    }

    /// <summary>From a Welch result, which may rest on borrowed variances.</summary>
    /// <param name="welch">The difference and its standard error.</param>
    /// <param name="boundLower">Lower bound of equivalence.</param>
    /// <param name="boundUpper">Upper bound of equivalence, above the lower.</param>
    /// <param name="variance"><see cref="TostVariance.Welch"/> or <see cref="TostVariance.Pooled"/>.</param>
    /// <param name="alpha">Level of each one-sided test, in (0, 0.5).</param>
    /// <param name="power">Power of the minimum detectable difference, in (0.5, 1).</param>
    public static TostResult FromWelch(
        WelchTResult welch, double boundLower, double boundUpper,
        TostVariance variance = TostVariance.Welch, double alpha = 0.05, double power = 0.8)
    {
        ArgumentNullException.ThrowIfNull(welch);
        if (variance != TostVariance.Pooled || welch.PooledT is null)
        {
            return FromEstimate(welch.Difference, welch.StandardError, welch.DegreesOfFreedom ?? 0, boundLower, boundUpper, alpha, power);
        }

        return FromEstimate(
            welch.Difference, welch.PooledStandardError, welch.PooledDegreesOfFreedom!.Value, boundLower, boundUpper, alpha, power);
    }

    /// <summary>From an estimate with its standard error and degrees of freedom.</summary>
    /// <param name="difference">The estimate; <see langword="null"/> when there is none.</param>
    /// <param name="standardError">Its standard error; <see langword="null"/> when it cannot be estimated.</param>
    /// <param name="df">Degrees of freedom; +∞ for a normal estimate.</param>
    /// <param name="boundLower">Lower bound of equivalence.</param>
    /// <param name="boundUpper">Upper bound of equivalence, above the lower.</param>
    /// <param name="alpha">Level of each one-sided test, in (0, 0.5).</param>
    /// <param name="power">Power of the minimum detectable difference, in (0.5, 1).</param>
    public static TostResult FromEstimate(
        double? difference, double? standardError, double df, double boundLower, double boundUpper, double alpha = 0.05, double power = 0.8)
    {
        Check(boundLower, boundUpper, alpha, power);
        var known = new TostResult(
            difference, standardError, standardError > 0 ? df : null, boundLower, boundUpper,
            null, null, null, null, null, null, null, null, null, null, null, null, Absent.NoValues);
        if (difference is not { } d)
        {
            return known;
        }

        if (standardError is not { } se)
        {
            return known with { Reason = Absent.TooFew };
        }

        return se == 0 ? known with { Reason = Absent.ZeroVariance } : Tested(known, d, se, df, alpha, power);
    }

    private static TostResult Tested(TostResult known, double d, double se, double df, double alpha, double power)
    {
        double lower = known.BoundLower!.Value, upper = known.BoundUpper!.Value;
        double tLower = (d - lower) / se, tUpper = (d - upper) / se;
        var pLower = StudentDistribution.UpperTail(tLower, df);
        var pUpper = StudentDistribution.Cdf(tUpper, df);
        var critical = StudentDistribution.Quantile(1 - alpha, df);
        return known with
        {
            TLower = tLower,
            PLower = pLower,
            TUpper = tUpper,
            PUpper = pUpper,
            P = Math.Max(pLower, pUpper),
            Lower = d - critical * se,
            Upper = d + critical * se,
            PosteriorBelow = pLower,
            PosteriorWithin = Math.Max(0, 1 - pLower - pUpper),
            PosteriorAbove = pUpper,
            SymmetricReachable = (upper - lower) / 2 > critical * se,
            MinimumDetectable = PowerTwoSampleT.Detectable(se, df, alpha, power),
            Reason = Absent.None,
        };
    }

    private static void Check(double boundLower, double boundUpper, double alpha, double power)
    {
        if (!(boundLower < boundUpper))
        {
            throw new ArgumentException("The lower bound is below the upper bound.", nameof(boundLower));
        }

        if (!(alpha > 0 && alpha < 0.5))
        {
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "The level lies between 0 and 0.5.");
        }

        if (!(power > 0.5 && power < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(power), power, "The power lies between 0.5 and 1.");
        }
    }
}
