using System.Buffers;

namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="Pearson"/> found.</summary>
/// <param name="N">Complete pairs.</param>
/// <param name="R">The correlation, −1 … 1.</param>
/// <param name="T">r·√((n−2)/(1−r²)); absent at |r| = 1, where it is unbounded.</param>
/// <param name="P">Two-sided p of r = 0, t with n − 2 degrees of freedom.</param>
/// <param name="Lower">Lower limit of the interval; absent below four pairs.</param>
/// <param name="Upper">Upper limit of the interval.</param>
/// <param name="Reason">Why the first absent figure is absent.</param>
public readonly record struct PearsonResult(
    int N, double? R, double? T, double? P, double? Lower, double? Upper, Absent Reason)
{
    /// <summary>Degrees of freedom of T, n − 2; absent without a correlation.</summary>
    public int? Df => R is null ? null : N - 2;
}

/// <summary>Pearson's product-moment correlation r = Σ(x−x̄)(y−ȳ)/√(Σ(x−x̄)²·Σ(y−ȳ)²) with its t test and Fisher's
/// interval tanh(atanh r ± z/√(n−3)).</summary>
/// <remarks>Fewer than three complete pairs: no figure (<see cref="Absent.TooFew"/>). A constant series: no figure
/// (<see cref="Absent.ZeroVariance"/>). Three pairs: r and p, no interval. The figures do not depend on the order of the
/// pairs, to the last bit. Sources: Pearson 1895; Fisher 1915, 1921.</remarks>
public static class Pearson
{
    /// <summary>Correlates the pairs that have both values.</summary>
    /// <param name="x">First series; NaN is a missing value.</param>
    /// <param name="y">Second series, as long as the first.</param>
    /// <param name="confidence">Coverage of the interval, between 0 and 1.</param>
    public static PearsonResult Compute(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence = 0.95)
    {
        Guard.SameLength(x.Length, y.Length);
        Guard.Probability(confidence, nameof(confidence));
        if (Pairs.AreComplete(x, y)) return OfComplete(x, y, confidence);
        var pairs = ArrayPool<double>.Shared.Rent(Math.Max(1, 2 * x.Length));
        try
        {
            var n = Pairs.Complete(x, y, pairs, pairs.AsSpan(x.Length));
            return OfComplete(pairs.AsSpan(0, n), pairs.AsSpan(x.Length, n), confidence);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(pairs);
        }
    }

    /// <summary>Correlates two prepared series: the same bits as from their values, faster across many pairs.</summary>
    /// <param name="x">First series.</param>
    /// <param name="y">Second series, as long as the first.</param>
    /// <param name="confidence">Coverage of the interval, between 0 and 1.</param>
    public static PearsonResult Compute(ScaledSeries x, ScaledSeries y, double confidence = 0.95)
    {
        if (!x.IsComplete || !y.IsComplete) return Compute(x.Values, y.Values, confidence);
        Guard.SameLength(x.Length, y.Length);
        Guard.Probability(confidence, nameof(confidence));
        if (x.Length < 3) return Nothing(x.Length, x.Length == 0 ? Absent.NoValues : Absent.TooFew);
        if (x.IsConstant || y.IsConstant) return Nothing(x.Length, Absent.ZeroVariance);
        var r = FixedPoint.Correlation(FixedPoint.Cross(x.Units, y.Units), x.Squares, y.Squares);
        return FromCoefficient(r, x.Length, confidence);
    }

    /// <summary>Test and interval of a correlation that is already known.</summary>
    /// <param name="r">The correlation, −1 … 1.</param>
    /// <param name="n">The pairs it rests on; less one for each series that was partialled out.</param>
    /// <param name="confidence">Coverage of the interval, between 0 and 1.</param>
    public static PearsonResult FromCoefficient(double r, int n, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        if (!(Math.Abs(r) <= 1)) throw new ArgumentOutOfRangeException(nameof(r), "A correlation lies between -1 and 1.");
        Guard.Probability(confidence, nameof(confidence));
        if (n < 3) return Nothing(n, n == 0 ? Absent.NoValues : Absent.TooFew);
        double? t = Math.Abs(r) < 1 ? r * Math.Sqrt((n - 2) / ((1 - r) * (1 + r))) : null;
        var p = t is { } value ? StudentDistribution.TwoSided(value, n - 2) : 0;
        if (n < 4) return new PearsonResult(n, r, t, p, null, null, Absent.TooFew);
        var (lower, upper) = FisherInterval.Around(r, 1 / Math.Sqrt(n - 3), confidence);
        return new PearsonResult(n, r, t, p, lower, upper, t is null ? Absent.OutOfRange : Absent.None);
    }

    private static PearsonResult OfComplete(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence)
    {
        var n = x.Length;
        if (n < 3) return Nothing(n, n == 0 ? Absent.NoValues : Absent.TooFew);
        var units = ArrayPool<long>.Shared.Rent(2 * n);
        try
        {
            Span<long> u = units.AsSpan(0, n), v = units.AsSpan(n, n);
            if (!FixedPoint.TryScale(x, u) || !FixedPoint.TryScale(y, v)) return Nothing(n, Absent.ZeroVariance);
            var r = FixedPoint.Correlation(FixedPoint.Cross(u, v), FixedPoint.Cross(u, u), FixedPoint.Cross(v, v));
            return FromCoefficient(r, n, confidence);
        }
        finally
        {
            ArrayPool<long>.Shared.Return(units);
        }
    }

    private static PearsonResult Nothing(int n, Absent reason) => new(n, null, null, null, null, null, reason);
}
