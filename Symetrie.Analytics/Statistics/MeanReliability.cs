namespace Symetrie.Analytics.Statistics;

/// <summary>How reliable the means of groups are, ICC(2), from the means and their sampling variances: 1 − v̄/S², with S² = SS/df the variance of the means
/// and v̄ the average of their sampling variances s²/n.</summary>
/// <remarks>
/// <para>The share of the variance of the observed means that is not sampling error, which is what a correlation of unweighted means is attenuated by. For groups of
/// one size and pooled variance it is ICC(2) = (MSB − MSW)/MSB exactly (Bartko 1976; Bliese 2000): MSB = n·S², MSW = n·v̄. For unequal groups ICC(2) weighs each mean by its size, while
/// this one counts each mean once, as the correlation does.</para>
/// <para>After effects are taken out of the means (of periods, of units) SS is that of the residuals and df what the effects leave; the sampling
/// variances stay what they are. 0 or less, where the means differ no more than chance makes them: given as computed, and no divisor.</para>
/// </remarks>
public static class MeanReliability
{
    /// <summary>The reliability of means as they are; null below two, or where nothing varies.</summary>
    /// <param name="means">The means, all finite.</param>
    /// <param name="samplingVariances">The sampling variance of each, 0 or more.</param>
    public static double? Compute(ReadOnlySpan<double> means, ReadOnlySpan<double> samplingVariances)
    {
        Guard.AllFinite(means);
        if (means.IsEmpty) return null;
        var mean = GroupedPairs.Mean(means);
        double[] deviations = [.. means];
        foreach (ref var value in deviations.AsSpan()) value -= mean;
        return OfDeviations(deviations, deviations.Length - 1, samplingVariances);
    }

    /// <summary>The reliability of what is left of means after effects are taken out; null where df is below 1, or nothing varies.</summary>
    /// <param name="deviations">What is left of each mean.</param>
    /// <param name="degreesOfFreedom">The number of means less what was estimated.</param>
    /// <param name="samplingVariances">The sampling variance of each mean, 0 or more.</param>
    public static double? OfDeviations(ReadOnlySpan<double> deviations, double degreesOfFreedom, ReadOnlySpan<double> samplingVariances)
    {
        Guard.SameLength(deviations.Length, samplingVariances.Length);
        foreach (var variance in samplingVariances) Guard.NonNegative(variance);
        var squares = ExactSum.OfProducts(deviations, deviations);
        return degreesOfFreedom >= 1 && squares > 0
            ? 1 - (ExactSum.Of(samplingVariances) / samplingVariances.Length * degreesOfFreedom / squares)
            : null;
    }
}
