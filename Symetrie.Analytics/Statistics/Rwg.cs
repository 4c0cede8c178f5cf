namespace Symetrie.Analytics.Statistics;

/// <summary>Agreement within one group.</summary>
/// <param name="N">Members with a value (with all items, for several).</param>
/// <param name="Value">In [0, 1]; null when fewer than two members.</param>
/// <param name="Reason">Why it is absent.</param>
public readonly record struct RwgResult(long N, double? Value, Absent Reason);

/// <summary>r_wg: 1 − s²/σ²₀, agreement of a group on one item against the variance that answers without any agreement would have (James,
/// Demaree and Wolf 1984). A variance above σ²₀ gives 0. The choice of σ²₀ drives the result: give it for the uniform and for a
/// slightly skewed null. Small groups bias it down.</summary>
public static class Rwg
{
    /// <summary>Variance of the slightly skewed null on five categories (shares .05, .15, .20, .35, .25).</summary>
    public const double SlightSkew5 = 1.34;

    /// <summary>σ²₀ of a uniform null on <paramref name="categories"/> categories one apart: (A² − 1)/12.</summary>
    public static double UniformVariance(int categories)
    {
        Guard.AtLeast(categories, 2);
        return (((double)categories * categories) - 1) / 12;
    }

    /// <summary>σ²₀ of a null given by the shares of the categories 1, 2, …, which must add to 1.</summary>
    public static double NullVariance(ReadOnlySpan<double> shares)
    {
        double total = 0, mean = 0, square = 0;
        for (var i = 0; i < shares.Length; i++)
        {
            Guard.NonNegative(shares[i], nameof(shares));
            total += shares[i];
            mean += shares[i] * (i + 1);
            square += shares[i] * (i + 1) * (i + 1);
        }

        return Math.Abs(total - 1) < 1e-9 ? square - (mean * mean) : throw new ArgumentException("Shares add to 1.", nameof(shares));
    }

    /// <summary>Of the values of one group; NaN is missing.</summary>
    public static RwgResult Compute(ReadOnlySpan<double> values, double nullVariance)
    {
        Guard.NoneInfinite(values);
        return FromMoments(SampleMoments.Of(values), nullVariance);
    }

    /// <summary>Of a tally of one group; the same bits as the values written out.</summary>
    public static RwgResult FromCounts(ReadOnlySpan<double> values, ReadOnlySpan<long> counts, double nullVariance) =>
        FromMoments(SampleMoments.OfCounts(values, counts), nullVariance);

    /// <summary>Of moments.</summary>
    public static RwgResult FromMoments(SampleMoments moments, double nullVariance)
    {
        Guard.Positive(nullVariance);
        return moments.N < 2
            ? new RwgResult(moments.N, null, moments.N == 0 ? Absent.NoValues : Absent.TooFew)
            : new RwgResult(moments.N, Math.Max(0, 1 - (moments.Variance / nullVariance)), Absent.None);
    }
}
