namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="WithinCorrelation"/> found.</summary>
/// <param name="N">Complete pairs.</param>
/// <param name="Groups">Groups that have a complete pair.</param>
/// <param name="Df">Degrees of freedom, N − groups − 1; may be negative, then there is no correlation.</param>
/// <param name="R">The correlation inside the groups, −1 … 1.</param>
/// <param name="Slope">The common slope of y on x inside the groups.</param>
/// <param name="T">Test statistic of r = 0; absent at |r| = 1.</param>
/// <param name="P">Two-sided p, t with <paramref name="Df"/> degrees of freedom.</param>
/// <param name="Lower">Lower limit of the interval; absent below two degrees of freedom.</param>
/// <param name="Upper">Upper limit of the interval.</param>
/// <param name="Reason">Why the first absent figure is absent.</param>
public readonly record struct WithinCorrelationResult(
    int N, int Groups, int Df, double? R, double? Slope, double? T, double? P, double? Lower, double? Upper, Absent Reason);

/// <summary>Correlation of x and y after each group's means are taken off: the partial correlation given a categorical
/// variable.</summary>
/// <remarks>r = Σ(x−x̄g)(y−ȳg)/√(Σ(x−x̄g)²Σ(y−ȳg)²) with N − G − 1 degrees of freedom; interval by Fisher's z with standard
/// error 1/√(df−1). Where the groups are repeatedly measured units this is the repeated-measures correlation
/// (<see cref="Rmcorr"/>); where they are strata it is the partial correlation given the stratum. It assumes a common
/// slope and independent residuals. Source: Bland and Altman 1995.</remarks>
public static class WithinCorrelation
{
    /// <summary>Correlates within groups.</summary>
    /// <param name="groups">The group of each pair: any numbers.</param>
    /// <param name="x">First series; NaN is a missing value.</param>
    /// <param name="y">Second series.</param>
    /// <param name="confidence">Coverage of the interval, between 0 and 1.</param>
    public static WithinCorrelationResult Compute(
        ReadOnlySpan<int> groups, ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence = 0.95)
    {
        Guard.Probability(confidence);
        return Of(GroupedPairs.Of(groups, x, y), confidence);
    }

    internal static WithinCorrelationResult Of(GroupedPairs pairs, double confidence)
    {
        int n = pairs.N, df = n - pairs.Groups - 1;
        var nothing = new WithinCorrelationResult(n, pairs.Groups, df, null, null, null, null, null, null, Absent.None);
        if (n == 0) return nothing with { Reason = Absent.NoValues };
        if (df < 1) return nothing with { Reason = Absent.TooFew };
        double[] x = pairs.Centre(pairs.X).Deviations, y = pairs.Centre(pairs.Y).Deviations;
        long[] u = new long[n], v = new long[n];
        if (!FixedPoint.TryScale(x, u) || !FixedPoint.TryScale(y, v)) return nothing with { Reason = Absent.ZeroVariance };
        var r = FixedPoint.Correlation(FixedPoint.Cross(u, v), FixedPoint.Cross(u, u), FixedPoint.Cross(v, v));
        // The test of a correlation from df + 2 pairs, its interval from df + 2 as well: 1/√(df + 2 − 3).
        var test = Pearson.FromCoefficient(r, df + 2, confidence);
        var slope = r * Math.Sqrt(ExactSum.OfProducts(y, y) / ExactSum.OfProducts(x, x));
        return new WithinCorrelationResult(n, pairs.Groups, df, r, slope, test.T, test.P, test.Lower, test.Upper, test.Reason);
    }
}

/// <summary>Repeated-measures correlation: the link inside units that were measured several times, from the analysis of
/// covariance with one slope and an intercept for each unit.</summary>
/// <remarks>The same figure as <see cref="WithinCorrelation"/> with the unit as group. It assumes parallel slopes, no
/// autocorrelation and no shock common to all units; where a period moves all units, take
/// <see cref="PanelLaggedCorrelation"/> with period means removed. Sources: Bland and Altman 1995; Bakdash and Marusich
/// 2017.</remarks>
public static class Rmcorr
{
    /// <summary>Correlates x and y within units.</summary>
    /// <param name="unit">The unit of each pair: any numbers.</param>
    /// <param name="x">First series; NaN is a missing value.</param>
    /// <param name="y">Second series.</param>
    /// <param name="confidence">Coverage of the interval, between 0 and 1.</param>
    public static WithinCorrelationResult Compute(
        ReadOnlySpan<int> unit, ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence = 0.95) =>
        WithinCorrelation.Compute(unit, x, y, confidence);

    /// <summary>The same correlation with its test and interval, of two prepared series of distances from the units' means.</summary>
    /// <param name="x">First series.</param>
    /// <param name="y">Second series, as long as the first.</param>
    /// <param name="units">How many units there are.</param>
    /// <param name="confidence">Coverage of the interval, between 0 and 1.</param>
    internal static PearsonResult OfDeviations(ScaledSeries x, ScaledSeries y, int units, double confidence)
    {
        Guard.SameLength(x.Length, y.Length);
        var df = x.Length - units - 1;
        if (df < 1) return new PearsonResult(x.Length, null, null, null, null, null, Absent.TooFew);
        if (x.IsConstant || y.IsConstant) return new PearsonResult(x.Length, null, null, null, null, null, Absent.ZeroVariance);
        return Pearson.FromCoefficient(FixedPoint.Correlation(FixedPoint.Cross(x.Units, y.Units), x.Squares, y.Squares), df + 2, confidence);
    }
}
