namespace Symetrie.Analytics.Statistics;

/// <summary>A sample quantile.</summary>
/// <param name="Value">In the units of the series; null when there is no value.</param>
/// <param name="N">Values that are there.</param>
/// <param name="Reason">Why it is absent.</param>
public readonly record struct QuantileResult(double? Value, long N, Absent Reason);

/// <summary>Sample quantiles by linear interpolation between order statistics, types 4 to 9 of Hyndman and Fan (1996). The value at p
/// lies at h = n·p + m between x₍⌊h⌋₎ and the next one, where m is 0, ½, p, 1 − p, (p+1)/3, p/4 + 3/8 for types 4 to 9.
/// The default is type 7, which R, NumPy and Excel also use.</summary>
public static class Quantile
{
    /// <summary>The quantile at p in [0, 1]; NaN in the series is missing.</summary>
    public static QuantileResult Compute(ReadOnlySpan<double> values, double p, int type = 7) => At(Counted.Of(values), p, type);

    /// <summary>The quantile of a tally; the same bits as of the values written out.</summary>
    public static QuantileResult FromCounts(ReadOnlySpan<double> values, ReadOnlySpan<long> counts, double p, int type = 7) =>
        At(Counted.Of(values, counts), p, type);

    /// <summary>The quantile of a counted series.</summary>
    public static QuantileResult At(Counted sample, double p, int type = 7)
    {
        Guard.ProbabilityOrBound(p);
        var m = type switch
        {
            4 => 0,
            5 => 0.5,
            6 => p,
            7 => 1 - p,
            8 => (p + 1) / 3,
            9 => (p / 4) + 0.375,
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Types 4 to 9 interpolate."),
        };
        if (sample.N == 0)
        {
            return new QuantileResult(null, 0, Absent.NoValues);
        }

        // n·p is often a whole number but for its last bit; without the allowance the quantile would fall one value short.
        var h = (sample.N * p) + m;
        var floor = Math.Floor(h + (4 * Math.BitIncrement(1.0) - 4));
        var fraction = Math.Max(0, h - floor);
        var low = sample.OrderStatistic((long)floor);
        var high = sample.OrderStatistic((long)floor + 1);
        return new QuantileResult(low == high ? low : low + (fraction * (high - low)), sample.N, Absent.None);
    }
}
