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
        return error > 0 && double.IsFinite(error) ? Math.Min(One(error, path.Df), One(difference.StandardError, difference.Df)) : null;

        double One(double standardError, double df) => NormalDistribution.Cdf((size / standardError) - StudentDistribution.Quantile(1 - (alpha / 2), df));
    }
}
