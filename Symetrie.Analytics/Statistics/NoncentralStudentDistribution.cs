namespace Symetrie.Analytics.Statistics;

/// <summary>The noncentral t distribution: T = (Z + ncp)/S with S = √(χ²_df/df). Its tails are computed as the integral of
/// Φ(t·s − ncp) over the density of ln S with the trapezoidal rule. The integrand is analytic, positive and falls off on both sides
/// faster than geometrically, so the rule converges exponentially (Trefethen and Weideman 2014) and neither
/// tail suffers from cancellation, as the series of Lenth (1989, AS 243) does.</summary>
public static class NoncentralStudentDistribution
{
    /// <summary>P(T ≤ t).</summary>
    public static double Cdf(double t, double df, double ncp) => Integrate(t, df, ncp, upper: false).Tail;

    /// <summary>P(T &gt; t).</summary>
    public static double UpperTail(double t, double df, double ncp) => Integrate(t, df, ncp, upper: true).Tail;

    /// <summary>The t with P(T ≤ t) = p; −∞ at 0 and +∞ at 1.</summary>
    public static double Quantile(double p, double df, double ncp)
    {
        Guard.ProbabilityOrBound(p);
        if (p is 0 or 1)
        {
            return p == 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }

        if (double.IsPositiveInfinity(df))
        {
            Guard.Finite(ncp);
            return ncp + NormalDistribution.Quantile(p);
        }

        // In asinh t the logarithm of a tail is nearly straight even where the tail is a power of t.
        var upper = p > 0.5;
        var target = upper ? 1 - p : p;
        var root = Solve(Math.Asinh(ncp + StudentDistribution.Quantile(p, df)), r =>
        {
            var (tail, density, _) = Integrate(Math.Sinh(r), df, ncp, upper);
            var g = Math.Log(tail / target);
            var slope = density * Math.Cosh(r) / tail;
            return upper ? (-g, slope) : (g, slope);
        });
        return Math.Sinh(root);
    }

    /// <summary>The noncentrality for which P(T ≤ t) = p: the pivot of exact intervals for standardised effects. It falls as p
    /// rises.</summary>
    public static double Noncentrality(double t, double df, double p)
    {
        Guard.Probability(p);
        Guard.Finite(t);
        if (double.IsPositiveInfinity(df))
        {
            return t - NormalDistribution.Quantile(p);
        }

        var upper = p > 0.5;
        var target = upper ? 1 - p : p;
        return Solve(t - NormalDistribution.Quantile(p), ncp =>
        {
            var (tail, _, byNcp) = Integrate(t, df, ncp, upper);
            var g = Math.Log(tail / target);
            return upper ? (g, byNcp / tail) : (-g, byNcp / tail);
        });
    }

    // The zero of an increasing function given with its derivative: Newton, kept inside a bracket.
    private static double Solve(double start, Func<double, (double Value, double Slope)> function)
    {
        var (low, high, x) = (double.NegativeInfinity, double.PositiveInfinity, start);
        for (var i = 0; i < 400; i++)
        {
            var (value, slope) = function(x);
            if (value == 0)
            {
                return x;
            }

            // Not a number (0/0) happens only where a tail underflows: below on the left, above on the right.
            if (value < 0)
            {
                low = x;
            }
            else
            {
                high = x;
            }

            var reach = 2 + Math.Abs(x);
            var step = slope > 0 && double.IsFinite(value) && double.IsFinite(slope) ? Math.Clamp(-value / slope, -reach, reach) : value < 0 ? reach : -reach;
            var next = x + step;
            if (!(next > low && next < high))
            {
                next = double.IsInfinity(low) ? x - reach : double.IsInfinity(high) ? x + reach : 0.5 * (low + high);
            }

            if (Math.Abs(next - x) <= 1e-15 * Math.Abs(next) || (Math.Abs(step) < 1e-9 * (1 + Math.Abs(x)) && next == x + step))
            {
                return next;
            }

            x = next;
        }

        return x;
    }

    // The chosen tail, the density of T at t, and |∂tail/∂ncp|, in one sweep over u = ln S.
    private static (double Tail, double Density, double ByNcp) Integrate(double t, double df, double ncp, bool upper)
    {
        Guard.Finite(ncp);
        if (double.IsPositiveInfinity(df))
        {
            var density = NormalDistribution.Density(t - ncp);
            return (upper ? NormalDistribution.UpperTail(t - ncp) : NormalDistribution.Cdf(t - ncp), density, density);
        }

        Guard.Positive(df);
        if (double.IsInfinity(t))
        {
            return (t > 0 == upper ? 0 : 1, 0, 0);
        }

        var sweep = new Sweep(t, df, ncp, upper);
        return sweep.Run();
    }

    private readonly struct Sweep(double t, double df, double ncp, bool upper)
    {
        private readonly double logConstant = (0.5 * Math.Log(df / Math.PI)) - SaddlePoint.StirlingError(0.5 * df);

        public (double Tail, double Density, double ByNcp) Run()
        {
            // The step must resolve the narrower of the two factors: the density of ln S, about 1/√(2 df) wide, and the
            // step of Φ, about 1/(t·s) wide.
            var peak = Peak();
            var edge = Math.Max(Math.Abs(t) * Math.Exp(peak), Math.Abs(ncp));
            var h = Math.Min(0.08, 0.4 / Math.Sqrt(df + (0.5 * edge * edge)));
            double tail = 0, density = 0, byNcp = 0;
            foreach (var direction in (ReadOnlySpan<int>)[1, -1])
            {
                for (var k = direction > 0 ? 0 : 1; k < 200_000; k++)
                {
                    var u = peak + (direction * k * h);
                    var s = Math.Exp(u);
                    var z = (t * s) - ncp;
                    // ln density of u = ln S: df·(u − (s² − 1)/2) + constant.
                    var weight = Math.Exp(logConstant + (df * (u - (0.5 * Expm1(2 * u)))));
                    var phi = weight * NormalDistribution.Density(z);
                    var area = weight * (upper ? NormalDistribution.UpperTail(z) : NormalDistribution.Cdf(z));
                    tail += area;
                    byNcp += phi;
                    density += s * phi;
                    if (k > 4 && area <= 1e-18 * tail && phi <= 1e-18 * byNcp && s * phi <= 1e-18 * density)
                    {
                        break;
                    }
                }
            }

            return (tail * h, density * h, byNcp * h);
        }

        // Where the integrand of the tail is largest: its logarithm is concave near there, so a golden search is enough.
        private double Peak()
        {
            double low = -40 / Math.Min(1, df) - 2, high = Math.Log(40 / Math.Sqrt(df) + 3);
            const double Golden = 0.3819660112501051;
            var (a, b) = (low + (Golden * (high - low)), high - (Golden * (high - low)));
            var (fa, fb) = (LogIntegrand(a), LogIntegrand(b));
            for (var i = 0; i < 40 && high - low > 0.02 / Math.Sqrt(df + 1); i++)
            {
                if (fa > fb)
                {
                    (high, b, fb) = (b, a, fa);
                    a = low + (Golden * (high - low));
                    fa = LogIntegrand(a);
                }
                else
                {
                    (low, a, fa) = (a, b, fb);
                    b = high - (Golden * (high - low));
                    fb = LogIntegrand(b);
                }
            }

            return 0.5 * (low + high);
        }

        private double LogIntegrand(double u)
        {
            var z = (t * Math.Exp(u)) - ncp;
            return (df * (u - (0.5 * Expm1(2 * u)))) + LogCdf(upper ? -z : z);
        }

        private static double LogCdf(double z) =>
            z > -30 ? Math.Log(NormalDistribution.Cdf(z)) : (-0.5 * z * z) - Math.Log(-z) - 0.9189385332046727;

        private static double Expm1(double x) => Math.Abs(x) < 0.3 ? 2 * Math.Exp(0.5 * x) * Math.Sinh(0.5 * x) : Math.Exp(x) - 1;
    }
}
