namespace Symetrie.Analytics.Statistics;

/// <summary>Student's t distribution; df above 0, possibly fractional, and +∞ for the normal limit. With x = df/(df + t²) the two
/// tails together are I_x(df/2, ½).</summary>
public static class StudentDistribution
{
    /// <summary>P(T ≤ t).</summary>
    public static double Cdf(double t, double df) => UpperTail(-t, df);

    /// <summary>P(T &gt; t), with its relative precision far into the tail.</summary>
    public static double UpperTail(double t, double df)
    {
        if (double.IsPositiveInfinity(df))
        {
            return NormalDistribution.UpperTail(t);
        }

        var (inside, outside) = Inside(t, df);
        return t < 0 ? 0.5 + (0.5 * inside) : 0.5 * outside;
    }

    /// <summary>P(|T| ≥ |t|): the two-sided p-value.</summary>
    public static double TwoSided(double t, double df) =>
        double.IsPositiveInfinity(df) ? NormalDistribution.TwoSided(t) : Inside(t, df).Outside;

    /// <summary>The t with P(T ≤ t) = p; −∞ at 0, +∞ at 1, exactly 0 at ½.</summary>
    public static double Quantile(double p, double df)
    {
        Guard.ProbabilityOrBound(p);
        if (double.IsPositiveInfinity(df))
        {
            return NormalDistribution.Quantile(p);
        }

        Guard.Positive(df);
        var tail = Math.Min(p, 1 - p);
        if (tail == 0.5)
        {
            return 0;
        }

        var t = tail == 0 ? double.PositiveInfinity : Positive(tail, df);
        return p < 0.5 ? -t : t;
    }

    private static double Positive(double tail, double df)
    {
        if (df == 1)
        {
            return tail < 0.25 ? 1 / Math.Tan(Math.PI * tail) : Math.Tan(Math.PI * (0.5 - tail));
        }

        var outside = 2 * tail;
        if (df == 2)
        {
            return (1 - outside) / Math.Sqrt(outside * (1 - tail));
        }

        double? start = null;
        if (df >= 4)
        {
            // Where the normal expansion (Abramowitz and Stegun 26.7.5) is good it saves most of the iteration.
            var z = -NormalDistribution.Quantile(tail);
            if (z * z < 2 * df)
            {
                start = 2 * Math.Log(Expansion(z, df)) - Math.Log(df);
            }
        }

        return Math.Exp(0.5 * (Math.Log(df) + IncompleteBeta.Logit(1 - outside, outside, 0.5, 0.5 * df, start)));
    }

    private static double Expansion(double z, double df)
    {
        var s = z * z;
        var g1 = (s + 1) / 4;
        var g2 = ((((5 * s) + 16) * s) + 3) / 96;
        var g3 = ((((((3 * s) + 19) * s) + 17) * s) - 15) / 384;
        var g4 = ((((((((79 * s) + 776) * s) + 1482) * s) - 1920) * s) - 945) / 92160;
        return z * (1 + (((((((g4 / df) + g3) / df) + g2) / df) + g1) / df));
    }

    private static (double Inside, double Outside) Inside(double t, double df)
    {
        Guard.Positive(df);
        var odds = t / df * t;
        var (inside, outside, _) = IncompleteBeta.At(1 / (1 + (1 / odds)), 1 / (1 + odds), 0.5, df / 2);
        return (inside, outside);
    }
}
