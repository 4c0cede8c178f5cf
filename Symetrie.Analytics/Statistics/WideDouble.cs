using System.Runtime.CompilerServices;

namespace Symetrie.Analytics.Statistics;

/// <summary>A number of about 32 decimal digits, kept as the unevaluated sum of two doubles (Dekker 1971; Knuth, TAOCP 2).
/// Only for the inside of a statistic whose double arithmetic would lose digits, such as polynomial regression; range is
/// that of a double, finite operands only.</summary>
internal readonly record struct WideDouble(double Hi, double Lo)
{
    public static readonly WideDouble Zero;

    public static WideDouble Of(double value) => new(value, 0);

    public double Value => Hi + Lo;

    /// <summary>The exact sum of two doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideDouble Sum(double a, double b)
    {
        var s = a + b;
        var t = s - a;
        return new(s, (a - (s - t)) + (b - t));
    }

    /// <summary>The exact product of two doubles (a fused multiply-add gives the rounding error).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideDouble Product(double a, double b)
    {
        var p = a * b;
        return new(p, Math.FusedMultiplyAdd(a, b, -p));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideDouble operator +(WideDouble a, WideDouble b)
    {
        var high = Sum(a.Hi, b.Hi);
        var low = Sum(a.Lo, b.Lo);
        var first = Renormalise(high.Hi, high.Lo + low.Hi);
        return Renormalise(first.Hi, first.Lo + low.Lo);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideDouble operator -(WideDouble a) => new(-a.Hi, -a.Lo);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideDouble operator -(WideDouble a, WideDouble b) => a + -b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideDouble operator *(WideDouble a, WideDouble b)
    {
        var p = Product(a.Hi, b.Hi);
        return Renormalise(p.Hi, p.Lo + (a.Hi * b.Lo + a.Lo * b.Hi));
    }

    public static WideDouble operator *(WideDouble a, double b) => a * Of(b);

    public static WideDouble operator /(WideDouble a, WideDouble b)
    {
        var first = a.Hi / b.Hi;
        var rest = a - b * first;
        var second = rest.Hi / b.Hi;
        rest -= b * second;
        return Sum(first, second) + Of(rest.Hi / b.Hi);
    }

    /// <summary>The square root of a number that is not negative: one Newton step in doubled precision.</summary>
    public static WideDouble Sqrt(WideDouble a)
    {
        if (a.Hi <= 0)
        {
            return Zero;
        }

        var root = Math.Sqrt(a.Hi);
        var rest = a - Product(root, root);
        return Sum(root, rest.Hi / (2 * root));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static WideDouble Renormalise(double high, double low)
    {
        var s = high + low;
        return new(s, low - (s - high));
    }
}
