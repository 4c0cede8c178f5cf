namespace Symetrie.Analytics.Statistics;

/// <summary>How likely a cross-lagged panel of this precision shows that one path is above 0 and above the other one, when it is of a given size and the
/// other is 0.</summary>
public static class PathPower
{
    /// <summary>The smaller of the two tests' powers, Φ(b/se − t), both two-sided: an upper bound of the power of both together, and near it, as they share their
    /// coefficient. Null where there is no standard error.</summary>
    /// <param name="size">The path's true standardised size, above 0.</param>
    /// <param name="path">The path as it was found.</param>
    /// <param name="difference">The difference of the paths as it was found.</param>
    /// <param name="alpha">Two-sided level of both tests.</param>
    public static double? Of(double size, LaggedPath path, PathDifference difference, double alpha = 0.05)
    {
        Guard.Positive(size);
        Guard.Probability(alpha);
        // What standardises the coefficient standardises its standard error.
        var error = path.StandardError * Math.Abs(path.Standardised / path.Coefficient);
        return error > 0 && double.IsFinite(error) ? Math.Min(Test(size, error, path.Df, alpha), Test(size, difference.StandardError, difference.Df, alpha)) : null;
    }

    /// <summary>Power of one test on the right side, Φ(b/se − t).</summary>
    /// <param name="size">The true value, above 0.</param>
    /// <param name="standardError">Standard error of its estimate, above 0.</param>
    /// <param name="df">Degrees of freedom of the test.</param>
    /// <param name="alpha">Two-sided level of the test.</param>
    public static double Test(double size, double standardError, double df, double alpha = 0.05)
    {
        Guard.Positive(standardError);
        Guard.Probability(alpha);
        return NormalDistribution.Cdf((size / standardError) - StudentDistribution.Quantile(1 - (alpha / 2), df));
    }
}
