using System.Runtime.CompilerServices;

namespace Symetrie.Analytics.Statistics;

/// <summary>A fixed-point number wide enough to hold any sum of doubles without error (after Neal 2015, "Fast exact summation
/// using small and large superaccumulators"). It is 70 digits of 32 bits, each kept in 64 bits so that carries can wait.</summary>
public sealed class ExactAccumulator
{
    private const int Digits = 70;
    private const int AddsBetweenCarries = 1 << 10; // A term adds up to 2^53 to a digit.
    private readonly long[] digits = new long[Digits];
    private int addsLeft = AddsBetweenCarries;

    // Between which digits all others than 0 lie: few of them, most of the time.
    private int lowest = Digits;
    private int highest = -1;

    /// <summary>The sum of nothing again.</summary>
    internal void Clear()
    {
        if (highest >= lowest) Array.Clear(digits, lowest, highest - lowest + 1);
        (lowest, highest, addsLeft) = (Digits, -1, AddsBetweenCarries);
    }

    /// <summary>Adds a finite value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> 52) & 0x7FF;
        var mantissa = bits & 0xFFFFFFFFFFFFFL;
        if (exponent == 0x7FF)
        {
            throw new ArgumentException("Only finite values can be summed.", nameof(value));
        }

        if (exponent == 0)
        {
            exponent = 1; // Subnormal: no hidden bit.
        }
        else
        {
            mantissa |= 1L << 52;
        }

        if (--addsLeft == 0)
        {
            Carry();
        }

        var digit = exponent >> 5;
        var shift = exponent & 31;
        if (digit < lowest) lowest = digit;
        if (digit >= highest) highest = digit + 1;
        var sign = bits >> 63; // 0 or −1: (v ^ sign) − sign negates without a branch that random signs would mispredict.
        var low = (long)(((ulong)mantissa << shift) & 0xFFFFFFFFUL);
        var rest = mantissa >> (32 - shift);
        ref var first = ref digits[digit];
        first += (low ^ sign) - sign;
        Unsafe.Add(ref first, 1) += (rest ^ sign) - sign;
    }

    /// <summary>Adds a·b exactly: the product and its rounding error, found by one fused multiply-add.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(double a, double b)
    {
        var product = a * b;
        Add(product);
        Add(Math.FusedMultiplyAdd(a, b, -product));
    }

    /// <summary>Adds <paramref name="count"/> times the value.</summary>
    public void AddTimes(double value, long count)
    {
        // A count above 2^53 is no double; two halves are.
        const long Half = 1L << 32;
        AddProduct(value, count % Half);
        if (count >= Half)
        {
            AddProduct(value * Half, count / Half);
        }
    }

    /// <summary>Adds <paramref name="count"/> times the square of the value, with the same exact total as adding
    /// <see cref="AddProduct"/>(value, value) that often.</summary>
    public void AddSquareTimes(double value, long count)
    {
        var square = value * value;
        AddTimes(square, count);
        AddTimes(Math.FusedMultiplyAdd(value, value, -square), count);
    }

    /// <summary>The sum, rounded once to the nearest double; ±∞ beyond its range.</summary>
    public double Rounded()
    {
        Carry();
        var top = Top();
        if (top < lowest) return 0;
        // After a carry only the top digit has a sign. Make everything positive.
        var negative = digits[top] < 0;
        if (negative)
        {
            Negate();
            Carry();
            top = Top();
        }

        var magnitude = RoundPositive(top);
        if (negative) Negate();
        return negative ? -magnitude : magnitude;
    }

    private int Top()
    {
        var top = highest;
        while (top >= lowest && digits[top] == 0) top--;
        return top;
    }

    private void Negate()
    {
        for (var i = lowest; i <= highest; i++) digits[i] = -digits[i];
    }

    // Digit i has weight 2^(32·i − 1075): a double with biased exponent e is its mantissa times 2^(e − 1075).
    private double RoundPositive(int top)
    {
        // Gather 64 leading bits; every bit below only matters as "something is there" (sticky).
        var high = (UInt128)(ulong)digits[top] << 64;
        high |= (UInt128)(ulong)(top > 0 ? digits[top - 1] : 0) << 32;
        high |= (ulong)(top > 1 ? digits[top - 2] : 0);
        var sticky = false;
        for (var i = top - 3; i >= lowest && !sticky; i--)
        {
            sticky = digits[i] != 0;
        }

        var unit = (32 * (top - 2)) - 1075;
        var length = 128 - (int)UInt128.LeadingZeroCount(high);
        var drop = Math.Max(length - 53, -1074 - unit); // Keep 53 bits, or fewer when the result is subnormal.
        if (drop <= 0)
        {
            return Math.ScaleB((double)(ulong)high, unit);
        }

        var kept = (ulong)(high >> drop);
        var rest = high & ((UInt128.One << drop) - 1);
        var half = UInt128.One << (drop - 1);
        if (rest > half || (rest == half && (sticky || (kept & 1) == 1)))
        {
            kept++;
        }

        return Math.ScaleB((double)kept, unit + drop);
    }

    private void Carry()
    {
        addsLeft = AddsBetweenCarries;
        for (var i = lowest; i <= highest && i < Digits - 1; i++)
        {
            var carry = digits[i] >> 32; // Floor, so what stays is in [0, 2^32).
            if (i == highest)
            {
                // The top digit keeps its sign.
                if (carry is 0 or -1) return;
                highest++;
            }

            digits[i] -= carry << 32;
            digits[i + 1] += carry;
        }
    }
}
