namespace Symetrie.Analytics.Statistics;

/// <summary>One independent mean in a contrast.</summary>
/// <param name="Coefficient">Its coefficient, usually +1 or −1.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Variance">The variance of single values (divisor n − 1), own or borrowed from more groups.</param>
/// <param name="N">How many values the mean rests on; above 0.</param>
/// <param name="DegreesOfFreedom">On how many the variance rests: n − 1 for an own one.</param>
public readonly record struct ContrastTerm(double Coefficient, double Mean, double Variance, long N, double DegreesOfFreedom);

/// <summary>What <see cref="MeanContrast"/> found, in the units of the values.</summary>
/// <param name="Estimate">Σ c·x̄.</param>
/// <param name="StandardError">√(Σ c²s²/n).</param>
/// <param name="DegreesOfFreedom">Satterthwaite's degrees of freedom, usually fractional.</param>
/// <param name="Lower">Lower end of the interval.</param>
/// <param name="Upper">Upper end of the interval.</param>
/// <param name="P">Two-sided p of an estimate of 0, in [0, 1].</param>
/// <param name="Reason">Why figures are absent.</param>
public readonly record struct MeanContrastResult(double? Estimate, double? StandardError, double? DegreesOfFreedom, double? Lower, double? Upper, double? P, Absent Reason);

/// <summary>A linear contrast of independent means whose variances may differ: Σ c·x̄ with standard error √(Σ v), v = c²s²/n, and
/// df = (Σ v)² / Σ(v²/df) (Satterthwaite 1946; with two means and coefficients ±1 this is Welch 1947, with one mean Student's interval).
/// <para>No terms: no figure (<see cref="Absent.NoValues"/>). A variance on 0 degrees of freedom: the estimate only
/// (<see cref="Absent.TooFew"/>). All variances 0: estimate and standard error 0, no test (<see cref="Absent.ZeroVariance"/>).</para></summary>
public static class MeanContrast
{
    /// <summary>The contrast with its interval and test.</summary>
    /// <param name="terms">The means; order changes nothing but the sign convention of the coefficients.</param>
    /// <param name="confidence">Coverage of the interval, in (0, 1).</param>
    /// <exception cref="ArgumentException">A term without values, a negative variance, or a confidence outside (0, 1).</exception>
    public static MeanContrastResult Compute(ReadOnlySpan<ContrastTerm> terms, double confidence = 0.95)
    {
        Guard.Probability(confidence, nameof(confidence));
        if (terms.IsEmpty) return new(null, null, null, null, null, null, Absent.NoValues);
        var (estimate, total, denominator, enough) = (0d, 0d, 0d, true);
        foreach (var term in terms)
        {
            if (term.N <= 0 || term.Variance < 0) throw new ArgumentException("a term needs values and a variance of 0 or more", nameof(terms));
            estimate += term.Coefficient * term.Mean;
            enough &= term.DegreesOfFreedom > 0;
            var v = term.Coefficient * term.Coefficient * term.Variance / term.N;
            total += v;
            denominator += v * v / term.DegreesOfFreedom;
        }

        if (!enough) return new(estimate, null, null, null, null, null, Absent.TooFew);
        if (total == 0) return new(estimate, 0, null, null, null, null, Absent.ZeroVariance);
        var (se, df) = (Math.Sqrt(total), total * total / denominator);
        var half = StudentDistribution.Quantile((1 + confidence) / 2, df) * se;
        return new(estimate, se, df, estimate - half, estimate + half, StudentDistribution.TwoSided(estimate / se, df), Absent.None);
    }
}
