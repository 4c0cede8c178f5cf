namespace Symetrie.Analytics.Statistics;

/// <summary>The regularised incomplete beta function with both of its tails, and its inverse. Everything that is a Student,
/// Fisher or beta probability comes from here.</summary>
internal static class IncompleteBeta
{
    /// <summary>Lower tail I_x(a,b), upper tail 1 − I_x(a,b), and x^a y^b / B(a,b), which is the derivative of the lower tail by
    /// the logit of x. <paramref name="y"/> is 1 − x, given because the caller can compute it without cancellation.</summary>
    public static (double Lower, double Upper, double Weight) At(double x, double y, double a, double b)
    {
        if (x <= 0)
        {
            return (0, 1, 0);
        }

        if (y <= 0)
        {
            return (1, 0, 0);
        }

        var weight = Weight(x, y, a, b, LogConstant(a, b));
        var (lower, upper) = Tails(x, y, a, b, weight);
        return (lower, upper, weight);
    }

    /// <summary>ln of √(ab / 2π(a+b)) · exp(δ(a+b) − δ(a) − δ(b)): the part of the weight that does not depend on x.</summary>
    public static double LogConstant(double a, double b) =>
        SaddlePoint.StirlingError(a + b) - SaddlePoint.StirlingError(a) - SaddlePoint.StirlingError(b)
        - (0.5 * Math.Log(2 * Math.PI * ((1 / a) + (1 / b))));

    /// <summary>x^a y^b / B(a,b).</summary>
    public static double Weight(double x, double y, double a, double b, double logConstant)
    {
        // a − (a+b)x = ay − bx, and the right side does not cancel when a is huge.
        var n = a + b;
        var difference = (a * y) - (b * x);
        return Math.Exp(logConstant - SaddlePoint.Deviance(a, n * x, difference) - SaddlePoint.Deviance(b, n * y, -difference));
    }

    /// <summary>Both tails, given the weight at x.</summary>
    public static (double Lower, double Upper) Tails(double x, double y, double a, double b, double weight)
    {
        if (x * (a + b + 2) <= a + 1)
        {
            var lower = weight / Fraction(x, y, a, b);
            return (lower, 1 - lower);
        }

        var upper = weight / Fraction(y, x, b, a);
        return (1 - upper, upper);
    }

    /// <summary>The logit of the x whose tails are <paramref name="lower"/> and <paramref name="upper"/> (they add to 1; the smaller
    /// one is matched). The logarithm of a tail is a concave function of the logit, so Newton's iteration converges
    /// from any start; Halley's correction makes it cubic.</summary>
    public static double Logit(double lower, double upper, double a, double b, double? start = null)
    {
        var left = lower <= upper;
        var target = left ? lower : upper;
        var constant = LogConstant(a, b);
        var w = start ?? Start(lower, upper, a, b);
        for (var i = 0; i < 300; i++)
        {
            var (x, y) = (1 / (1 + Math.Exp(-w)), 1 / (1 + Math.Exp(w)));
            var weight = Weight(x, y, a, b, constant);
            var (low, up) = Tails(x, y, a, b, weight);
            var tail = left ? low : up;
            if (!(tail > 0 && weight > 0))
            {
                w = 0.5 * (w + Math.Log(a / b)); // Underflow: too far out. Come back towards the middle.
                continue;
            }

            var slope = left ? weight / tail : -weight / tail;
            var step = -Math.Log(tail / target) / slope;
            var bend = 0.5 * step * ((a * y) - (b * x) - slope);
            if (Math.Abs(bend) < 0.5)
            {
                step /= 1 + bend;
            }

            var reach = 4 + Math.Abs(w);
            w += Math.Clamp(step, -reach, reach);
            if ((4 * bend * bend * Math.Abs(step)) + Math.Abs(step * step * step) < 1e-14 * (1 + Math.Abs(w)))
            {
                break;
            }
        }

        return w;
    }

    private static double Start(double lower, double upper, double a, double b)
    {
        if (a >= 1 && b >= 1)
        {
            // Carter (1947), as in Abramowitz and Stegun 26.5.22.
            var z = lower <= upper ? -NormalDistribution.Quantile(lower) : NormalDistribution.Quantile(upper);
            var (p, q) = (1 / ((2 * a) - 1), 1 / ((2 * b) - 1));
            var lambda = ((z * z) - 3) / 6;
            var h = 2 / (p + q);
            if (h + lambda > 0)
            {
                var w = (z * Math.Sqrt(h + lambda) / h) - ((q - p) * (lambda + (5.0 / 6) - (2 / (3 * h))));
                return Math.Log(a / b) - (2 * w);
            }
        }

        // The leading term of the tail: x^a / (a B(a,b)) on the left, y^b / (b B(a,b)) on the right.
        var logBeta = SaddlePoint.LogBeta(a, b);
        return lower <= upper
            ? Math.Min((Math.Log(lower) + Math.Log(a) + logBeta) / a, Math.Log(a / b) + 2)
            : Math.Max(-(Math.Log(upper) + Math.Log(b) + logBeta) / b, Math.Log(a / b) - 2);
    }

    // The contracted continued fraction of DiDonato and Morris (1992), equation 9; I_x(a,b) is the weight divided by it.
    private static double Fraction(double x, double y, double a, double b)
    {
        var lambda = (a * y) - (b * x);
        var value = a * (lambda + 1) / (a + 1);
        if (value == 0)
        {
            value = double.Epsilon;
        }

        var c = value;
        var d = 0.0;
        for (var m = 1; m < 1_000_000; m++)
        {
            var k = a + m + m;
            var under = 1 / (k - 1);
            var mb = m * (b - m) * x * under;
            var am = (a + m - 1) * (a + b + m - 1) * x * mb * under;
            var bm = m + mb + ((a + m) * (lambda + 1 + (m * (1 + y))) / (k + 1));
            d = 1 / (bm + (am * d));
            c = bm + (am / c);
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
