namespace Symetrie.Analytics.Statistics;

/// <summary>
/// The tabular cumulative-sum chart in units of sigma: C⁺_t = max(0, C⁺_{t−1} + (x_t − target)/σ − k) and
/// C⁻_t = max(0, C⁻_{t−1} − (x_t − target)/σ − k); an alarm where either exceeds h.
/// </summary>
/// <remarks>
/// k = ½ is tuned to a shift of one sigma; with h = 5 a process in order alarms about every 465 points. Sigma has to come from a
/// stable stretch, not from the series under watch. A missing value leaves both sums as they are. The run length N⁺ counts the points
/// since C⁺ was last 0, so the change began N⁺ − 1 points before the alarm. Sources: Page (1954); Montgomery, section 9.1.
/// </remarks>
public static class Cusum
{
    /// <summary>Runs the chart.</summary>
    /// <param name="values">The series in order of time; NaN is missing.</param>
    /// <param name="target">The level to hold.</param>
    /// <param name="sigma">Standard deviation of one value; 0 gives no chart.</param>
    /// <param name="k">Slack, in sigmas, 0 or more.</param>
    /// <param name="h">Decision limit, in sigmas, above 0.</param>
    /// <param name="resetAfterAlarm">Whether both sums start again from 0 after an alarm.</param>
    /// <exception cref="ArgumentException">A parameter is not finite, sigma or k is negative, or h is not above 0.</exception>
    public static CusumResult Compute(
        ReadOnlySpan<double> values, double target, double sigma, double k = 0.5, double h = 5, bool resetAfterAlarm = false)
    {
        Guard.Finite(target);
        Guard.NoneInfinite(values);
        Guard.NonNegative(sigma);
        Guard.NonNegative(k);
        Guard.Positive(h);
        if (sigma == 0)
            return new CusumResult([], [], Absent.ZeroVariance);

        var points = new CusumPoint[values.Length];
        var alarms = new List<int>();
        var (up, down, runUp, runDown) = (0.0, 0.0, 0, 0);
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
            {
                points[i] = new CusumPoint(null, null, runUp, runDown, false);
                continue;
            }

            var z = (values[i] - target) / sigma;
            (up, down) = (Math.Max(0, up + z - k), Math.Max(0, down - z - k));
            (runUp, runDown) = (up > 0 ? runUp + 1 : 0, down > 0 ? runDown + 1 : 0);
            var alarm = up > h || down > h;
            points[i] = new CusumPoint(up, down, runUp, runDown, alarm);
            if (!alarm)
                continue;

            alarms.Add(i + 1);
            if (resetAfterAlarm)
                (up, down, runUp, runDown) = (0, 0, 0, 0);
        }

        return new CusumResult(points, alarms, points.All(point => point.Up is null) ? Absent.NoValues : Absent.None);
    }
}

/// <summary>One point of a <see cref="Cusum"/> chart.</summary>
/// <param name="Up">C⁺ in sigmas, 0 or more; null where the value is missing.</param>
/// <param name="Down">C⁻ in sigmas, 0 or more; null where the value is missing.</param>
/// <param name="RunUp">Points since C⁺ was last 0.</param>
/// <param name="RunDown">Points since C⁻ was last 0.</param>
/// <param name="Alarm">Whether C⁺ or C⁻ exceeds h here.</param>
public readonly record struct CusumPoint(double? Up, double? Down, int RunUp, int RunDown, bool Alarm);

/// <summary>What <see cref="Cusum"/> answers.</summary>
/// <param name="Points">One point a value of the series.</param>
/// <param name="Alarms">Places of the alarms, counted from 1.</param>
/// <param name="Reason"><see cref="Absent.ZeroVariance"/> when sigma is 0, <see cref="Absent.NoValues"/> when nothing was there.</param>
public sealed record CusumResult(IReadOnlyList<CusumPoint> Points, IReadOnlyList<int> Alarms, Absent Reason)
{
    /// <summary>Place of the first alarm, counted from 1; null when there is none.</summary>
    public int? FirstAlarm => Alarms.Count > 0 ? Alarms[0] : null;
}
