namespace Symetrie.Analytics.Statistics;

/// <summary>What each value of a series adds to those before it: the error of its best linear prediction from them, in standard deviations,
/// for a known covariance and an unknown level. Without a change the errors are independent standard normal, whatever the autocorrelation.</summary>
/// <remarks>The values are whitened by the Cholesky factor of their covariance, and the level is estimated recursively from the whitened values
/// before (recursive residuals; Brown, Durbin and Evans 1975). The first value has none: it sets the level. Where only the ratios of the covariance are
/// known, <see cref="SelfStarting"/> divides by the spread of the errors before (Hawkins 1987).</remarks>
public static class Innovations
{
    /// <summary>The standardised prediction errors.</summary>
    /// <param name="values">The series; NaN is missing and has no error.</param>
    /// <param name="covariance">The covariance of the values at two steps, 0-based.</param>
    /// <returns>One entry a value; NaN for the first one there and for missing ones; all NaN where the covariance is not positive definite.</returns>
    public static double[] Compute(ReadOnlySpan<double> values, Func<int, int, double> covariance)
    {
        var errors = new double[values.Length];
        Array.Fill(errors, double.NaN);
        var series = CompleteSeries.Of(values);
        if (Whitening.Of(series.Positions, covariance, series.Values, [.. Enumerable.Repeat(1.0, series.Values.Length)]) is not { } columns) return errors;
        var (white, ones, product, weight) = (columns[0], columns[1], 0.0, 0.0);
        for (var i = 0; i < white.Length; i++)
        {
            if (i > 0) errors[series.Positions[i]] = (white[i] - (product / weight * ones[i])) / Math.Sqrt(1 + (ones[i] * ones[i] / weight));
            product += white[i] * ones[i];
            weight += ones[i] * ones[i];
        }

        return errors;
    }

    /// <summary>Errors in units of a standard deviation that was itself estimated, made standard normal: Student's t moved to the normal quantile of the same probability.</summary>
    /// <param name="errors">Errors over the estimate; NaN is missing.</param>
    /// <param name="df">On how many degrees of freedom the estimate rests, above 0.</param>
    public static double[] Studentised(ReadOnlySpan<double> errors, double df)
    {
        var normal = new double[errors.Length];
        for (var i = 0; i < normal.Length; i++) normal[i] = double.IsNaN(errors[i]) ? double.NaN : Normal(errors[i], df);
        return normal;
    }

    /// <summary>Errors whose common scale is unknown, made standard normal: each over the root mean square of those before it follows Student's t with as
    /// many degrees of freedom as there are, and is moved to the normal quantile of the same probability.</summary>
    /// <param name="errors">Errors up to a common factor; NaN is missing.</param>
    /// <param name="fewest">The fewest errors before one that is told, at least 1.</param>
    public static double[] SelfStarting(ReadOnlySpan<double> errors, int fewest = 4)
    {
        Guard.AtLeast(fewest, 1);
        var normal = new double[errors.Length];
        Array.Fill(normal, double.NaN);
        var (squares, before) = (0.0, 0);
        for (var i = 0; i < errors.Length; i++)
        {
            if (double.IsNaN(errors[i])) continue;
            if (before >= fewest && squares > 0) normal[i] = Normal(errors[i] / Math.Sqrt(squares / before), before);
            squares += errors[i] * errors[i];
            before++;
        }

        return normal;
    }

    private static double Normal(double t, double df) => -Math.Sign(t) * NormalDistribution.Quantile(Math.Max(StudentDistribution.UpperTail(Math.Abs(t), df), double.Epsilon));
}
