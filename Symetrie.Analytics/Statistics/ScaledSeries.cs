namespace Symetrie.Analytics.Statistics;

/// <summary>A series made ready for many Pearson correlations: scaled, centred and its sum of squares known, so that
/// each further pair costs one pass of products.</summary>
/// <remarks>Immutable; may be shared between threads. Values that are not finite count as missing; a series with
/// missing values may still be paired, only without the saving, as its centre then depends on its partner.</remarks>
public sealed class ScaledSeries
{
    private readonly double[] values;
    private readonly long[] units;

    private ScaledSeries(double[] values, long[] units, bool complete, bool constant)
    {
        this.values = values;
        this.units = units;
        IsComplete = complete;
        IsConstant = constant;
        Squares = complete && !constant ? FixedPoint.Cross(units, units) : 0;
    }

    /// <summary>Number of places in the series, missing ones included.</summary>
    public int Length => values.Length;

    /// <summary>Whether no value is missing.</summary>
    public bool IsComplete { get; }

    /// <summary>Whether all values are equal (of a complete series).</summary>
    public bool IsConstant { get; }

    internal ReadOnlySpan<double> Values => values;

    internal ReadOnlySpan<long> Units => units;

    internal double Squares { get; }

    /// <summary>Prepares a series.</summary>
    /// <param name="values">The values, in the order of the units they belong to; NaN is a missing value.</param>
    public static ScaledSeries Of(ReadOnlySpan<double> values)
    {
        var copy = values.ToArray();
        if (!Array.TrueForAll(copy, double.IsFinite)) return new ScaledSeries(copy, [], complete: false, constant: false);
        var scaled = new long[copy.Length];
        var varies = FixedPoint.TryScale(copy, scaled);
        return new ScaledSeries(copy, scaled, complete: true, constant: !varies);
    }
}
