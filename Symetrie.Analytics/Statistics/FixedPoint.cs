using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Symetrie.Analytics.Statistics;

/// <summary>Series as centred integers. A sum of integers is exact, so no order of rows and no number of threads can
/// change a bit of a correlation, and the Cauchy–Schwarz inequality holds by itself.</summary>
/// <remarks>Each value is taken as its distance from the smallest one (so a huge common offset costs no digit) and
/// scaled by a power of two until the range fills 53 bits. The rounding is at most 2⁻⁵⁴ of the range per value, less
/// than that of the input itself. Products are summed in 128 bits.</remarks>
internal static class FixedPoint
{
    /// <summary>Pairs whose sums are taken in 64 bits before they go to the 128 bits of the whole.</summary>
    private const int Run = 512;

    /// <summary>Writes the centred integers of <paramref name="values"/> (all finite) and says whether they vary.</summary>
    public static bool TryScale(ReadOnlySpan<double> values, Span<long> units)
    {
        if (values.IsEmpty) return false;
        var bounds = SeriesBounds.Of(values);
        double min = bounds.Least, max = bounds.Most;
        // The variance of a constant is not always 0 in floating point (254 × 0.3 gives 5e-31), max == min is.
        if (!(max > min)) return false;
        var halve = double.IsInfinity(max - min) ? 0.5 : 1.0;
        var origin = min * halve;
        var shift = Bits(values.Length) - 1 - Math.ILogB((max * halve) - origin);
        // One factor of 2^shift may overflow for subnormal ranges, two never do.
        double first = Math.ScaleB(1.0, shift / 2), second = Math.ScaleB(1.0, shift - (shift / 2));
        ref var from = ref MemoryMarshal.GetReference(values);
        ref var to = ref MemoryMarshal.GetReference(units);
        var i = 0;
        // Narrower vectors have no conversion to integers; there one by one is faster.
        for (; Vector512.IsHardwareAccelerated && i <= values.Length - Vector512<double>.Count; i += Vector512<double>.Count)
        {
            var x = Vector512.LoadUnsafe(ref from, (nuint)i);
            var scaled = Vector512.Round(((x * halve) - Vector512.Create(origin)) * first * second);
            Vector512.ConvertToInt64Native(scaled).StoreUnsafe(ref to, (nuint)i); // At most 2^53: every conversion agrees.
        }

        for (; i < values.Length; i++)
            units[i] = (long)Math.Round(((values[i] * halve) - origin) * first * second);
        Centre(units[..values.Length]);
        return true;
    }

    /// <summary>Subtracts the integer nearest to the mean.</summary>
    private static void Centre(Span<long> units)
    {
        Int128 sum = 0;
        for (var start = 0; start < units.Length; start += Run)
            sum += Sum(units[start..Math.Min(start + Run, units.Length)]);
        var n = (Int128)units.Length;
        var mean = (long)((sum >= 0 ? (2 * sum) + n : (2 * sum) - n) / (2 * n));
        ref var first = ref MemoryMarshal.GetReference(units);
        var i = 0;
        for (; i <= units.Length - Vector512<long>.Count; i += Vector512<long>.Count)
            (Vector512.LoadUnsafe(ref first, (nuint)i) - Vector512.Create(mean)).StoreUnsafe(ref first, (nuint)i);
        for (; i < units.Length; i++) units[i] -= mean;
    }

    /// <summary>The sum of up to <see cref="Run"/> units of at most 53 bits, which 63 bits hold.</summary>
    private static long Sum(ReadOnlySpan<long> units)
    {
        ref var first = ref MemoryMarshal.GetReference(units);
        Vector512<long> sums = default;
        var i = 0;
        for (; i <= units.Length - Vector512<long>.Count; i += Vector512<long>.Count) sums += Vector512.LoadUnsafe(ref first, (nuint)i);
        var sum = Vector512.Sum(sums);
        foreach (var unit in units[i..]) sum += unit;
        return sum;
    }

    /// <summary>Σ(a − ā)(b − b̄), exact until the last rounding.</summary>
    /// <param name="a">Centred integers of at most 53 bits and a sign.</param>
    /// <param name="b">As many of the other series.</param>
    public static double Cross(ReadOnlySpan<long> a, ReadOnlySpan<long> b)
    {
        Int128 products = 0;
        long sumA = 0, sumB = 0;
        var done = 0;
        for (; Avx2.IsSupported && done <= a.Length - Vector256<long>.Count; done += Run)
        {
            var length = Math.Min(Run, a.Length - done) & ~(Vector256<long>.Count - 1);
            products += CrossRun(a.Slice(done, length), b.Slice(done, length), ref sumA, ref sumB);
        }

        for (var i = Avx2.IsSupported ? a.Length & ~(Vector256<long>.Count - 1) : 0; i < a.Length; i++)
        {
            products += Math.BigMul(a[i], b[i]);
            sumA += a[i];
            sumB += b[i];
        }

        // Centring was to the nearest integer: what is left of the means is at most half a unit.
        return (double)products - ((double)sumA * sumB / a.Length);
    }

    /// <summary>Σab of up to <see cref="Run"/> pairs, four at a time: each integer is cut into 27 low bits, taken as positive, and the rest
    /// above. The products of the parts have at most 54 bits, so 128 pairs of them fit the 63 bits of a lane.</summary>
    private static Int128 CrossRun(ReadOnlySpan<long> a, ReadOnlySpan<long> b, ref long sumA, ref long sumB)
    {
        const int Cut = 27;
        var lowBits = Vector256.Create((1L << Cut) - 1);
        Vector256<long> high = default, middle = default, low = default, totalA = default, totalB = default;
        ref long firstA = ref MemoryMarshal.GetReference(a), firstB = ref MemoryMarshal.GetReference(b);
        for (var i = 0; i < a.Length; i += Vector256<long>.Count)
        {
            Vector256<long> x = Vector256.LoadUnsafe(ref firstA, (nuint)i), y = Vector256.LoadUnsafe(ref firstB, (nuint)i);
            // The multiplication reads the low 32 bits of a lane with their sign, so the shift need not bring the sign along.
            Vector256<int> xHigh = (x >>> Cut).AsInt32(), yHigh = (y >>> Cut).AsInt32();
            Vector256<int> xLow = (x & lowBits).AsInt32(), yLow = (y & lowBits).AsInt32();
            high += Avx2.Multiply(xHigh, yHigh);
            middle += Avx2.Multiply(xHigh, yLow) + Avx2.Multiply(xLow, yHigh);
            low += Avx2.Multiply(xLow, yLow);
            totalA += x;
            totalB += y;
        }

        sumA += Vector256.Sum(totalA);
        sumB += Vector256.Sum(totalB);
        Int128 sum = 0;
        for (var lane = 0; lane < Vector256<long>.Count; lane++)
            sum += ((Int128)high[lane] << (2 * Cut)) + ((Int128)middle[lane] << Cut) + low[lane];
        return sum;
    }

    /// <summary>The correlation of two centred series; never beyond ±1.</summary>
    public static double Correlation(double cross, double squaresA, double squaresB) =>
        Math.Clamp(cross / Math.Sqrt(squaresA * squaresB), -1.0, 1.0);

    /// <summary>Digits per value such that n products of two values fit 127 bits.</summary>
    private static int Bits(int n) => Math.Min(53, (125 - BitOperations.Log2((uint)n)) / 2);
}
