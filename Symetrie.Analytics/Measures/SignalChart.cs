using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Measures;

/// <summary>Both charts of one series as they stand in a period.</summary>
internal sealed class SignalChart
{
    private readonly double[] surprises;
    private readonly CusumResult sums;

    private SignalChart(Track track, Peers peers, int team, int period, CusumTail tail)
    {
        (Track, Peers, Series) = (track, peers, peers.Own(team));
        surprises = double.IsNaN(Series.Values[period]) ? [double.NaN] : peers.Surprises(team);
        sums = Statistics.Cusum.Compute(surprises, 0, 1);
        if (surprises.Length <= period || double.IsNaN(surprises[period])) return;
        (Deviation, Cusum, Ewma) = (surprises[period], sums.Points[period], EwmaChart.Compute(surprises, 0, 1).Points[period]);
        var values = surprises.Count(s => !double.IsNaN(s));
        var cusumP = Math.Min(1, 2 * tail.At(values, Math.Max(Cusum.Up!.Value, Cusum.Down!.Value)));
        var ewmaP = NormalDistribution.TwoSided(3 * Ewma.Z!.Value / Ewma.Upper!.Value);
        var jumpP = NormalDistribution.TwoSided(Deviation.Value);
        IsJump = jumpP <= Math.Min(cusumP, ewmaP);
        P = Math.Min(1, 3 * Math.Min(jumpP, Math.Min(cusumP, ewmaP)));
        IsUp = IsJump ? Deviation > 0 : cusumP <= ewmaP ? Cusum.Up > Cusum.Down : Ewma.Z > 0;
    }

    public Track Track { get; }

    public Peers Peers { get; }

    public TrackSeries Series { get; }

    public double? Deviation { get; }

    public CusumPoint Cusum { get; }

    public EwmaPoint Ewma { get; }

    /// <summary>The p of the deviation and of both charts together; null where there is no deviation yet.</summary>
    public double? P { get; }

    public bool IsUp { get; }

    /// <summary>Whether this period's deviation alone says most.</summary>
    public bool IsJump { get; }

    /// <summary>The place of the period in which the sum of the signalling side last left 0; of this one where its deviation alone says most.</summary>
    public int Since
    {
        get
        {
            var run = IsJump ? 1 : IsUp ? Cusum.RunUp : Cusum.RunDown;
            var told = Enumerable.Range(0, surprises.Length).Where(t => !double.IsNaN(surprises[t])).ToList();
            return told[Math.Max(0, told.Count - Math.Max(1, run))];
        }
    }

    public static SignalChart Of(Track track, Peers peers, int team, int period, CusumTail tail) => new(track, peers, team, period, tail);

    /// <summary>The mean of the series from a period on minus its mean before.</summary>
    public MeanContrastResult Shift(Panel panel, int since, double confidence)
    {
        var (before, after) = (Series.Heard.Where(p => p < since).ToList(), Series.Heard.Where(p => p >= since).ToList());
        (double, Evidence)[] terms = [.. after.SelectMany(p => Terms(p, 1.0 / after.Count)), .. before.SelectMany(p => Terms(p, -1.0 / before.Count))];
        return Evidence.Contrast(terms, confidence).Result;

        IEnumerable<(double, Evidence)> Terms(int p, double weight) => Track.At(panel, p, Series.Team)!.Select(c => (weight * c.Sign, c.Cell));
    }
}
