using MathNet.Numerics;

namespace Symetrie.Analytics.Statistics;

/// <summary>The standard normal distribution. Both tails keep their relative precision: the upper tail at z is the lower tail at
/// −z, never one minus something.</summary>
public static class NormalDistribution
{
    private static readonly double InverseRoot2Pi = 1 / Math.Sqrt(2 * Math.PI);

    /// <summary>Density exp(−z²/2)/√(2π).</summary>
    public static double Density(double z) => InverseRoot2Pi * Math.Exp(-0.5 * z * z);

    /// <summary>P(Z ≤ z), through the complementary error function.</summary>
    public static double Cdf(double z) => 0.5 * SpecialFunctions.Erfc(-z / Constants.Sqrt2);

    /// <summary>P(Z &gt; z).</summary>
    public static double UpperTail(double z) => 0.5 * SpecialFunctions.Erfc(z / Constants.Sqrt2);

    /// <summary>P(|Z| ≥ |z|).</summary>
    public static double TwoSided(double z) => SpecialFunctions.Erfc(Math.Abs(z) / Constants.Sqrt2);

    /// <summary>The z with P(Z ≤ z) = p; −∞ at 0 and +∞ at 1. Rational approximations of Wichura (1988), algorithm AS 241, good to
    /// 1e-16.</summary>
    public static double Quantile(double p)
    {
        Guard.ProbabilityOrBound(p);
        var q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            return Centre(q);
        }

        var tail = q < 0 ? p : 1 - p;
        if (tail == 0)
        {
            return q < 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }

        var r = Math.Sqrt(-Math.Log(tail));
        var z = r <= 5 ? NearTail(r - 1.6) : FarTail(r - 5);
        return q < 0 ? -z : z;
    }

    private static double Centre(double q)
    {
        var r = 0.180625 - (q * q);
        return q * Polynomial(r, 3.3871328727963666080, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
            4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3)
            / Polynomial(r, 1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3, 2.1213794301586595867e4,
                3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3);
    }

    private static double NearTail(double r) =>
        Polynomial(r, 1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
            1.27045825245236838258, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4)
        / Polynomial(r, 1, 2.05319162663775882187, 1.67638483018380384940, 6.89767334985100004550e-1, 1.48103976427480074590e-1,
            1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9);

    private static double FarTail(double r) =>
        Polynomial(r, 6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 2.96560571828504891230e-1,
            2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7)
        / Polynomial(r, 1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
            7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15);

    private static double Polynomial(double x, double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7) =>
        (((((((((((((c7 * x) + c6) * x) + c5) * x) + c4) * x) + c3) * x) + c2) * x) + c1) * x) + c0;
}
