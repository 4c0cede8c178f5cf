namespace Symetrie.Analytics.Statistics;

/// <summary>A series made ready for many rank correlations: sorted, mid-ranked and its ties counted once.</summary>
/// <remarks>Immutable; may be shared between threads. Values that are not finite count as missing; a series with
/// missing values may still be paired, only without the saving, as ranks are taken after the pair is dropped.</remarks>
public sealed class RankedSeries
{
    private readonly double[] values;
    private readonly long[] units;
    private readonly int[] order;
    private readonly int[] dense;

    private RankedSeries(double[] values, bool complete)
    {
        this.values = values;
        IsComplete = complete;
        var n = complete ? values.Length : 0;
        (units, order, dense) = (new long[n], new int[n], new int[n]);
        if (n == 0) return;
        var (buffer, spare) = PlacedValue.Rent(n);
        var sorted = PlacedValue.Sorted(values, buffer, spare);
        for (var i = 0; i < n; i++) order[i] = sorted[i].Place;
        Ties = RankInto(sorted, units, dense);
        PlacedValue.Return(buffer, spare);
        Distinct = dense[order[n - 1]] + 1;
        Squares = FixedPoint.Cross(units, units);
    }

    /// <summary>Number of places in the series, missing ones included.</summary>
    public int Length => values.Length;

    /// <summary>Whether no value is missing.</summary>
    public bool IsComplete { get; }

    /// <summary>Number of distinct values (of a complete series).</summary>
    public int Distinct { get; }

    /// <summary>Whether all values are equal (of a complete series).</summary>
    public bool IsConstant => Distinct < 2;

    internal ReadOnlySpan<double> Values => values;

    /// <summary>Twice the mid-ranks, centred: integers, whatever the ties.</summary>
    internal ReadOnlySpan<long> Units => units;

    /// <summary>The places in ascending order of their values.</summary>
    internal ReadOnlySpan<int> Order => order;

    /// <summary>For each place the number of distinct values below its own.</summary>
    internal ReadOnlySpan<int> Dense => dense;

    internal TieSums Ties { get; }

    internal double Squares { get; }

    /// <summary>Prepares a series.</summary>
    /// <param name="values">The values, in the order of the units they belong to; NaN is a missing value.</param>
    public static RankedSeries Of(ReadOnlySpan<double> values)
    {
        var copy = values.ToArray();
        return new RankedSeries(copy, SeriesBounds.AllFinite(copy));
    }

    private static TieSums RankInto(ReadOnlySpan<PlacedValue> sorted, long[] toUnits, int[] toDense)
    {
        var ties = default(TieSums);
        var n = sorted.Length;
        for (int start = 0, rank = 0; start < n; rank++)
        {
            var end = start + 1;
            while (end < n && sorted[end].Key == sorted[start].Key) end++;
            for (var i = start; i < end; i++)
            {
                // Ranks start+1 … end have the mean (start+1+end)/2; less the overall mean (n+1)/2, times two.
                toUnits[sorted[i].Place] = start + end - n;
                toDense[sorted[i].Place] = rank;
            }

            ties = ties.With(end - start);
            start = end;
        }

        return ties;
    }
}

/// <summary>Sums over the groups of tied values, t values each, that rank statistics correct by.</summary>
/// <param name="Pairs">Σ t(t−1)/2, the tied pairs.</param>
/// <param name="Triples">Σ t(t−1)(t−2).</param>
/// <param name="Weighted">Σ t(t−1)(2t+5).</param>
internal readonly record struct TieSums(double Pairs, double Triples, double Weighted)
{
    /// <summary>The sums with one more group of t values. Whole numbers, exact up to 2⁵³.</summary>
    public TieSums With(double t) => new(
        Pairs + (t * (t - 1) / 2), Triples + (t * (t - 1) * (t - 2)), Weighted + (t * (t - 1) * ((2 * t) + 5)));
}
