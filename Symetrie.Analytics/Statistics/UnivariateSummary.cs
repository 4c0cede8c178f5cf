namespace Symetrie.Analytics.Statistics;

/// <summary>What is first asked of a series.</summary>
/// <param name="N">Values that are there.</param>
/// <param name="Missing">Values that are not.</param>
/// <param name="Mean">Arithmetic mean; null when there is no value.</param>
/// <param name="StandardDeviation">Divisor n − 1; null when n &lt; 2.</param>
/// <param name="Minimum">Smallest value.</param>
/// <param name="Maximum">Largest value.</param>
/// <param name="Reason">Why a figure is absent.</param>
public sealed record UnivariateSummaryResult(
    long N, long Missing, double? Mean, double? StandardDeviation, double? Minimum, double? Maximum, Absent Reason);

/// <summary>A correlation of a series with itself.</summary>
/// <param name="Value">In [−1, 1]; null when it cannot be computed.</param>
/// <param name="Reason">Why it is absent.</param>
public readonly record struct AutocorrelationResult(double? Value, Absent Reason);

/// <summary>Number, mean, standard deviation and bounds, by two passes with exact sums: no digits are lost to a large common offset
/// (NIST StRD NumAcc1–4).</summary>
public static class UnivariateSummary
{
    /// <summary>Summarises a series; NaN is missing.</summary>
    public static UnivariateSummaryResult Compute(ReadOnlySpan<double> values)
    {
        Guard.NoneInfinite(values);
        double least = double.PositiveInfinity, most = double.NegativeInfinity;
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
            {
                least = Math.Min(least, value);
                most = Math.Max(most, value);
            }
        }

        var moments = SampleMoments.Of(values);
        return Summarise(moments, values.Length - moments.N, least, most);
    }

    /// <summary>Summarises a tally; the same bits as the values written out.</summary>
    public static UnivariateSummaryResult FromCounts(ReadOnlySpan<double> values, ReadOnlySpan<long> counts)
    {
        var counted = Counted.Of(values, counts);
        return counted.N == 0 ? Summarise(default, 0, 0, 0) : Summarise(counted.Moments(), 0, counted.Values[0], counted.Values[^1]);
    }

    /// <summary>Autocorrelation at a lag: Σ (xₜ − x̄)(xₜ₊ₗ − x̄) / Σ (xₜ − x̄)², with the mean and the sum of squares of the whole
    /// series (Box and Jenkins 1976). A missing value breaks the pairs it belongs to.</summary>
    public static AutocorrelationResult Autocorrelation(ReadOnlySpan<double> values, int lag = 1)
    {
        Guard.AtLeast(lag, 1);
        Guard.NoneInfinite(values);
        var moments = SampleMoments.Of(values);
        if (moments.N <= lag)
        {
            return new AutocorrelationResult(null, moments.N == 0 ? Absent.NoValues : Absent.TooFew);
        }

        if (moments.Variance == 0)
        {
            return new AutocorrelationResult(null, Absent.ZeroVariance);
        }

        var products = new ExactAccumulator();
        var squares = new ExactAccumulator();
        for (var t = 0; t < values.Length; t++)
        {
            var here = values[t] - moments.Mean;
            if (!double.IsNaN(here))
            {
                squares.AddProduct(here, here);
                if (t + lag < values.Length && !double.IsNaN(values[t + lag]))
                {
                    products.AddProduct(here, values[t + lag] - moments.Mean);
                }
            }
        }

        return new AutocorrelationResult(products.Rounded() / squares.Rounded(), Absent.None);
    }

    private static UnivariateSummaryResult Summarise(SampleMoments moments, long missing, double least, double most) => moments.N switch
    {
        0 => new UnivariateSummaryResult(0, missing, null, null, null, null, Absent.NoValues),
        1 => new UnivariateSummaryResult(1, missing, moments.Mean, null, least, most, Absent.TooFew),
        _ => new UnivariateSummaryResult(moments.N, missing, moments.Mean, moments.StandardDeviation, least, most, Absent.None),
    };
}
