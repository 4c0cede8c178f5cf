namespace Symetrie.Analytics.Statistics;

/// <summary>The chi-square distribution; df above 0 and possibly fractional.</summary>
public static class ChiSquareDistribution
{
    /// <summary>P(X ≤ x) = P(df/2, x/2).</summary>
    public static double Cdf(double x, double df)
    {
        Guard.Positive(df);
        return IncompleteGamma.At(df / 2, x / 2).Lower;
    }

    /// <summary>P(X &gt; x) = Q(df/2, x/2), with its relative precision far into the tail.</summary>
    public static double UpperTail(double x, double df)
    {
        Guard.Positive(df);
        return IncompleteGamma.At(df / 2, x / 2).Upper;
    }

    /// <summary>The x with P(X ≤ x) = p; 0 at 0 and +∞ at 1. May underflow to 0 for a tiny p and a fractional small df.</summary>
    public static double Quantile(double p, double df)
    {
        Guard.ProbabilityOrBound(p);
        Guard.Positive(df);
        return p == 0 ? 0 : p == 1 ? double.PositiveInfinity : 2 * Math.Exp(IncompleteGamma.LogOf(p, 1 - p, df / 2));
    }
}
