namespace Symetrie.Analytics.Statistics;

/// <summary>Rescaled values.</summary>
/// <param name="Values">In the order given; null where the value is missing or invalid.</param>
/// <param name="Invalid">True where a value lay outside the scale.</param>
/// <param name="N">Values rescaled.</param>
/// <param name="Missing">Values that were not there.</param>
/// <param name="InvalidCount">Values outside the scale.</param>
/// <param name="Reason"><see cref="Absent.NoValues"/> when nothing could be rescaled.</param>
public sealed record RescaledValues(
    IReadOnlyList<double?> Values, IReadOnlyList<bool> Invalid, long N, long Missing, long InvalidCount, Absent Reason);

/// <summary>Percent of maximum possible: 100·(x − min)/(max − min), from 0 to 100 (Cohen, Cohen, Aiken and West 1999). Min and max
/// belong to the instrument, never to the sample. A value outside them is invalid and counted, never clamped.</summary>
public static class Pomp
{
    /// <summary>One value; null when it is missing (NaN) or outside [min, max].</summary>
    public static double? Score(double value, double min, double max)
    {
        RequireScale(min, max);
        return value >= min && value <= max ? 100 * (value - min) / (max - min) : null;
    }

    /// <summary>A series of values.</summary>
    public static RescaledValues Compute(ReadOnlySpan<double> values, double min, double max)
    {
        RequireScale(min, max);
        return Rescale(values, min, max, x => 100 * (x - min) / (max - min));
    }

    internal static void RequireScale(double min, double max)
    {
        Guard.Finite(min);
        Guard.Finite(max);
        if (min >= max)
        {
            throw new ArgumentException("The scale must end above where it begins.", nameof(max));
        }
    }

    internal static RescaledValues Rescale(ReadOnlySpan<double> values, double min, double max, Func<double, double> rule)
    {
        var rescaled = new double?[values.Length];
        var invalid = new bool[values.Length];
        long missing = 0, outside = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
            {
                missing++;
            }
            else if (values[i] < min || values[i] > max)
            {
                invalid[i] = true;
                outside++;
            }
            else
            {
                rescaled[i] = rule(values[i]);
            }
        }

        var n = values.Length - missing - outside;
        return new RescaledValues(rescaled, invalid, n, missing, outside, n == 0 ? Absent.NoValues : Absent.None);
    }
}
