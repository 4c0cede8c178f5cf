namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="WeightedCorrelation"/> found.</summary>
/// <param name="N">Complete pairs with a weight above 0.</param>
/// <param name="R">The weighted correlation, −1 … 1.</param>
/// <param name="MeanX">Weighted mean of x.</param>
/// <param name="MeanY">Weighted mean of y.</param>
/// <param name="EffectiveN">Kish's (Σw)²/Σw²: pairs of equal weight that would be as precise.</param>
/// <param name="RUnweighted">The correlation of the same pairs with equal weights.</param>
/// <param name="P">Two-sided p, t with N − 2 degrees of freedom.</param>
/// <param name="Lower">Lower limit of Fisher's interval from N pairs; absent below four.</param>
/// <param name="Upper">Upper limit of the interval.</param>
/// <param name="Reason">Why the first absent figure is absent.</param>
public readonly record struct WeightedCorrelationResult(
    int N, double? R, double? MeanX, double? MeanY, double? EffectiveN, double? RUnweighted, double? P,
    double? Lower, double? Upper, Absent Reason);

/// <summary>Pearson's correlation with a weight for each pair: Σw(x−x̄w)(y−ȳw)/√(Σw(x−x̄w)²·Σw(y−ȳw)²).</summary>
/// <remarks>Only the proportions of the weights matter. Inference rests on the number of pairs, never on the sum of the
/// weights: a pair of large groups is one pair. Pairs of weight 0 or with a missing value or weight are dropped. Fewer than
/// three pairs or a constant series: no correlation.</remarks>
public static class WeightedCorrelation
{
    /// <summary>Correlates the pairs that have both values and a weight.</summary>
    /// <param name="x">First series; NaN is a missing value.</param>
    /// <param name="y">Second series.</param>
    /// <param name="weights">Weight of each pair, 0 or more, such as the size of its unit or 1/SE².</param>
    /// <param name="confidence">Coverage of the interval, between 0 and 1.</param>
    public static WeightedCorrelationResult Compute(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> weights, double confidence = 0.95)
    {
        Guard.SameLength(x.Length, y.Length);
        Guard.SameLength(x.Length, weights.Length);
        Guard.Probability(confidence);
        var (rows, n) = (new int[x.Length], 0);
        for (var i = 0; i < x.Length; i++)
        {
            if (weights[i] < 0) throw new ArgumentOutOfRangeException(nameof(weights), "A weight cannot be negative.");
            if (double.IsFinite(x[i]) && double.IsFinite(y[i]) && double.IsFinite(weights[i]) && weights[i] > 0) rows[n++] = i;
        }

        var kept = rows.AsSpan(0, n);
        return Of(RowOrder.Take(x, kept), RowOrder.Take(y, kept), RowOrder.Take(weights, kept), confidence);
    }

    private static WeightedCorrelationResult Of(double[] x, double[] y, double[] w, double confidence)
    {
        var n = x.Length;
        if (n == 0) return new WeightedCorrelationResult(0, null, null, null, null, null, null, null, null, Absent.NoValues);
        // Divided by a power of two near the largest, weights can neither overflow nor vanish.
        var unit = Math.ScaleB(1, -Math.ILogB(w.Max()));
        for (var i = 0; i < n; i++) w[i] *= unit;
        var total = ExactSum.Of(w);
        double meanX = ExactSum.OfProducts(w, x) / total, meanY = ExactSum.OfProducts(w, y) / total;
        var effective = total * total / ExactSum.OfProducts(w, w);
        var plain = Pearson.Compute(x, y, confidence);
        var result = new WeightedCorrelationResult(
            n, null, meanX, meanY, effective, plain.R, null, null, null, plain.R is null ? plain.Reason : Absent.None);
        if (plain.R is null) return result;
        double[] dx = x, dy = y, wx = new double[n], wy = new double[n];
        for (var i = 0; i < n; i++)
        {
            (dx[i], dy[i]) = (x[i] - meanX, y[i] - meanY);
            (wx[i], wy[i]) = (dx[i] * w[i], dy[i] * w[i]);
        }

        double xx = ExactSum.OfProducts(wx, dx), yy = ExactSum.OfProducts(wy, dy);
        if (!(xx > 0 && yy > 0)) return result with { Reason = Absent.ZeroVariance };
        var test = Pearson.FromCoefficient(FixedPoint.Correlation(ExactSum.OfProducts(wx, dy), xx, yy), n, confidence);
        return result with { R = test.R, P = test.P, Lower = test.Lower, Upper = test.Upper, Reason = test.Reason };
    }
}
