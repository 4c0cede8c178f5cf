namespace Symetrie.Analytics.Statistics;

/// <summary>How many pairs a test of a correlation needs, and what a number of pairs can detect.</summary>
/// <remarks>Power of the two-sided t test of r = 0 at level α when the true correlation is ρ: by Fisher's z with its bias,
/// Φ((z(ρ) − z(c))·√(n−3)) and the far tail, where z(ρ) = atanh ρ + ρ/(2(n−1)) and c is the smallest significant r. Within 0.015 of
/// the exact power from about ten pairs on. Sources: Fisher 1921; Cohen 1988, section 12.7.</remarks>
public static class CorrelationPower
{
    private const int Fewest = 4;
    private const int Most = 1_000_000_000;

    /// <summary>The probability that the test finds a correlation of this size; absent below four pairs.</summary>
    /// <param name="r">True correlation, −1 &lt; r &lt; 1; only its size matters.</param>
    /// <param name="n">Pairs (independent units).</param>
    /// <param name="alpha">Two-sided level of the test.</param>
    public static double? Power(double r, int n, double alpha = 0.05)
    {
        Check(r);
        Guard.Probability(alpha);
        Guard.NonNegative((long)n);
        if (n < Fewest) return null;
        var size = Math.Abs(r);
        var t = StudentDistribution.Quantile(1 - (alpha / 2), n - 2);
        var critical = Math.Atanh(t / Math.Sqrt((t * t) + n - 2));
        double z = Math.Atanh(size) + (size / (2.0 * (n - 1))), root = Math.Sqrt(n - 3);
        return NormalDistribution.Cdf((z - critical) * root) + NormalDistribution.Cdf((-z - critical) * root);
    }

    /// <summary>The fewest independent units with which the test has the power asked for; absent for r = 0 and where it is above
    /// 10⁹.</summary>
    /// <param name="r">True correlation, −1 &lt; r &lt; 1.</param>
    /// <param name="power">Probability of finding it.</param>
    /// <param name="alpha">Two-sided level of the test.</param>
    public static int? UnitsNeeded(double r, double power = 0.8, double alpha = 0.05)
    {
        Check(r);
        Guard.Probability(power);
        Guard.Probability(alpha);
        if (!(Power(r, Most, alpha) >= power)) return null;
        int enough = Most, tooFew = Fewest - 1;
        while (enough - tooFew > 1)
        {
            var middle = tooFew + ((enough - tooFew) / 2);
            if (Power(r, middle, alpha) >= power) enough = middle;
            else tooFew = middle;
        }

        return enough;
    }

    /// <summary>The fewest units with which a test has the power asked for when some units have shown how precise it is: the standard error
    /// of atanh r falls with the root of their number, and |atanh ρ| must be z(1 − α/2) + z(power) of them. At least four; absent for r = 0 and above 10⁹.</summary>
    /// <param name="r">True correlation, −1 &lt; r &lt; 1.</param>
    /// <param name="standardError">Standard error of atanh r, above 0.</param>
    /// <param name="units">The units it was seen with.</param>
    /// <param name="power">Probability of finding it.</param>
    /// <param name="alpha">Two-sided level of the test.</param>
    public static int? UnitsNeeded(double r, double standardError, int units, double power = 0.8, double alpha = 0.05)
    {
        Check(r);
        Guard.Positive(standardError);
        Guard.Probability(power);
        Guard.Probability(alpha);
        var distance = (NormalDistribution.Quantile(1 - (alpha / 2)) + NormalDistribution.Quantile(power)) * standardError / Math.Abs(Math.Atanh(r));
        var needed = Math.Ceiling(units * distance * distance);
        return needed <= Most ? Math.Max(Fewest, (int)needed) : null;
    }

    /// <summary>The smallest correlation that n units find with the power asked for, 0 … 1; absent below four units or where not
    /// even a correlation of nearly 1 would do.</summary>
    /// <param name="n">Independent units.</param>
    /// <param name="power">Probability of finding it.</param>
    /// <param name="alpha">Two-sided level of the test.</param>
    public static double? SmallestDetectable(int n, double power = 0.8, double alpha = 0.05)
    {
        Guard.Probability(power);
        double none = 0, found = 1 - 1e-12;
        if (!(Power(found, n, alpha) >= power)) return null;
        while (found - none > 1e-12)
        {
            var middle = (none + found) / 2;
            if (Power(middle, n, alpha) >= power) found = middle;
            else none = middle;
        }

        return found;
    }

    private static void Check(double r)
    {
        if (!(Math.Abs(r) < 1)) throw new ArgumentOutOfRangeException(nameof(r), r, "A correlation strictly between -1 and 1 is expected.");
    }
}
