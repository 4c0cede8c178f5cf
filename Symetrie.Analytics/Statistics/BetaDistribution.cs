namespace Symetrie.Analytics.Statistics;

/// <summary>The beta distribution on [0, 1] with parameters a and b above 0.</summary>
public static class BetaDistribution
{
    /// <summary>P(X ≤ x) = I_x(a, b).</summary>
    public static double Cdf(double x, double a, double b) => Tails(x, a, b).Lower;

    /// <summary>P(X &gt; x).</summary>
    public static double UpperTail(double x, double a, double b) => Tails(x, a, b).Upper;

    /// <summary>The x with P(X ≤ x) = p.</summary>
    public static double Quantile(double p, double a, double b)
    {
        Guard.ProbabilityOrBound(p);
        Guard.Positive(a);
        Guard.Positive(b);
        return p == 0 ? 0 : p == 1 ? 1 : 1 / (1 + Math.Exp(-IncompleteBeta.Logit(p, 1 - p, a, b)));
    }

    private static (double Lower, double Upper) Tails(double x, double a, double b)
    {
        Guard.Positive(a);
        Guard.Positive(b);
        var (lower, upper, _) = IncompleteBeta.At(x, 1 - x, a, b);
        return (lower, upper);
    }
}
