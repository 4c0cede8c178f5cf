namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="ClusteredLink"/> found.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Units">Units that have a row.</param>
/// <param name="R">Weighted correlation once the periods' weighted means are taken out, −1 to 1.</param>
/// <param name="Lower">Lower end of its interval.</param>
/// <param name="Upper">Upper end of its interval.</param>
/// <param name="P">Two-sided p of r = 0.</param>
/// <param name="Slope">Weighted slope of y on x, the periods taken out.</param>
/// <param name="Reason">Why figures are absent.</param>
public readonly record struct ClusteredLinkResult(int Rows, int Units, double? R, double? Lower, double? Upper, double? P, double? Slope, Absent Reason);

/// <summary>A weighted correlation over the rows of several units, partial given the period: the rows of a period are set against that period's weighted
/// means. Interval and p by leaving out one unit at a time on Fisher's scale (jackknife, Tukey 1958; Fisher 1921), with Student's t of units − 1.</summary>
public static class ClusteredLink
{
    /// <summary>Correlates the rows.</summary>
    /// <param name="unit">The unit of each row: any numbers.</param>
    /// <param name="period">The period of each row: any numbers.</param>
    /// <param name="x">First series; all finite.</param>
    /// <param name="y">Second series.</param>
    /// <param name="weight">Weights above 0.</param>
    /// <param name="confidence">Coverage of the interval, in (0, 1).</param>
    /// <returns>No row: <see cref="Absent.NoValues"/>. Fewer than three units: <see cref="Absent.TooFew"/>. A series that is constant within each period, with or
    /// without some unit: <see cref="Absent.ZeroVariance"/>.</returns>
    public static ClusteredLinkResult Compute(int[] unit, int[] period, double[] x, double[] y, double[] weight, double confidence = 0.95)
    {
        Guard.Probability(confidence, nameof(confidence));
        foreach (var length in new[] { period.Length, x.Length, y.Length, weight.Length }) Guard.SameLength(unit.Length, length);
        var units = unit.Distinct().Order().ToArray();
        var nothing = new ClusteredLinkResult(unit.Length, units.Length, null, null, null, null, null, Absent.NoValues);
        if (unit.Length == 0) return nothing;
        if (units.Length < 3) return nothing with { Reason = Absent.TooFew };
        var sums = new PeriodSums(unit, period, x, y, weight);
        if (sums.Without(null) is not { } whole) return nothing with { Reason = Absent.ZeroVariance };
        var left = units.Select(u => sums.Without(u)).ToArray();
        var found = nothing with { R = whole.R, Slope = whole.Slope, Reason = Absent.None };
        if (Array.Exists(left, l => l is null) || Math.Abs(whole.R) >= 1 || Array.Exists(left, l => Math.Abs(l!.Value.R) >= 1)) return found with { Reason = Absent.ZeroVariance };
        double[] z = [.. left.Select(l => Math.Atanh(l!.Value.R))];
        var (k, mean) = (units.Length, z.Average());
        var se = Math.Sqrt((k - 1.0) / k * z.Sum(v => (v - mean) * (v - mean)));
        if (se == 0) return found;
        var (centre, half) = (Math.Atanh(whole.R), StudentDistribution.Quantile((1 + confidence) / 2, k - 1) * se);
        return found with { Lower = Math.Tanh(centre - half), Upper = Math.Tanh(centre + half), P = StudentDistribution.TwoSided(centre / se, k - 1) };
    }

    // WeightedSums by period and by unit and period: leaving a unit out subtracts its own.
    private sealed class PeriodSums
    {
        private readonly Dictionary<int, WeightedSums> whole = [];
        private readonly Dictionary<int, Dictionary<int, WeightedSums>> parts = [];

        public PeriodSums(int[] unit, int[] period, double[] x, double[] y, double[] weight)
        {
            var (meanX, meanY) = (x.Average(), y.Average());
            for (var i = 0; i < unit.Length; i++)
            {
                if (!(weight[i] > 0)) throw new ArgumentException("weights must be above 0", nameof(weight));
                var row = WeightedSums.Of(x[i] - meanX, y[i] - meanY, weight[i]);
                whole[period[i]] = whole.GetValueOrDefault(period[i]) + row;
                if (!parts.TryGetValue(unit[i], out var mine)) parts[unit[i]] = mine = [];
                mine[period[i]] = mine.GetValueOrDefault(period[i]) + row;
            }
        }

        public (double R, double Slope)? Without(int? unit)
        {
            double xx = 0, yy = 0, xy = 0, rawX = 0, rawY = 0;
            foreach (var (period, all) in whole)
            {
                var rest = unit is { } u && parts[u].TryGetValue(period, out var mine) ? all - mine : all;
                if (rest.Count == 0) continue;
                xx += rest.Xx - (rest.X * rest.X / rest.W);
                yy += rest.Yy - (rest.Y * rest.Y / rest.W);
                xy += rest.Xy - (rest.X * rest.Y / rest.W);
                (rawX, rawY) = (rawX + rest.Xx, rawY + rest.Yy);
            }

            // What rounding leaves of a constant is none.
            return xx <= 1e-12 * rawX || yy <= 1e-12 * rawY ? null : (Math.Clamp(xy / Math.Sqrt(xx * yy), -1, 1), xy / xx);
        }
    }
}
