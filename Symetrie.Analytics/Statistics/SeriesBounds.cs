using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Symetrie.Analytics.Statistics;

/// <summary>The smallest and the largest value of a series without NaN.</summary>
/// <param name="Least">The smallest value; +∞ if there is none.</param>
/// <param name="Most">The largest value; −∞ if there is none.</param>
internal readonly record struct SeriesBounds(double Least, double Most)
{
    /// <summary>The bounds of no values.</summary>
    public static SeriesBounds None => new(double.PositiveInfinity, double.NegativeInfinity);

    /// <summary>The largest magnitude; ∞ if there is no value.</summary>
    public double Largest => Math.Max(Math.Abs(Least), Math.Abs(Most));

    /// <summary>The bounds of a series; meaningless if it holds NaN.</summary>
    public static SeriesBounds Of(ReadOnlySpan<double> values)
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        Vector512<double> least = Vector512.Create(double.PositiveInfinity), least2 = least, most = -least, most2 = most;
        var i = 0;
        for (; i <= values.Length - (2 * Vector512<double>.Count); i += 2 * Vector512<double>.Count)
        {
            // Two of each, as every comparison waits for the one before it.
            var x = Vector512.LoadUnsafe(ref first, (nuint)i);
            var y = Vector512.LoadUnsafe(ref first, (nuint)(i + Vector512<double>.Count));
            (least, least2) = (Vector512.MinNative(x, least), Vector512.MinNative(y, least2));
            (most, most2) = (Vector512.MaxNative(x, most), Vector512.MaxNative(y, most2));
        }

        least = Vector512.MinNative(least, least2);
        most = Vector512.MaxNative(most, most2);
        var least4 = Vector256.MinNative(least.GetLower(), least.GetUpper());
        var most4 = Vector256.MaxNative(most.GetLower(), most.GetUpper());
        var bounds = None;
        for (var lane = 0; lane < Vector256<double>.Count; lane++) bounds = bounds.With(least4[lane], most4[lane]);
        foreach (var value in values[i..]) bounds = bounds.With(value, value);
        return bounds;
    }

    /// <summary>Whether no value is NaN or infinite.</summary>
    public static bool AllFinite(ReadOnlySpan<double> values)
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        Vector512<double> differences = default;
        var i = 0;
        for (; i <= values.Length - Vector512<double>.Count; i += Vector512<double>.Count)
        {
            var x = Vector512.LoadUnsafe(ref first, (nuint)i);
            differences |= x - x; // +0 for a number, NaN for the others.
        }

        var finite = differences == Vector512<double>.Zero;
        foreach (var value in values[i..]) finite &= double.IsFinite(value);
        return finite;
    }

    /// <summary>The bounds of these values and others together.</summary>
    public SeriesBounds With(double least, double most) => new(Math.Min(Least, least), Math.Max(Most, most));
}
