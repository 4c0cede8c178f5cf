namespace Symetrie.Analytics.Statistics;

/// <summary>How far members of a group resemble each other, and how reliable the mean of a group is.</summary>
/// <param name="Anova">The analysis of variance behind it.</param>
/// <param name="Icc1">ICC(1) with the mean group size N/k. May be negative, and is reported so.</param>
/// <param name="Icc1N0">ICC(1) with n₀ = (N − Σn²/N)/(k − 1) (Bliese and Halverson 1998): the default for unequal groups.</param>
/// <param name="Icc2">ICC(2), the reliability of a group mean; null when the mean square between is 0.</param>
/// <param name="Lower">Lower limit for <paramref name="Icc1N0"/> (McGraw and Wong 1996, with n₀ in place of k).</param>
/// <param name="Upper">Upper limit.</param>
/// <param name="MeanGroupSize">N/k.</param>
/// <param name="N0">The size that an unequal design is worth.</param>
/// <param name="Icc1Reml">ICC(1) by restricted maximum likelihood, in [0, 1).</param>
/// <param name="Reason">Why a figure is absent.</param>
public sealed record Icc1Icc2Result(
    OnewayAnovaResult Anova, double? Icc1, double? Icc1N0, double? Icc2, double? Lower, double? Upper, double? MeanGroupSize, double? N0,
    double? Icc1Reml, Absent Reason);

/// <summary>Intraclass correlations of the one-way random model: ICC(1) = (MSB − MSW)/(MSB + (m − 1)·MSW) and
/// ICC(2) = (MSB − MSW)/MSB (Bartko 1976; Bliese 2000). The three estimates of ICC(1) differ with unequal groups: name the one
/// that is shown.</summary>
public static class Icc1Icc2
{
    /// <summary>Of values with a group code each; NaN is missing.</summary>
    public static Icc1Icc2Result Compute(ReadOnlySpan<double> values, ReadOnlySpan<int> groups, double confidence = 0.95) =>
        FromMoments(GroupMoments.Of(values, groups), confidence);

    /// <summary>Of one tally a group; the same bits as the values written out.</summary>
    public static Icc1Icc2Result FromCounts(IReadOnlyList<Counted> groups, double confidence = 0.95) =>
        FromMoments(GroupMoments.Of(groups), confidence);

    /// <summary>Of the moments of the groups.</summary>
    public static Icc1Icc2Result FromMoments(IReadOnlyList<SampleMoments> groups, double confidence = 0.95)
    {
        Guard.Probability(confidence);
        var anova = OnewayAnova.FromMoments(groups);
        if (anova.MsBetween is not { } msb || anova.MsWithin is not { } msw)
        {
            return new Icc1Icc2Result(anova, null, null, null, null, null, null, null, null, anova.Reason);
        }

        double n = anova.N;
        var squares = groups.Sum(group => (double)group.N * group.N);
        var (size, n0) = (n / anova.Groups, (n - (squares / n)) / anova.DfBetween);
        var (lower, upper) = Limits(anova, n0, confidence);
        var icc1 = Ratio(msb - msw, msb + ((size - 1) * msw));
        var icc2 = Ratio(msb - msw, msb);
        return new Icc1Icc2Result(
            anova, icc1, Ratio(msb - msw, msb + ((n0 - 1) * msw)), icc2, lower, upper, size, n0,
            msb + msw > 0 ? OnewayReml.Share(groups, anova.SsWithin) : null,
            icc1 is null || icc2 is null || lower is null ? Absent.ZeroVariance : Absent.None);
    }

    /// <summary>Of sums of squares alone: n values in k groups with Σ of the squared group sizes. The REML estimate needs the groups and is absent.</summary>
    public static Icc1Icc2Result FromSums(long n, int groups, double squaredSizes, double between, double within, double confidence = 0.95)
    {
        Guard.Probability(confidence);
        Guard.NonNegative(between);
        Guard.NonNegative(within);
        var anova = OnewayAnova.FromSums(n, groups, between, within);
        if (anova.MsBetween is not { } msb || anova.MsWithin is not { } msw)
        {
            return new Icc1Icc2Result(anova, null, null, null, null, null, null, null, null, anova.Reason);
        }

        var (size, n0) = ((double)n / groups, (n - (squaredSizes / n)) / anova.DfBetween);
        var (lower, upper) = Limits(anova, n0, confidence);
        return new Icc1Icc2Result(
            anova, Ratio(msb - msw, msb + ((size - 1) * msw)), Ratio(msb - msw, msb + ((n0 - 1) * msw)), Ratio(msb - msw, msb), lower, upper, size, n0, null,
            lower is null ? Absent.ZeroVariance : Absent.None);
    }

    private static double? Ratio(double numerator, double denominator) => denominator > 0 ? numerator / denominator : null;

    private static (double? Lower, double? Upper) Limits(OnewayAnovaResult anova, double n0, double confidence)
    {
        if (anova.F is not { } f)
        {
            return (null, null);
        }

        var p = 0.5 + (0.5 * confidence);
        var low = f / FisherDistribution.Quantile(p, anova.DfBetween, anova.DfWithin);
        var high = f * FisherDistribution.Quantile(p, anova.DfWithin, anova.DfBetween);
        return ((low - 1) / (low + n0 - 1), (high - 1) / (high + n0 - 1));
    }
}
