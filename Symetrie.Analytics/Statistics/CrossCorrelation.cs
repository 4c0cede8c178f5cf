namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="CrossCorrelation"/> found at one lag.</summary>
/// <param name="Lag">x is taken this many places later than y; negative: earlier.</param>
/// <param name="Ccf">Cross-correlation with the means and deviations of the full series and divisor n.</param>
/// <param name="Pearson">Correlation of the overlapping stretch, centred on itself; absent below three pairs or if constant.</param>
/// <param name="Overlap">Pairs in the overlapping stretch.</param>
public readonly record struct LaggedCorrelation(int Lag, double? Ccf, double? Pearson, int Overlap);

/// <summary>What <see cref="CrossCorrelation"/> found.</summary>
/// <param name="N">Length of the series.</param>
/// <param name="Lags">The figures from the most negative lag to the most positive one.</param>
/// <param name="WhiteNoiseBound">1.96/√n: the size a cross-correlation of unrelated series rarely exceeds, if one of them is
/// white noise; absent below eight values, where a single series should not be tested.</param>
/// <param name="Reason">Why the first absent figure is absent.</param>
public sealed record CrossCorrelationResult(int N, IReadOnlyList<LaggedCorrelation> Lags, double? WhiteNoiseBound, Absent Reason);

/// <summary>Cross-correlation of two series over lags: at lag k the correlation of x(t+k) with y(t).</summary>
/// <remarks>A peak at a negative lag means that x comes first. Neighbouring places are neighbouring times, so nothing can
/// be dropped: with missing values only the correlation of the overlaps is given. Source: Box and Jenkins 1970.</remarks>
public static class CrossCorrelation
{
    private const int FewestToTest = 8;

    /// <summary>Correlates two series over lags.</summary>
    /// <param name="x">First series, in order of time; NaN is a missing value.</param>
    /// <param name="y">Second series, as long as the first.</param>
    /// <param name="mostLag">The largest lag in either direction; cut to the length less one.</param>
    public static CrossCorrelationResult Compute(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int mostLag)
    {
        Guard.SameLength(x.Length, y.Length);
        Guard.NonNegative((long)mostLag);
        var n = x.Length;
        if (n < 3) return new CrossCorrelationResult(n, [], null, n == 0 ? Absent.NoValues : Absent.TooFew);
        var full = Standardised(x) is { } u && Standardised(y) is { } v ? (X: u, Y: v) : default;
        var most = Math.Min(mostLag, n - 1);
        var lags = new List<LaggedCorrelation>();
        for (var k = -most; k <= most; k++)
        {
            int fromX = Math.Max(0, k), fromY = Math.Max(0, -k), overlap = n - Math.Abs(k);
            var own = Pearson.Compute(x.Slice(fromX, overlap), y.Slice(fromY, overlap));
            double? ccf = full.X is null ? null
                : ExactSum.OfProducts(full.X.AsSpan(fromX, overlap), full.Y.AsSpan(fromY, overlap));
            lags.Add(new LaggedCorrelation(k, ccf, own.R, own.N));
        }

        double? bound = n < FewestToTest ? null : NormalDistribution.Quantile(0.975) / Math.Sqrt(n);
        var reason = full.X is null ? (IsComplete(x) && IsComplete(y) ? Absent.ZeroVariance : Absent.NotIdentified)
            : bound is null ? Absent.TooFew : Absent.None;
        return new CrossCorrelationResult(n, lags, bound, reason);
    }

    private static bool IsComplete(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (!double.IsFinite(value)) return false;
        }

        return true;
    }

    /// <summary>Deviations from the mean over the root of their sum of squares; null if constant or incomplete.</summary>
    private static double[]? Standardised(ReadOnlySpan<double> values)
    {
        var units = new long[values.Length];
        if (!IsComplete(values) || !FixedPoint.TryScale(values, units)) return null;
        var length = Math.Sqrt(FixedPoint.Cross(units, units));
        return [.. units.Select(u => u / length)];
    }
}
