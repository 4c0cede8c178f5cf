namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="BetweenWithin"/> found.</summary>
/// <param name="N">Complete pairs.</param>
/// <param name="Groups">Groups that have a complete pair.</param>
/// <param name="RTotal">Correlation of all pairs.</param>
/// <param name="RBetween">Correlation of the group means, each counted as often as its group has pairs.</param>
/// <param name="RWithin">Correlation of the deviations from the group means.</param>
/// <param name="RGroupMeans">Correlation of the group means, each counted once.</param>
/// <param name="EtaBetweenX">√(sum of squares between groups / total), x; 0 … 1.</param>
/// <param name="EtaBetweenY">The same for y.</param>
/// <param name="EtaWithinX">√(1 − η²) for x.</param>
/// <param name="EtaWithinY">The same for y.</param>
/// <param name="BetweenComponent">η·η·r between: its part of the total correlation.</param>
/// <param name="WithinComponent">η·η·r within; the two parts add up to the total correlation.</param>
/// <param name="DfWithin">N − groups − 1.</param>
/// <param name="PWithin">Two-sided p of the within correlation.</param>
/// <param name="SlopeWithin">Slope of y on x inside the groups, by least squares and by the mixed model alike.</param>
/// <param name="SlopeBetween">Slope across group means, weighted by group size.</param>
/// <param name="MixedSlopeBetween">Slope across group means with a random intercept for each group (REML).</param>
/// <param name="Reason">Why the first absent figure is absent.</param>
public sealed record BetweenWithinResult(
    int N, int Groups, double? RTotal, double? RBetween, double? RWithin, double? RGroupMeans, double? EtaBetweenX,
    double? EtaBetweenY, double? EtaWithinX, double? EtaWithinY, double? BetweenComponent, double? WithinComponent,
    int DfWithin, double? PWithin, double? SlopeWithin, double? SlopeBetween, double? MixedSlopeBetween, Absent Reason);

/// <summary>Splits a correlation of grouped pairs into the part between groups and the part inside them: a link between
/// group means need not hold for the members, nor the other way round.</summary>
/// <remarks>Identity: r = ηx·ηy·r(between) + √(1−ηx²)·√(1−ηy²)·r(within). The slopes are those of y on the deviation of x
/// from its group mean and on that mean. Fewer than three pairs or a constant series: no figure. One group, or no variation
/// on one of the levels: that level's correlation and slope are absent. Sources: Robinson 1950; Mundlak 1978; Dansereau,
/// Alutto and Yammarino 1984 (within-and-between analysis); Snijders and Bosker 2012, chapter 3.</remarks>
public static class BetweenWithin
{
    /// <summary>Splits the correlation of x and y over the groups.</summary>
    /// <param name="groups">The group of each pair: any numbers.</param>
    /// <param name="x">First series; NaN is a missing value.</param>
    /// <param name="y">Second series.</param>
    public static BetweenWithinResult Compute(ReadOnlySpan<int> groups, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var pairs = GroupedPairs.Of(groups, x, y);
        var pooled = Pearson.Compute(pairs.X, pairs.Y);
        if (pooled.R is not { } r)
        {
            return new BetweenWithinResult(pairs.N, pairs.Groups, null, null, null, null, null, null, null, null, null, null,
                pairs.N - pairs.Groups - 1, null, null, null, null, pooled.Reason);
        }

        var (meansX, withinX) = pairs.Centre(pairs.X);
        var (meansY, withinY) = pairs.Centre(pairs.Y);
        double grandX = GroupedPairs.Mean(pairs.X), grandY = GroupedPairs.Mean(pairs.Y);
        var between = Level.Of(Spread(pairs, meansX, grandX), Spread(pairs, meansY, grandY));
        var inside = Level.Of(withinX, withinY);
        var within = WithinCorrelation.Of(pairs, 0.95);
        double xx = between.Xx + inside.Xx, yy = between.Yy + inside.Yy, root = Math.Sqrt(xx) * Math.Sqrt(yy);
        return new BetweenWithinResult(
            pairs.N, pairs.Groups, r, between.R, within.R,
            between.R is null ? null : Pearson.Compute(meansX, meansY).R,
            Math.Sqrt(between.Xx / xx), Math.Sqrt(between.Yy / yy), Math.Sqrt(inside.Xx / xx), Math.Sqrt(inside.Yy / yy),
            between.Xy / root, inside.Xy / root, within.Df, within.P, within.Slope, between.Slope,
            between.Slope is null || within.Slope is null ? null : RandomIntercept.SlopeBetween(pairs, meansX, meansY, inside),
            between.R is null ? Absent.TooFew : within.Reason);
    }

    /// <summary>The mean of each pair's group, less the grand mean.</summary>
    private static double[] Spread(GroupedPairs pairs, double[] means, double grand)
    {
        var spread = new double[pairs.N];
        for (var g = 0; g < means.Length; g++) spread.AsSpan(pairs.Starts[g]..pairs.Starts[g + 1]).Fill(means[g] - grand);
        // Means of different groups that are equal but for their rounding are not variation between groups.
        double least = means.Min(), most = means.Max();
        if (most - least <= 1e-15 * Math.Max(Math.Abs(least), Math.Abs(most))) spread.AsSpan().Clear();
        return spread;
    }

    /// <summary>Sums of squares and products on one level.</summary>
    internal readonly record struct Level(double Xx, double Yy, double Xy)
    {
        public double? R => Xx > 0 && Yy > 0 ? FixedPoint.Correlation(Xy, Xx, Yy) : null;

        public double? Slope => Xx > 0 ? Xy / Xx : null;

        public static Level Of(double[] x, double[] y) =>
            new(ExactSum.OfProducts(x, x), ExactSum.OfProducts(y, y), ExactSum.OfProducts(x, y));
    }
}
