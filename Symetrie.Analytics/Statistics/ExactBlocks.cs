using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Symetrie.Analytics.Statistics;

/// <summary>Sums many values into an <see cref="ExactAccumulator"/> with vector instructions and without a rounding, so that the order of
/// the values still changes no bit.</summary>
/// <remarks>A value is cut at a power of two, high = (x + σ) − σ, low = x − high (Rump, Ogita and Oishi 2008, ExtractVector). σ is so
/// large that every partial sum of the high parts of a block is a double, hence added without error in whatever order the lanes do
/// it; the low parts are cut once more, and what is then left, rarely anything, is added one by one. Every step is exact, so
/// this reduction is allowed where one over rounded sums would not be.</remarks>
internal static class ExactBlocks
{
    /// <summary>Values of a block: few enough to stay in the nearest cache between two passes.</summary>
    private const int Length = 1 << Headroom;
    private const int Headroom = 10;
    private const int FewestForVectors = 32;

    // Beyond these binary exponents σ would overflow or its last digit be subnormal.
    private const int LargestExponent = 1000;
    private const int SmallestExponent = -900;

    /// <summary>Adds all values; an infinite one or NaN is refused as <see cref="ExactAccumulator.Add"/> refuses it.</summary>
    public static void Add(ExactAccumulator sum, ReadOnlySpan<double> values)
    {
        for (var start = 0; start < values.Length; start += Length)
        {
            var block = values[start..Math.Min(start + Length, values.Length)];
            if (!TryAddBlock(sum, block, SeriesBounds.Of(block).Largest)) sum.Add(double.NaN);
        }
    }

    /// <summary>Adds the values that are not NaN; says how many are and between which bounds the others lie.</summary>
    public static (int Missing, SeriesBounds Bounds) AddPresent(ExactAccumulator sum, ReadOnlySpan<double> values)
    {
        Span<double> present = stackalloc double[Length];
        var (missing, all) = (0, SeriesBounds.None);
        for (var start = 0; start < values.Length; start += Length)
        {
            var block = values[start..Math.Min(start + Length, values.Length)];
            var bounds = SeriesBounds.Of(block);
            if (TryAddBlock(sum, block, bounds.Largest))
            {
                all = all.With(bounds.Least, bounds.Most);
                continue;
            }

            bounds = SeriesBounds.None;
            for (var i = 0; i < block.Length; i++)
            {
                var value = block[i];
                (bounds, missing) = double.IsNaN(value) ? (bounds, missing + 1) : (bounds.With(value, value), missing);
                present[i] = double.IsNaN(value) ? 0 : value;
            }

            all = all.With(bounds.Least, bounds.Most);
            TryAddBlock(sum, present[..block.Length], bounds.Largest);
        }

        return (missing, all);
    }

    /// <summary>Adds the squares, each rounded, of the differences from a centre; those of NaN are left out.</summary>
    /// <param name="sum">What is added to.</param>
    /// <param name="values">The values.</param>
    /// <param name="centre">What is subtracted.</param>
    /// <param name="bounds">Between which bounds the values lie.</param>
    public static void AddSquaredDeviations(ExactAccumulator sum, ReadOnlySpan<double> values, double centre, SeriesBounds bounds)
    {
        // Rounding keeps order, so no value's rounded difference is larger than that of a bound.
        var largest = Math.Max(Math.Abs(bounds.Least - centre), Math.Abs(bounds.Most - centre));
        var (sigma, sigmaOfLow) = Sigmas(largest * largest);
        var whole = sigma > 0 ? values.Length & ~(FewestForVectors - 1) : 0;
        for (var start = 0; start < whole; start += Length)
        {
            AddSquares(sum, values[start..Math.Min(start + Length, whole)], centre, sigma, sigmaOfLow);
        }

        AddSquares(sum, values[whole..], centre);
    }

    /// <summary>Adds the squares of a block whose length is a multiple of <see cref="FewestForVectors"/>. Where two parts do not hold them all,
    /// the search for the few exceptions halves the block.</summary>
    private static void AddSquares(ExactAccumulator sum, ReadOnlySpan<double> block, double centre, double sigma, double sigmaOfLow)
    {
        var (high, middle, all) = CutSquares(block, centre, sigma, sigmaOfLow);
        if (all)
        {
            sum.Add(high);
            sum.Add(middle);
        }
        else if (block.Length > FewestForVectors)
        {
            var half = (block.Length / 2) & ~(FewestForVectors - 1);
            AddSquares(sum, block[..half], centre, sigma, sigmaOfLow);
            AddSquares(sum, block[half..], centre, sigma, sigmaOfLow);
        }
        else
        {
            AddSquares(sum, block, centre);
        }
    }

    private static void AddSquares(ExactAccumulator sum, ReadOnlySpan<double> values, double centre)
    {
        foreach (var value in values)
        {
            var deviation = value - centre;
            if (!double.IsNaN(deviation)) sum.Add(deviation * deviation);
        }
    }

    /// <summary>Adds a block, or says false and adds nothing where a value is NaN.</summary>
    private static bool TryAddBlock(ExactAccumulator sum, ReadOnlySpan<double> block, double largest)
    {
        var (sigma, sigmaOfLow) = Sigmas(largest);
        var whole = sigma > 0 && block.Length >= FewestForVectors ? block[..(block.Length & ~(Vector512<double>.Count - 1))] : [];
        var tail = block[whole.Length..];
        foreach (var value in tail)
        {
            if (double.IsNaN(value)) return false;
        }

        if (!whole.IsEmpty)
        {
            var (high, middle, all) = Cut(whole, sigma, sigmaOfLow);
            if (double.IsNaN(high)) return false;
            sum.Add(high);
            sum.Add(middle);
            if (!all) AddRest(sum, whole, sigma, sigmaOfLow);
        }

        foreach (var value in tail)
        {
            sum.Add(value);
        }

        return true;
    }

    /// <summary>The cuts for a block of values up to a magnitude; 0 if they cannot be cut. With values below 2^e the high parts are
    /// multiples of 2^(e + Headroom − 52), so that a block of them adds to at most 2^52 such units, and the low parts are below
    /// 2^(e + Headroom − 53).</summary>
    private static (double Sigma, double SigmaOfLow) Sigmas(double largest)
    {
        if (!double.IsFinite(largest) || largest == 0) return (0, 0);
        var exponent = Math.ILogB(largest) + 1;
        return exponent is > SmallestExponent and < LargestExponent
            ? (Math.ScaleB(1.5, exponent + Headroom), Math.ScaleB(1.5, exponent + Headroom - 53 + Headroom))
            : (0, 0);
    }

    /// <summary>The exact sums of the two upper parts of each value, and whether they were all of it. A method of its own, that the
    /// sums stay in registers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (double High, double Middle, bool All) Cut(ReadOnlySpan<double> block, double sigma, double sigmaOfLow)
    {
        ref var first = ref MemoryMarshal.GetReference(block);
        Vector512<double> cut = Vector512.Create(sigma), cutOfLow = Vector512.Create(sigmaOfLow);
        Vector512<double> high = default, middle = default, rest = default;
        for (var i = 0; i < block.Length; i += Vector512<double>.Count)
        {
            var x = Vector512.LoadUnsafe(ref first, (nuint)i);
            var top = x + cut - cut;
            var low = x - top;
            var next = low + cutOfLow - cutOfLow;
            high += top;
            middle += next;
            rest |= low - next; // Only whether it is 0 throughout counts; the difference of equals is +0.
        }

        return (Vector512.Sum(high), Vector512.Sum(middle), rest == Vector512<double>.Zero);
    }

    /// <summary>The same for the squares of the differences from a centre; NaN counts as 0.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (double High, double Middle, bool All) CutSquares(ReadOnlySpan<double> block, double centre, double sigma, double sigmaOfLow)
    {
        ref var first = ref MemoryMarshal.GetReference(block);
        Vector512<double> cut = Vector512.Create(sigma), cutOfLow = Vector512.Create(sigmaOfLow), middleValue = Vector512.Create(centre);
        Vector512<double> high = default, middle = default, rest = default;
        for (var i = 0; i < block.Length; i += Vector512<double>.Count)
        {
            var deviation = Vector512.LoadUnsafe(ref first, (nuint)i) - middleValue;
            var x = deviation * deviation & Vector512.Equals(deviation, deviation);
            var top = x + cut - cut;
            var low = x - top;
            var next = low + cutOfLow - cutOfLow;
            high += top;
            middle += next;
            rest |= low - next;
        }

        return (Vector512.Sum(high), Vector512.Sum(middle), rest == Vector512<double>.Zero);
    }

    private static void AddRest(ExactAccumulator sum, ReadOnlySpan<double> block, double sigma, double sigmaOfLow)
    {
        foreach (var value in block)
        {
            var low = value - (value + sigma - sigma);
            var rest = low - (low + sigmaOfLow - sigmaOfLow);
            if (rest != 0) sum.Add(rest);
        }
    }
}
