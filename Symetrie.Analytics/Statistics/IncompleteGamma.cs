namespace Symetrie.Analytics.Statistics;

/// <summary>The regularised incomplete gamma functions P(a,x) and Q(a,x) = 1 − P(a,x), each computed directly where it is the
/// smaller one, and the inverse.</summary>
internal static class IncompleteGamma
{
    /// <summary>P, Q, and x^a e^(−x) / Γ(a), which is the derivative of P by ln x.</summary>
    public static (double Lower, double Upper, double Weight) At(double a, double x)
    {
        if (x <= 0)
        {
            return (0, 1, 0);
        }

        if (double.IsPositiveInfinity(x))
        {
            return (1, 0, 0);
        }

        var weight = Math.Sqrt(a / (2 * Math.PI)) * Math.Exp(-SaddlePoint.StirlingError(a) - SaddlePoint.Deviance(a, x, a - x));
        if (x < a + 1)
        {
            var lower = Math.Min(1, weight * Series(a, x));
            return (lower, 1 - lower, weight);
        }

        var upper = weight * Fraction(a, x);
        return (1 - upper, upper, weight);
    }

    /// <summary>ln x for the x with the given tails (they add to 1; the smaller one is matched). As for the beta: the logarithm of
    /// a tail is concave in ln x, so Newton's iteration cannot fail.</summary>
    public static double LogOf(double lower, double upper, double a)
    {
        var left = lower <= upper;
        var target = left ? lower : upper;
        var v = Start(lower, upper, a);
        for (var i = 0; i < 300; i++)
        {
            var x = Math.Exp(v);
            var (low, up, weight) = At(a, x);
            var tail = left ? low : up;
            if (!(tail > 0 && weight > 0))
            {
                v = 0.5 * (v + Math.Log(a));
                continue;
            }

            var slope = left ? weight / tail : -weight / tail;
            var step = -Math.Log(tail / target) / slope;
            var bend = 0.5 * step * (a - x - slope);
            if (Math.Abs(bend) < 0.5)
            {
                step /= 1 + bend;
            }

            var reach = 4 + Math.Abs(v);
            v += Math.Clamp(step, -reach, reach);
            if ((4 * bend * bend * Math.Abs(step)) + Math.Abs(step * step * step) < 1e-14 * (1 + Math.Abs(v)))
            {
                break;
            }
        }

        return v;
    }

    private static double Start(double lower, double upper, double a)
    {
        // The leading term x^a / Γ(a+1), and the cube root normal approximation of Wilson and Hilferty (1931).
        var small = (Math.Log(lower) + SaddlePoint.LogFactorial(a)) / a;
        if (a < 0.5 || lower < 1e-20)
        {
            return lower <= upper ? small : Math.Max(small, Math.Log(-Math.Log(upper)));
        }

        var z = lower <= upper ? NormalDistribution.Quantile(lower) : -NormalDistribution.Quantile(upper);
        var root = 1 - (1 / (9 * a)) + (z / (3 * Math.Sqrt(a)));
        return root > 0.2 ? Math.Log(a) + (3 * Math.Log(root)) : small;
    }

    // P = weight · Σ x^k / (a (a+1) … (a+k)).
    private static double Series(double a, double x)
    {
        var term = 1 / a;
        var sum = term;
        for (var k = 1; k < 10_000_000; k++)
        {
            term *= x / (a + k);
            sum += term;
            if (term < sum * 1e-17)
            {
                break;
            }
        }

        return sum;
    }

    // Q = weight / (x + 1 − a − 1(1−a)/(x + 3 − a − 2(2−a)/…)), by Lentz's algorithm.
    private static double Fraction(double a, double x)
    {
        var b = x + 1 - a;
        var c = double.MaxValue;
        var d = 1 / b;
        var value = d;
        for (var k = 1; k < 10_000_000; k++)
        {
            var numerator = -k * (k - a);
            b += 2;
            d = 1 / (b + (numerator * d));
            c = b + (numerator / c);
            var delta = c * d;
            value *= delta;
            if (Math.Abs(delta - 1) < 2e-16)
            {
                break;
            }
        }

        return value;
    }
}
