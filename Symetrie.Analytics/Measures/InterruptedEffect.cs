using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Measures;

/// <summary>The effect of a ritual that all teams began together: the jump of their mean from its own course.</summary>
/// <remarks>The period before the start is left out, as everywhere.</remarks>
internal static class InterruptedEffect
{
    public static EffectFound Of(Panel panel, AnalysisSettings settings, EffectSubject subject, EffectWindow window, EffectMeans means)
    {
        var leaves = panel.Tree.Leaves.Where(t => Array.TrueForAll(means.Of(t), m => !double.IsNaN(m))).ToArray();
        if (leaves.Length == 0) return new(subject, RowStatus.Withheld, null, null);
        if (leaves.Length < AnalysisSettings.TeamMinimum) return new(subject, RowStatus.TooFewTeams, EffectReason.TooFewTeams, null);
        double[] series = [.. Enumerable.Range(0, panel.Periods.Count).Select(p => p >= window.Start - 1 && p < window.AfterFrom ? double.NaN : ExactSum.Of([.. leaves.Select(t => means.Of(t)[p])]) / leaves.Length)];
        var fit = WanderingJump.Compute(series, window.AfterFrom);
        if (fit.Half(settings.Confidence) is not { } half) return new(subject, fit.Reason == Absent.ZeroVariance ? RowStatus.NoVariance : RowStatus.NotIdentified, EffectReason.TooImprecise, null);
        var (jump, narrow) = (fit.Jump!.Value, fit.Half(1 - (2 * FalseDiscovery.Level)));
        var periods = Enumerable.Range(0, panel.Periods.Count).Where(p => !double.IsNaN(series[p])).ToArray();
        return new(subject, RowStatus.Ok, null, new EffectFigures
        {
            Method = EffectMethod.InterruptedTimeSeries,
            From = periods[0],
            To = periods[^1],
            Treated = leaves.Length,
            Untreated = 0,
            Effect = jump,
            Lower = jump - half,
            Upper = jump + half,
            P = fit.P,
            IsWithinMargin = Math.Abs(jump) + narrow < settings.Margin,
            Detectable = fit.Detectable(settings.Confidence),
            TreatedBefore = Level(means, leaves, periods.Where(p => p < window.Start), settings.Confidence),
            TreatedAfter = Level(means, leaves, periods.Where(p => p >= window.Start), settings.Confidence),
            AsOf = leaves.Max(t => means.AsOf(t, periods)),
        });
    }

    private static MeanInterval Level(EffectMeans means, int[] leaves, IEnumerable<int> periods, double confidence)
    {
        int[] seen = [.. periods];
        var moments = SampleMoments.Of(leaves.Select(t => seen.Average(p => means.Of(t)[p])).ToArray());
        var half = StudentDistribution.Quantile((1 + confidence) / 2, leaves.Length - 1) * Math.Sqrt(moments.MeanVariance);
        return new MeanInterval(moments.Mean, moments.Mean - half, moments.Mean + half);
    }
}
