using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Symetrie.Analytics.Statistics;

/// <summary>The exact sum rounded once, from a sum in twice the digits (Ogita, Rump and Oishi 2005, Sum2 and Dot2) wherever what that may be wrong by cannot change the
/// rounding (Ziv 1991); elsewhere no sum. What it says is therefore the same on every machine and in every order: how many terms are added side by side shows in its speed alone.</summary>
internal static class TwofoldSum
{
    private const double Unit = 1.0 / (1L << 53);

    // Sums of so large terms may overflow, and products of so small ones have no exact error.
    private const double Largest = 1e300;
    private const double Smallest = 1e-250;

    /// <summary>Σ values; false where the digits do not suffice, or a value is infinite or NaN.</summary>
    public static bool TryOf(ReadOnlySpan<double> values, out double sum)
    {
        Vector256<double> high = default, low = default, size = default;
        ref var first = ref MemoryMarshal.GetReference(values);
        var i = 0;
        for (; i <= values.Length - Vector256<double>.Count; i += Vector256<double>.Count) Add(Vector256.LoadUnsafe(ref first, (nuint)i), ref high, ref low, ref size);
        var total = Together(high, low, size);
        for (; i < values.Length; i++) total = total.Plus(values[i]);
        return total.TryRound(values.Length, out sum);
    }

    /// <summary>Σ a·b of as many; false where the digits do not suffice.</summary>
    public static bool TryOfProducts(ReadOnlySpan<double> a, ReadOnlySpan<double> b, out double sum)
    {
        Vector256<double> high = default, low = default, size = default;
        ref double left = ref MemoryMarshal.GetReference(a), right = ref MemoryMarshal.GetReference(b);
        var i = 0;
        for (; i <= a.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            Vector256<double> x = Vector256.LoadUnsafe(ref left, (nuint)i), y = Vector256.LoadUnsafe(ref right, (nuint)i);
            var product = x * y;
            Add(product, ref high, ref low, ref size);
            low += Vector256.FusedMultiplyAdd(x, y, -product);
        }

        var total = Together(high, low, size);
        for (; i < a.Length; i++)
        {
            var product = a[i] * b[i];
            total = total.Plus(product) is var next ? next with { Low = next.Low + Math.FusedMultiplyAdd(a[i], b[i], -product) } : next;
        }

        return total.TryRound(a.Length, out sum);
    }

    // Knuth's sum of two: what rounding takes from the upper digits goes to the lower ones.
    private static void Add(Vector256<double> term, ref Vector256<double> high, ref Vector256<double> low, ref Vector256<double> size)
    {
        var sum = high + term;
        var added = sum - high;
        low += (high - (sum - added)) + (term - added);
        high = sum;
        size += Vector256.Abs(term);
    }

    private static Twofold Together(Vector256<double> high, Vector256<double> low, Vector256<double> size)
    {
        var total = default(Twofold);
        for (var lane = 0; lane < Vector256<double>.Count; lane++) total = total.Plus(high[lane]) is var next ? next with { Low = next.Low + low[lane] } : next;
        return total with { Size = Vector256.Sum(size) };
    }

    private readonly record struct Twofold(double High, double Low, double Size)
    {
        public Twofold Plus(double term)
        {
            var sum = High + term;
            var added = sum - High;
            return new Twofold(sum, Low + ((High - (sum - added)) + (term - added)), Size + Math.Abs(term));
        }

        /// <summary>Rounds; false where the next double is as likely.</summary>
        public bool TryRound(int terms, out double sum)
        {
            sum = High + Low;
            var added = sum - High;
            var rest = (High - (sum - added)) + (Low - added);
            // At most 2n + 8 errors of at most u·Σ|terms| each were added up, each time with such an error of that; and twice as much, for what is rounded here.
            var n = terms + 8.0;
            var error = 4 * n * n * Unit * Unit * Size;
            return Size is > Smallest and < Largest && sum + (rest + error) == sum && sum + (rest - error) == sum;
        }
    }
}
