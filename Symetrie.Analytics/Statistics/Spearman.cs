namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="Spearman"/> found.</summary>
/// <param name="N">Complete pairs.</param>
/// <param name="Rho">The rank correlation, −1 … 1.</param>
/// <param name="P">Two-sided p by the t approximation with n − 2 degrees of freedom.</param>
/// <param name="PExact">Two-sided p over all n! orders; absent with ties or more than nine pairs.</param>
/// <param name="Lower">Lower limit of the interval; absent below four pairs.</param>
/// <param name="Upper">Upper limit of the interval.</param>
/// <param name="Reason">Why the first of rho and its limits that is absent is absent.</param>
public readonly record struct SpearmanResult(
    int N, double? Rho, double? P, double? PExact, double? Lower, double? Upper, Absent Reason);

/// <summary>Spearman's rank correlation: Pearson's of the mid-ranks, so ties need no correction.</summary>
/// <remarks>A pair with a missing value is dropped before ranking. Interval: tanh(atanh ρ ± z·√((1+ρ²/2)/(n−3))),
/// Bonett and Wright 2000. Fewer than three pairs or a constant series: no figure. Three pairs: no interval.
/// Source: Spearman 1904.</remarks>
public static class Spearman
{
    /// <summary>Correlates the ranks of the pairs that have both values.</summary>
    /// <param name="x">First series; NaN is a missing value.</param>
    /// <param name="y">Second series, as long as the first.</param>
    /// <param name="confidence">Coverage of the interval, between 0 and 1.</param>
    public static SpearmanResult Compute(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence = 0.95)
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
    public static SpearmanResult Compute(RankedSeries x, RankedSeries y, double confidence = 0.95)
    {
        if (!x.IsComplete || !y.IsComplete) return Compute(x.Values, y.Values, confidence);
        Guard.SameLength(x.Length, y.Length);
        Guard.Probability(confidence, nameof(confidence));
        var n = x.Length;
        if (n < 3) return Nothing(n, n == 0 ? Absent.NoValues : Absent.TooFew);
        if (x.IsConstant || y.IsConstant) return Nothing(n, Absent.ZeroVariance);
        var rho = FixedPoint.Correlation(FixedPoint.Cross(x.Units, y.Units), x.Squares, y.Squares);
        var tied = x.Distinct < n || y.Distinct < n;
        double? exact = !tied && n <= RankDistances.MostValues ? RankDistances.TwoSided(SquaredDistance(x, y), n) : null;
        var p = Pearson.FromCoefficient(rho, n, confidence).P;
        if (n < 4) return new SpearmanResult(n, rho, p, exact, null, null, Absent.TooFew);
        var (lower, upper) = FisherInterval.Around(rho, Math.Sqrt((1 + (rho * rho / 2)) / (n - 3)), confidence);
        return new SpearmanResult(n, rho, p, exact, lower, upper, Absent.None);
    }

    /// <summary>Σ(rank x − rank y)² of untied series.</summary>
    private static int SquaredDistance(RankedSeries x, RankedSeries y)
    {
        var sum = 0;
        for (var i = 0; i < x.Length; i++) sum += (x.Dense[i] - y.Dense[i]) * (x.Dense[i] - y.Dense[i]);
        return sum;
    }

    private static SpearmanResult Nothing(int n, Absent reason) => new(n, null, null, null, null, null, reason);
}

/// <summary>The distribution of Σd² between two orders of n untied values, all n! being equally likely.</summary>
internal static class RankDistances
{
    /// <summary>The longest series that is counted out.</summary>
    public const int MostValues = 9;

    private static readonly Lazy<long[]>[] Counts =
        [.. Enumerable.Range(0, MostValues + 1).Select(n => new Lazy<long[]>(() => CountAll(n)))];

    /// <summary>Twice the smaller tail P(D ≤ d) or P(D ≥ d), at most 1 (Best and Roberts 1975 compute the same tails).</summary>
    public static double TwoSided(int distance, int n)
    {
        var counts = Counts[n].Value;
        long all = 0, below = 0, above = 0;
        for (var d = 0; d < counts.Length; d++)
        {
            all += counts[d];
            if (d <= distance) below += counts[d];
            if (d >= distance) above += counts[d];
        }

        return Math.Min(1, 2.0 * Math.Min(below, above) / all);
    }

    /// <summary>How many orders have each Σd²: places are filled one after the other, remembering which ranks are taken.</summary>
    private static long[] CountAll(int n)
    {
        var most = n * ((n * n) - 1) / 3;
        var taken = new long[1 << n][];
        taken[0] = new long[most + 1];
        taken[0][0] = 1;
        for (var set = 0; set < taken.Length; set++)
        {
            var place = System.Numerics.BitOperations.PopCount((uint)set);
            for (var rank = 0; rank < n; rank++)
            {
                if ((set & (1 << rank)) != 0) continue;
                var step = (rank - place) * (rank - place);
                var next = taken[set | (1 << rank)] ??= new long[most + 1];
                for (var d = 0; d + step <= most; d++) next[d + step] += taken[set][d];
            }
        }

        return taken[^1];
    }
}
