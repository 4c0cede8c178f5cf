namespace Symetrie.Analytics.Statistics;

/// <summary>Turns a negatively worded item round: min + max − x. ("k + 1 − x" is that only for a scale that begins at 1.) Twice
/// is the identity on whole numbers. A value outside the scale is invalid and counted.</summary>
public static class ReverseCode
{
    /// <summary>One value; null when it is missing (NaN) or outside [min, max].</summary>
    public static double? Reverse(double value, double min, double max)
    {
        Pomp.RequireScale(min, max);
        return value >= min && value <= max ? min + max - value : null;
    }

    /// <summary>A series of values.</summary>
    public static RescaledValues Compute(ReadOnlySpan<double> values, double min, double max)
    {
        Pomp.RequireScale(min, max);
        return Pomp.Rescale(values, min, max, x => min + max - x);
    }
}
