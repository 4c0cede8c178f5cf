namespace Symetrie.Analytics.Statistics;

/// <summary>Fisher's F distribution with d1 and d2 degrees of freedom, possibly fractional. With u = d1·F and v = d2, u/(u+v) is
/// a beta variable with parameters d1/2 and d2/2. d2 may be +∞, when d1·F is chi-square.</summary>
public static class FisherDistribution
{
    /// <summary>P(X ≤ f).</summary>
    public static double Cdf(double f, double d1, double d2) => Tails(f, d1, d2).Lower;

    /// <summary>P(X &gt; f), with its relative precision far into the tail.</summary>
    public static double UpperTail(double f, double d1, double d2) => Tails(f, d1, d2).Upper;

    /// <summary>The f with P(X ≤ f) = p; 0 at 0 and +∞ at 1.</summary>
    public static double Quantile(double p, double d1, double d2)
    {
        Guard.ProbabilityOrBound(p);
        Guard.Positive(d1);
        if (double.IsPositiveInfinity(d2))
        {
            return ChiSquareDistribution.Quantile(p, d1) / d1;
        }

        Guard.Positive(d2);
        return p == 0 ? 0 : p == 1 ? double.PositiveInfinity : d2 / d1 * Math.Exp(IncompleteBeta.Logit(p, 1 - p, d1 / 2, d2 / 2));
    }

    private static (double Lower, double Upper) Tails(double f, double d1, double d2)
    {
        Guard.Positive(d1);
        if (f <= 0)
        {
            return (0, 1);
        }

        if (double.IsPositiveInfinity(d2))
        {
            return (ChiSquareDistribution.Cdf(d1 * f, d1), ChiSquareDistribution.UpperTail(d1 * f, d1));
        }

        Guard.Positive(d2);
        var odds = d1 / d2 * f;
        var (lower, upper, _) = IncompleteBeta.At(1 / (1 + (1 / odds)), 1 / (1 + odds), d1 / 2, d2 / 2);
        return (lower, upper);
    }
}
