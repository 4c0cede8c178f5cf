namespace Symetrie.Analytics.Statistics;

/// <summary>The arithmetic of <see cref="BootstrapBca"/> once everything is drawn.</summary>
internal static class BcaInterval
{
    private const int AdvisedUnits = 8;

    public static BootstrapBcaResult Nothing(int units, double? estimate, Absent reason) => new(
        units, 0, 0, estimate, null, null, null, null, null, null, null, null, null, null, null, null, units < AdvisedUnits, reason);

    public static BootstrapBcaResult Of(
        int units, double estimate, Span<double> replicates, double acceleration, double confidence, double? reference = null)
    {
        if (!double.IsFinite(estimate)) return Nothing(units, null, Absent.NotIdentified);
        var defined = 0;
        foreach (var replicate in replicates)
        {
            if (double.IsFinite(replicate)) replicates[defined++] = replicate;
        }

        var undefined = replicates.Length - defined;
        var sorted = replicates[..defined];
        sorted.Sort();
        var nothing = Nothing(units, estimate, Absent.None) with { Draws = defined, Undefined = undefined };
        // Where most resamples have no figure, those that have one are not a sample of anything.
        if (defined < 2 || undefined > defined) return nothing with { Reason = Absent.NotIdentified };
        if (sorted[0].Equals(sorted[^1])) return nothing with { Reason = Absent.ZeroVariance };
        double tail = (1 - confidence) / 2, low = Quantile(sorted, tail), high = Quantile(sorted, 1 - tail);
        var result = Spread(nothing, estimate, sorted) with
        {
            PercentileLower = low,
            PercentileUpper = high,
            BasicLower = (2 * estimate) - high,
            BasicUpper = (2 * estimate) - low,
            Acceleration = acceleration,
        };
        var share = ShareBelow(sorted, estimate);
        if (share is <= 0 or >= 1) return result with { Reason = Absent.NotIdentified };
        var z0 = NormalDistribution.Quantile(share);
        result = result with { Z0 = z0 };
        double? lower = Level(z0, acceleration, NormalDistribution.Quantile(tail));
        double? upper = Level(z0, acceleration, -NormalDistribution.Quantile(tail));
        if (lower is not { } from || upper is not { } to) return result with { Reason = Absent.NotIdentified };
        return result with
        {
            AlphaLower = from,
            AlphaUpper = to,
            Lower = Quantile(sorted, from),
            Upper = Quantile(sorted, to),
            P = reference is { } value ? TwoSided(sorted, value, z0, acceleration) : null,
        };
    }

    private static BootstrapBcaResult Spread(BootstrapBcaResult result, double estimate, ReadOnlySpan<double> sorted)
    {
        var mean = ExactSum.Of(sorted) / sorted.Length;
        var squares = 0.0;
        foreach (var value in sorted) squares += (value - mean) * (value - mean);
        return result with { Bias = mean - estimate, StandardError = Math.Sqrt(squares / (sorted.Length - 1)) };
    }

    private static double? Level(double z0, double acceleration, double z)
    {
        var shrink = 1 - (acceleration * (z0 + z));
        return shrink > 0 ? NormalDistribution.Cdf(z0 + ((z0 + z) / shrink)) : null;
    }

    /// <summary>The level at which the interval just reaches a value: the map from z to quantile, backwards.</summary>
    private static double? TwoSided(ReadOnlySpan<double> sorted, double value, double z0, double acceleration)
    {
        var least = 1.0 / (sorted.Length + 1);
        var w = NormalDistribution.Quantile(Math.Clamp(ShareBelow(sorted, value), least, 1 - least)) - z0;
        var stretch = 1 + (acceleration * w);
        return stretch > 0 ? NormalDistribution.TwoSided((w / stretch) - z0) : null;
    }

    private static double ShareBelow(ReadOnlySpan<double> sorted, double value)
    {
        int below = 0, ties = 0;
        foreach (var replicate in sorted)
        {
            if (replicate < value) below++;
            else if (replicate.Equals(value)) ties++;
        }

        return (below + (0.5 * ties)) / sorted.Length;
    }

    /// <summary>Quantile of type 7 (Hyndman and Fan 1996).</summary>
    private static double Quantile(ReadOnlySpan<double> sorted, double p)
    {
        var place = p * (sorted.Length - 1);
        var below = (int)place;
        if (below >= sorted.Length - 1) return sorted[^1];
        return sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below]));
    }
}
