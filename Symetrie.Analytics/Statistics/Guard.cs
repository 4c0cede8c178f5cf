using System.Runtime.CompilerServices;

namespace Symetrie.Analytics.Statistics;

/// <summary>Refuses wrong calls at the public doors of the statistics. A wrong call is a mistake of the programmer and throws;
/// bad data is not a wrong call and becomes a null figure with its reason.</summary>
public static class Guard
{
    /// <summary>Requires a probability strictly inside (0, 1), as a confidence level is.</summary>
    public static void Probability(double p, [CallerArgumentExpression(nameof(p))] string name = "")
    {
        if (!(p > 0 && p < 1))
        {
            throw new ArgumentOutOfRangeException(name, p, "A probability strictly between 0 and 1 is expected.");
        }
    }

    /// <summary>Requires a probability in [0, 1], the bounds included.</summary>
    public static void ProbabilityOrBound(double p, [CallerArgumentExpression(nameof(p))] string name = "")
    {
        if (!(p >= 0 && p <= 1))
        {
            throw new ArgumentOutOfRangeException(name, p, "A probability from 0 to 1 is expected.");
        }
    }

    /// <summary>Requires two series of the same length.</summary>
    public static void SameLength(int a, int b, string name = "b")
    {
        if (a != b)
        {
            throw new ArgumentException($"The lengths differ: {a} and {b}.", name);
        }
    }

    /// <summary>Requires a finite number.</summary>
    public static void Finite(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(name, value, "A finite number is expected.");
        }
    }

    /// <summary>Requires a finite number above 0.</summary>
    public static void Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value > 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, value, "A finite number above 0 is expected.");
        }
    }

    /// <summary>Requires a finite number of 0 or more.</summary>
    public static void NonNegative(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value >= 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, value, "A finite number of 0 or more is expected.");
        }
    }

    /// <summary>Requires a count of 0 or more.</summary>
    public static void NonNegative(long count, [CallerArgumentExpression(nameof(count))] string name = "")
    {
        if (count < 0)
        {
            throw new ArgumentOutOfRangeException(name, count, "A count cannot be negative.");
        }
    }

    /// <summary>Requires at least <paramref name="least"/>.</summary>
    public static void AtLeast(long value, long least, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value < least)
        {
            throw new ArgumentOutOfRangeException(name, value, $"At least {least} is expected.");
        }
    }

    /// <summary>Requires a series without a missing or infinite value.</summary>
    public static void AllFinite(ReadOnlySpan<double> values, string name = "values")
    {
        foreach (var value in values)
        {
            if (!double.IsFinite(value))
            {
                throw new ArgumentException("Every value must be a finite number here.", name);
            }
        }
    }

    /// <summary>Requires that no value is infinite; NaN, a missing value, passes.</summary>
    public static void NoneInfinite(ReadOnlySpan<double> values, string name = "values")
    {
        foreach (var value in values)
        {
            if (double.IsInfinity(value))
            {
                throw new ArgumentException("An infinite value is not a measurement.", name);
            }
        }
    }

    /// <summary>Requires a tally: distinct finite values in ascending order, each with a count of 0 or more.</summary>
    public static void Tally(ReadOnlySpan<double> values, ReadOnlySpan<long> counts, string name = "counts")
    {
        SameLength(values.Length, counts.Length, name);
        AllFinite(values);
        for (var i = 0; i < values.Length; i++)
        {
            NonNegative(counts[i], name);
            if (i > 0 && values[i] <= values[i - 1])
            {
                throw new ArgumentException("The values of a tally must be distinct and ascending.", nameof(values));
            }
        }
    }
}
