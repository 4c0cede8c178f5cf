namespace Symetrie.Analytics.Statistics;

/// <summary>
/// The Theil–Sen line: the slope is the median of (y_j − y_i)/(x_j − x_i) over all pairs with different x, with Sen's interval
/// from the order statistics of those slopes; two customary intercepts.
/// </summary>
/// <remarks>
/// Breaks down only when 29 % of the points are wild. The interval is Sen's: with σ² = (n(n − 1)(2n + 5) − Σ ties of x − Σ ties of
/// y)/18, the limits are the slopes of rank (m ∓ z σ)/2, the half rounded to even, as scipy does. Pairs with equal x have no slope
/// and are skipped. Sources: Theil (1950); Sen (1968); Siegel (1982) for the breakdown.
/// </remarks>
public static class TheilSen
{
    /// <summary>A series at the positions 0, 1, 2, …; a missing value leaves a gap.</summary>
    /// <exception cref="ArgumentException"><paramref name="confidence"/> is not between 0 and 1.</exception>
    public static TheilSenResult Compute(ReadOnlySpan<double> y, double confidence = 0.95)
    {
        var x = new double[y.Length];
        for (var i = 0; i < x.Length; i++)
            x[i] = i;

        return Compute(x, y, confidence);
    }

    /// <summary>Points (x, y); a pair with a missing side is dropped and counted.</summary>
    /// <exception cref="ArgumentException">Lengths differ, or <paramref name="confidence"/> is not between 0 and 1.</exception>
    public static TheilSenResult Compute(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence = 0.95) => Compute(x, y, confidence, null);

    /// <summary>The same with Sen's interval from another variance of Kendall's S, for values that depend on each other (<see cref="KendallVariance"/>).</summary>
    /// <exception cref="ArgumentException">Lengths differ, or <paramref name="confidence"/> is not between 0 and 1.</exception>
    public static TheilSenResult Compute(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence, double? varianceS)
    {
        Guard.SameLength(x.Length, y.Length);
        Guard.NoneInfinite(x, nameof(x));
        Guard.NoneInfinite(y, nameof(y));
        Guard.Probability(confidence, nameof(confidence));
        var points = new List<(double X, double Y)>(x.Length);
        var sorted = true;
        for (var i = 0; i < x.Length; i++)
        {
            if (double.IsNaN(x[i]) || double.IsNaN(y[i]))
                continue;

            sorted &= points.Count == 0 || x[i] > points[^1].X;
            points.Add((x[i], y[i]));
        }

        // Sorted by x, so that the order of rows changes no bit of a slope.
        if (!sorted)
            points.Sort();

        var slopes = Slopes(points);
        var missing = x.Length - points.Count;
        if (slopes.Length == 0)
        {
            var reason = points.Count == 0 ? Absent.NoValues : points.Count < 2 ? Absent.TooFew : Absent.ZeroVariance;
            return new TheilSenResult(points.Count, missing, null, null, null, null, null, reason);
        }

        var slope = Median(slopes);
        var (lower, upper) = Interval(points, slopes, confidence, varianceS);
        var across = Median(Sorted(points, point => point.X));
        var up = Median(Sorted(points, point => point.Y));
        var joint = Median(Sorted(points, point => point.Y - slope * point.X));
        return new TheilSenResult(points.Count, missing, slope, lower, upper, up - slope * across, joint, Absent.None);
    }

    private static double[] Slopes(List<(double X, double Y)> points)
    {
        var slopes = new double[points.Count * (points.Count - 1) / 2];
        var count = 0;
        for (var i = 0; i < points.Count; i++)
        {
            for (var j = i + 1; j < points.Count; j++)
            {
                if (points[j].X > points[i].X)
                    slopes[count++] = (points[j].Y - points[i].Y) / (points[j].X - points[i].X);
            }
        }

        Array.Sort(slopes, 0, count);
        return slopes.Length == count ? slopes : slopes[..count];
    }

    private static double[] Sorted(List<(double X, double Y)> points, Func<(double X, double Y), double> of)
    {
        var values = new double[points.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = of(points[i]);

        Array.Sort(values);
        return values;
    }

    private static (double? Lower, double? Upper) Interval(List<(double X, double Y)> points, double[] slopes, double confidence, double? known)
    {
        double n = points.Count;
        var variance = known ?? (n * (n - 1) * (2 * n + 5) - Tied(points.Select(point => point.X)) - Tied(points.Select(point => point.Y))) / 18;
        if (points.Count < 3 || !(variance > 0))
            return (null, null);

        var reach = NormalDistribution.Quantile(0.5 + confidence / 2) * Math.Sqrt(variance);
        var low = Math.Max((int)Math.Round((slopes.Length - reach) / 2, MidpointRounding.ToEven) - 1, 0);
        var high = Math.Min((int)Math.Round((slopes.Length + reach) / 2, MidpointRounding.ToEven), slopes.Length - 1);
        return (slopes[low], slopes[high]);
    }

    private static double Tied(IEnumerable<double> values) =>
        values.GroupBy(value => value).Select(group => (double)group.Count()).Order().Sum(t => t * (t - 1) * (2 * t + 5));

    private static double Median(double[] sorted)
    {
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

/// <summary>What <see cref="TheilSen"/> answers.</summary>
/// <param name="N">Points used.</param>
/// <param name="Missing">Points dropped.</param>
/// <param name="Slope">Median slope, in units of y per unit of x.</param>
/// <param name="SlopeLower">Sen's lower limit; null below three points, or when every y is equal.</param>
/// <param name="SlopeUpper">Sen's upper limit.</param>
/// <param name="InterceptOfMedians">median(y) − slope × median(x).</param>
/// <param name="InterceptJoint">median(y − slope × x).</param>
/// <param name="Reason"><see cref="Absent.TooFew"/> with one point, <see cref="Absent.ZeroVariance"/> when every x is equal.</param>
public sealed record TheilSenResult(
    int N, int Missing, double? Slope, double? SlopeLower, double? SlopeUpper, double? InterceptOfMedians, double? InterceptJoint,
    Absent Reason);
