namespace Symetrie.Analytics.Statistics;

/// <summary>
/// The exponentially weighted moving average chart: z_t = λ x_t + (1 − λ) z_{t−1} from z_0 = centre, with limits
/// centre ± L σ √(λ/(2 − λ) · (1 − (1 − λ)^{2t})); an alarm where z leaves them.
/// </summary>
/// <remarks>
/// The exact limits are narrow at first; the asymptotic ones, given beside them, would hide early alarms. Sigma has to come from a
/// stable stretch. A missing value leaves z as it is and does not count in t. Sources: Roberts (1959); Montgomery, section 9.2.
/// </remarks>
public static class EwmaChart
{
    /// <summary>Runs the chart.</summary>
    /// <param name="values">The series in order of time; NaN is missing; may be empty, then only the asymptotic limits are given.</param>
    /// <param name="centre">The level to hold.</param>
    /// <param name="sigma">Standard deviation of one value; 0 gives no chart.</param>
    /// <param name="lambda">Weight of the newest value, above 0 and at most 1.</param>
    /// <param name="width">L, the width of the limits in standard deviations of z, above 0.</param>
    /// <exception cref="ArgumentException">A parameter is not finite or out of its range.</exception>
    public static EwmaChartResult Compute(ReadOnlySpan<double> values, double centre, double sigma, double lambda = 0.2, double width = 3)
    {
        Guard.Finite(centre);
        Guard.NoneInfinite(values);
        Guard.NonNegative(sigma);
        Guard.Positive(width);
        if (!(lambda > 0 && lambda <= 1))
            throw new ArgumentOutOfRangeException(nameof(lambda), lambda, "A weight above 0 and at most 1 is expected.");
        if (sigma == 0)
            return new EwmaChartResult([], [], null, null, Absent.ZeroVariance);

        var limit = width * sigma * Math.Sqrt(lambda / (2 - lambda));
        var points = new EwmaPoint[values.Length];
        var alarms = new List<int>();
        var z = centre;
        var forgotten = 1.0;
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
                continue;

            z = lambda * values[i] + (1 - lambda) * z;
            forgotten *= (1 - lambda) * (1 - lambda);
            var reach = limit * Math.Sqrt(1 - forgotten);
            var alarm = z > centre + reach || z < centre - reach;
            points[i] = new EwmaPoint(z, centre - reach, centre + reach, alarm);
            if (alarm)
                alarms.Add(i + 1);
        }

        return new EwmaChartResult(points, alarms, centre - limit, centre + limit, Absent.None);
    }
}

/// <summary>One point of an <see cref="EwmaChart"/>; its figures are null where the value is missing.</summary>
/// <param name="Z">The moving average.</param>
/// <param name="Lower">Exact lower limit at this point.</param>
/// <param name="Upper">Exact upper limit at this point.</param>
/// <param name="Alarm">Whether the average is outside its limits.</param>
public readonly record struct EwmaPoint(double? Z, double? Lower, double? Upper, bool Alarm);

/// <summary>What <see cref="EwmaChart"/> answers.</summary>
/// <param name="Points">One point a value of the series.</param>
/// <param name="Alarms">Places of the alarms, counted from 1.</param>
/// <param name="AsymptoticLower">centre − L σ √(λ/(2 − λ)).</param>
/// <param name="AsymptoticUpper">centre + L σ √(λ/(2 − λ)).</param>
/// <param name="Reason"><see cref="Absent.ZeroVariance"/> when sigma is 0.</param>
public sealed record EwmaChartResult(
    IReadOnlyList<EwmaPoint> Points, IReadOnlyList<int> Alarms, double? AsymptoticLower, double? AsymptoticUpper, Absent Reason);
