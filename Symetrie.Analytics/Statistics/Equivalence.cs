namespace Symetrie.Analytics.Statistics;

/// <summary>Two one-sided tests of an estimate against a margin around 0, and nothing besides: the p of <see cref="Tost"/> for the many
/// rows that need only this (Schuirmann 1987; Lakens 2017).</summary>
public static class Equivalence
{
    /// <summary>The p of "the true value lies at −margin or below, or at margin or above": the greater of the two one-sided ones.</summary>
    /// <param name="estimate">The estimate with its standard error and degrees of freedom.</param>
    /// <param name="margin">The margin, above 0, in the units of the estimate.</param>
    /// <returns>A proportion; null where the estimate has no standard error above 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="margin"/> is not above 0.</exception>
    public static double? P(MeanContrastResult estimate, double margin)
    {
        Guard.Positive(margin);
        return estimate is { Estimate: { } value, StandardError: > 0 and var error, DegreesOfFreedom: { } df }
            ? StudentDistribution.UpperTail((margin - Math.Abs(value)) / error, df)
            : null;
    }

    /// <summary>Whether this standard error could show equivalence at a level at all, were the estimate 0: margin &gt; t(1 − α, df)·se.</summary>
    /// <param name="estimate">The estimate with its standard error and degrees of freedom.</param>
    /// <param name="margin">The margin, above 0.</param>
    /// <param name="alpha">The level of each one-sided test, in (0, 0.5).</param>
    /// <returns>Null where the estimate has no standard error above 0.</returns>
    public static bool? Reachable(MeanContrastResult estimate, double margin, double alpha = 0.05)
    {
        Guard.Positive(margin);
        return estimate is { StandardError: > 0 and var error, DegreesOfFreedom: { } df } ? StudentDistribution.UpperTail(margin / error, df) < alpha : null;
    }
}
