using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>The teams that an effect is estimated from: treated and untreated, in blocks of one window and stratum.</summary>
internal sealed class EffectSample(AnalysisSettings settings, EffectMeans means)
{
    private readonly List<(int Team, int Block, bool Treated, Assignment Assignment, double Before, double After, double Slope, double Last)> rows = [];
    private DateOnly? asOf;
    private int blocks;
    private int from = int.MaxValue;
    private int to = -1;

    /// <summary>Adds a block: teams that are heard in at least half of the periods on both sides.</summary>
    /// <param name="window">The periods.</param>
    /// <param name="treated">The holdings of the teams that began in it.</param>
    /// <param name="untreated">Teams of the same stratum that hold none.</param>
    public void Add(EffectWindow window, IReadOnlyCollection<Holding> treated, IReadOnlyCollection<int> untreated)
    {
        var controls = untreated.Where(t => IsHeard(t, window)).ToArray();
        var holders = treated.Where(h => IsHeard(h.Team, window)).ToArray();
        if (controls.Length == 0 || holders.Length == 0) return;
        int[] periods = [.. window.Periods];
        // What moved all teams in a period is taken from those that hold nothing, so that a team that is not heard in one can be set beside one that is.
        var shocks = AdditiveEffects.Columns([.. controls.Select(t => periods.Select(p => means.Of(t)[p]).ToArray())], periods.Length);
        foreach (var holding in holders) Add(holding.Team, isTreated: true, holding.Assignment, window, periods, shocks);
        foreach (var team in controls) Add(team, isTreated: false, Assignment.Chosen, window, periods, shocks);
        (blocks, from, to) = (blocks + 1, Math.Min(from, window.BaselineFrom), Math.Max(to, window.AfterTo));
    }

    /// <summary>The effect that these teams show.</summary>
    public EffectFound Judge(EffectSubject subject)
    {
        var (treated, untreated) = (Teams(true), Teams(false));
        // Nothing of it is to be seen, whoever holds it: no reason is said.
        if (treated == 0) return new(subject, RowStatus.Withheld, null, null);
        if (treated + untreated < AnalysisSettings.TeamMinimum) return new(subject, RowStatus.TooFewTeams, EffectReason.TooFewTeams, null);
        if (Math.Min(treated, untreated) < 2) return new(subject, RowStatus.NotIdentified, EffectReason.NoComparison, null);
        var found = Difference(r => r.After - r.Before);
        if (found.P is null) return new(subject, RowStatus.NoVariance, EffectReason.NoComparison, null);
        var (draw, margin) = (Draw(subject), found.Interval(1 - (2 * FalseDiscovery.Level)));
        var trend = Difference(r => r.Slope);
        return new(subject, RowStatus.Ok, null, new EffectFigures
        {
            Method = draw is null ? EffectMethod.DifferenceInDifferences : EffectMethod.Randomisation,
            From = from,
            To = to,
            Treated = treated,
            Untreated = untreated,
            Effect = found.Estimate,
            Lower = found.Lower,
            Upper = found.Upper,
            P = draw?.P ?? found.P,
            LeastP = draw?.Least,
            IsWithinMargin = margin is var (lower, upper) && lower > -settings.Margin && upper < settings.Margin,
            Detectable = found.Detectable(settings.Confidence),
            EarlierTrend = trend.P is null ? null : trend.Estimate,
            EarlierTrendP = trend.P,
            AgainstLast = Difference(r => r.After - r.Last).Estimate,
            TreatedBefore = Mean(r => r.Before, side: true),
            TreatedAfter = Mean(r => r.After, side: true),
            UntreatedBefore = Mean(r => r.Before, side: false),
            UntreatedAfter = Mean(r => r.After, side: false),
            AsOf = asOf,
        });
    }

    private bool IsHeard(int team, EffectWindow window) =>
        IsHalf(team, window.BaselineFrom, window.BaselineTo) && IsHalf(team, window.AfterFrom, window.AfterTo);

    private bool IsHalf(int team, int first, int end) => 2 * Enumerable.Range(first, end - first + 1).Count(p => !double.IsNaN(means.Of(team)[p])) >= end - first + 1;

    private void Add(int team, bool isTreated, Assignment assignment, EffectWindow window, int[] periods, double[] shocks)
    {
        var baseline = window.BaselineTo - window.BaselineFrom + 1;
        double[] clean = [.. periods.Select((p, i) => means.Of(team)[p] - shocks[i])];
        var before = Mean(clean[..baseline]) + Mean(shocks[..baseline]);
        var after = Mean(clean[baseline..]) + Mean(shocks[baseline..]);
        if (double.IsNaN(before) || double.IsNaN(after)) return;
        rows.Add((team, blocks, isTreated, assignment, before, after, Slope(clean[..baseline]), means.Of(team)[window.Start - 1]));
        if (means.AsOf(team, periods) is { } day && !(day < asOf)) asOf = day;
    }

    // Of values that are there; NaN where there is none.
    private static double Mean(double[] values)
    {
        double[] heard = [.. values.Where(v => !double.IsNaN(v))];
        return heard.Length == 0 ? double.NaN : ExactSum.Of(heard) / heard.Length;
    }

    private static double Slope(double[] values)
    {
        int[] heard = [.. Enumerable.Range(0, values.Length).Where(i => !double.IsNaN(values[i]))];
        if (heard.Length < 2) return double.NaN;
        var (centre, mean) = (heard.Average(), heard.Average(i => values[i]));
        return heard.Sum(i => (i - centre) * (values[i] - mean)) / heard.Sum(i => (i - centre) * (i - centre));
    }

    private long Teams(bool isTreated) => rows.Where(r => r.Treated == isTreated).Select(r => r.Team).Distinct().LongCount();

    // Only where every team that holds it was drawn, and no team is looked at twice.
    private (double P, double Least)? Draw(EffectSubject subject)
    {
        if (rows.Exists(r => r.Treated && r.Assignment != Assignment.Random) || rows.Select(r => r.Team).Distinct().Count() != rows.Count) return null;
        var seed = Seeds.Of(settings, "effects", subject.Ritual.Key, subject.Dimension, subject.Voice.Text(), $"{subject.Lag}");
        return BlockedRandomization.Compute([.. rows.Select(r => r.After - r.Before)], Flags, Blocks, seed);
    }

    private bool[] Flags => [.. rows.Select(r => r.Treated)];

    private int[] Blocks => [.. rows.Select(r => r.Block)];

    private int[] Units => [.. rows.Select(r => r.Team)];

    private BlockedDifferenceResult Difference(Func<(int Team, int Block, bool Treated, Assignment Assignment, double Before, double After, double Slope, double Last), double> value) =>
        BlockedDifference.Compute([.. rows.Select(value)], Flags, Blocks, Units, settings.Confidence);

    private MeanInterval? Mean(Func<(int Team, int Block, bool Treated, Assignment Assignment, double Before, double After, double Slope, double Last), double> value, bool side) =>
        BlockedDifference.Mean([.. rows.Select(value)], Flags, Blocks, Units, side, settings.Confidence);
}
