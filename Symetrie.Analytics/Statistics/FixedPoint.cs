using System.Numerics;

namespace Symetrie.Analytics.Statistics;

/// <summary>Series as centred integers. A sum of integers is exact, so no order of rows and no number of threads can
/// change a bit of a correlation, and the Cauchy–Schwarz inequality holds by itself.</summary>
/// <remarks>Each value is taken as its distance from the smallest one (so a huge common offset costs no digit) and
/// scaled by a power of two until the range fills 53 bits. The rounding is at most 2⁻⁵⁴ of the range per value, less
/// than that of the input itself. Products are summed in 128 bits.</remarks>
internal static class FixedPoint
{
    /// <summary>Writes the centred integers of <paramref name="values"/> (all finite) and says whether they vary.</summary>
    public static bool TryScale(ReadOnlySpan<double> values, Span<long> units)
    {
        if (values.IsEmpty) return false;
        double min = values[0], max = values[0];
        foreach (var value in values)
        {
            if (value < min) min = value;
            if (value > max) max = value;
        }
        // The variance of a constant is not always 0 in floating point (254 × 0.3 gives 5e-31), max == min is.
        if (!(max > min)) return false;
        var halve = double.IsInfinity(max - min) ? 0.5 : 1.0;
        var origin = min * halve;
        var shift = Bits(values.Length) - 1 - Math.ILogB((max * halve) - origin);
        // One factor of 2^shift may overflow for subnormal ranges, two never do.
        double first = Math.ScaleB(1.0, shift / 2), second = Math.ScaleB(1.0, shift - (shift / 2));
        for (var i = 0; i < values.Length; i++)
            units[i] = (long)Math.Round(((values[i] * halve) - origin) * first * second);
        Centre(units[..values.Length]);
        return true;
    }

    /// <summary>Subtracts the integer nearest to the mean.</summary>
    public static void Centre(Span<long> units)
    {
        Int128 sum = 0;
        foreach (var unit in units) sum += unit;
        var n = (Int128)units.Length;
        var mean = (long)((sum >= 0 ? (2 * sum) + n : (2 * sum) - n) / (2 * n));
        foreach (ref var unit in units) unit -= mean;
    }

    /// <summary>Σ(a − ā)(b − b̄), exact until the last rounding.</summary>
    public static double Cross(ReadOnlySpan<long> a, ReadOnlySpan<long> b)
    {
        ulong low = 0;
        long high = 0, sumA = 0, sumB = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var productHigh = Math.BigMul(a[i], b[i], out var productLow);
            low += (ulong)productLow;
            high += productHigh + (low < (ulong)productLow ? 1 : 0);
            sumA += a[i];
            sumB += b[i];
        }
        // Centring was to the nearest integer: what is left of the means is at most half a unit.
        return (double)new Int128((ulong)high, low) - ((double)sumA * sumB / a.Length);
    }

    /// <summary>The correlation of two centred series; never beyond ±1.</summary>
    public static double Correlation(double cross, double squaresA, double squaresB) =>
        Math.Clamp(cross / Math.Sqrt(squaresA * squaresB), -1.0, 1.0);

    /// <summary>Digits per value such that n products of two values fit 127 bits.</summary>
    private static int Bits(int n) => Math.Min(53, (125 - BitOperations.Log2((uint)n)) / 2);
}
