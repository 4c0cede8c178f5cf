namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="Kendall"/> found.</summary>
/// <param name="N">Complete pairs.</param>
/// <param name="TauB">The rank correlation corrected for ties in both series, −1 … 1.</param>
/// <param name="TauC">Stuart's tau-c, 2S·m/(n²(m−1)), m the smaller number of distinct values.</param>
/// <param name="S">Concordant less discordant pairs.</param>
/// <param name="Z">S over its tie-corrected standard deviation, no continuity correction.</param>
/// <param name="P">Two-sided p: the exact one without ties and below 50 pairs, else the normal one.</param>
/// <param name="PAsymptotic">Two-sided p of Z.</param>
/// <param name="PExact">Two-sided p over all n! orders; absent with ties or from 50 pairs on.</param>
/// <param name="Lower">Lower limit of the interval; absent below five pairs.</param>
/// <param name="Upper">Upper limit of the interval.</param>
/// <param name="Reason">Why the first of tau and its limits that is absent is absent.</param>
public readonly record struct KendallResult(
    int N, double? TauB, double? TauC, long? S, double? Z, double? P, double? PAsymptotic, double? PExact,
    double? Lower, double? Upper, Absent Reason);

/// <summary>Kendall's tau-b = (C − D)/√((n₀−n₁)(n₀−n₂)), n₀ all pairs, n₁ and n₂ those tied in x and in y.</summary>
/// <remarks>Discordant pairs are counted as the exchanges of a merge sort in O(n log n), Knight 1966. Interval:
/// tanh(atanh τ ± z·√(0.437/(n−4))), Fieller, Hartley and Pearson 1957. Variance with ties: Kendall 1970, chapter 4.
/// Fewer than three pairs or a constant series: no figure.</remarks>
public static class Kendall
{
    /// <summary>Correlates the pairs that have both values.</summary>
    /// <param name="x">First series; NaN is a missing value.</param>
    /// <param name="y">Second series, as long as the first.</param>
    /// <param name="confidence">Coverage of the interval, between 0 and 1.</param>
    public static KendallResult Compute(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence = 0.95)
    {
        Guard.SameLength(x.Length, y.Length);
        if (Pairs.AreComplete(x, y)) return Compute(RankedSeries.Of(x), RankedSeries.Of(y), confidence);
        double[] toX = new double[x.Length], toY = new double[x.Length];
        var n = Pairs.Complete(x, y, toX, toY);
        return Compute(RankedSeries.Of(toX.AsSpan(0, n)), RankedSeries.Of(toY.AsSpan(0, n)), confidence);
    }

    /// <summary>Correlates two prepared series: the same bits as from their values, faster across many pairs.</summary>
    /// <param name="x">First series.</param>
    /// <param name="y">Second series, as long as the first.</param>
    /// <param name="confidence">Coverage of the interval, between 0 and 1.</param>
    public static KendallResult Compute(RankedSeries x, RankedSeries y, double confidence = 0.95)
    {
        if (!x.IsComplete || !y.IsComplete) return Compute(x.Values, y.Values, confidence);
        Guard.SameLength(x.Length, y.Length);
        Guard.Probability(confidence, nameof(confidence));
        var n = x.Length;
        if (n < 3) return Nothing(n, n == 0 ? Absent.NoValues : Absent.TooFew);
        if (x.IsConstant || y.IsConstant) return Nothing(n, Absent.ZeroVariance);
        var (discordant, tiedInBoth) = Discordance.Count(x, y);
        var all = (double)n * (n - 1) / 2;
        // Concordant = all − tied in x − tied in y + tied in both − discordant. Whole numbers below 2⁵³.
        var s = all - x.Ties.Pairs - y.Ties.Pairs + tiedInBoth - (2.0 * discordant);
        var tau = Math.Clamp(s / Math.Sqrt((all - x.Ties.Pairs) * (all - y.Ties.Pairs)), -1, 1);
        var fewest = (double)Math.Min(x.Distinct, y.Distinct);
        var z = s / Math.Sqrt(Variance(n, x.Ties, y.Ties));
        var asymptotic = 2 * NormalDistribution.UpperTail(Math.Abs(z));
        double? exact = x.Distinct == n && y.Distinct == n && n <= Inversions.MostValues ? Inversions.TwoSided(discordant, n) : null;
        var (lower, upper) = n < 5 ? (0, 0) : FisherInterval.Around(tau, Math.Sqrt(0.437 / (n - 4)), confidence);
        return new KendallResult(n, tau, 2 * s * fewest / ((double)n * n * (fewest - 1)), (long)s, z, exact ?? asymptotic,
            asymptotic, exact, n < 5 ? null : lower, n < 5 ? null : upper, n < 5 ? Absent.TooFew : Absent.None);
    }

    /// <summary>The variance of S when x and y are unrelated, given the ties of both.</summary>
    internal static double Variance(double n, TieSums x, TieSums y)
    {
        var untied = ((n * (n - 1) * ((2 * n) + 5)) - x.Weighted - y.Weighted) / 18;
        var pairs = 4 * x.Pairs * y.Pairs / (2 * n * (n - 1));
        return untied + pairs + (x.Triples * y.Triples / (9 * n * (n - 1) * (n - 2)));
    }

    private static KendallResult Nothing(int n, Absent reason) =>
        new(n, null, null, null, null, null, null, null, null, null, reason);
}
