namespace Symetrie.Analytics.Statistics;

/// <summary>How well a way of forecasting would have done: from every origin on, the next value is forecast from those before it alone and compared
/// with what came (Tashman 2000).</summary>
public static class RollingOrigin
{
    /// <summary>The errors, value minus forecast, one for each value from <paramref name="first"/> on.</summary>
    /// <param name="values">The series without gaps.</param>
    /// <param name="first">How many values the first forecast rests on, at least 1.</param>
    /// <param name="forecast">The next value after a series; null where it has none: then there are no errors.</param>
    /// <returns>The errors in order; null where a forecast is missing.</returns>
    public static double[]? Errors(double[] values, int first, Func<double[], double?> forecast)
    {
        Guard.AtLeast(first, 1);
        var errors = new double[Math.Max(0, values.Length - first)];
        for (var t = first; t < values.Length; t++)
        {
            if (forecast(values[..t]) is not { } next) return null;
            errors[t - first] = values[t] - next;
        }

        return errors;
    }

    /// <summary>The mean of the squares; 0 of none.</summary>
    public static double MeanSquare(IReadOnlyCollection<double> errors) => errors.Count == 0 ? 0 : errors.Sum(e => e * e) / errors.Count;
}
