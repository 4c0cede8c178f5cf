using System.Collections.Concurrent;
using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Measures;

/// <summary>The series of the teams of one depth, and how they move when nothing has changed.</summary>
/// <remarks>With ten series or more each is judged against the others: the effect of every period that is common to them is taken out, so that an
/// event which moves everybody is told of their parent and of nobody below it, and the strength of wandering (autocorrelation and variance beyond
/// sampling error) is fitted to all of them. With fewer, neither is known: a series is judged by its own past, taking its autocorrelation as 0.7.</remarks>
internal sealed class Peers
{
    /// <summary>The autocorrelation that is assumed where it cannot be estimated.</summary>
    public const double AssumedRho = 0.7;

    private const int FewestPeriods = 5;
    private readonly Dictionary<int, (TrackSeries Own, double[] Judged)> members = [];
    // Several measures may ask at once.
    private readonly ConcurrentDictionary<string, double> kendall = new(StringComparer.Ordinal);
    private readonly double shrink;

    // How many degrees of freedom a change from one period to the next is worth in the fit of the noise: the median of squares is worth 0.37 of them
    // (Rousseeuw and Croux 1993), neighbouring changes overlap, and the autocorrelation is fitted, too; simulated error rates meet their level with this.
    private const double ChangeWorth = 0.12;

    private Peers(IReadOnlyList<TrackSeries> series)
    {
        var peers = series.Where(s => s.Heard.Count >= 2).ToList();
        double[][] judged = [.. peers.Select(s => s.Values.ToArray())];
        if (peers.Count >= AnalysisSettings.TeamMinimum)
        {
            shrink = 1 - (1.0 / peers.Count);
            TwoWayCentring.Centre(judged);
            var errors = peers.SelectMany(s => s.Errors).Where(double.IsFinite).ToList();
            var white = errors.Count == 0 ? 0 : shrink * errors.Sum() / errors.Count;
            if (Covered(peers) >= FewestPeriods && WanderingNoise.Fit(judged, white) is { } fit)
                (Method, Noise, Freedom) = (SeriesMethod.RelativeToPeers, fit, ChangeWorth * peers.Sum(s => s.Heard.Count - 1));
        }

        for (var i = 0; i < peers.Count; i++) members[peers[i].Team] = (peers[i], Method == SeriesMethod.RelativeToPeers ? judged[i] : peers[i].Values);
        foreach (var alone in series.Except(peers)) members[alone.Team] = (alone, alone.Values);
    }

    public SeriesMethod Method { get; } = SeriesMethod.OwnHistory;

    /// <summary>How series wander; only its ratios mean anything for <see cref="SeriesMethod.OwnHistory"/>.</summary>
    public WanderingNoiseResult Noise { get; } = new(AssumedRho, 1, 0);

    /// <summary>On how many degrees of freedom the noise rests; null where only its ratios are taken for known.</summary>
    public double? Freedom { get; }

    /// <summary>The groups of a track, from the periods up to one, by depth.</summary>
    /// <param name="panel">The released cells.</param>
    /// <param name="track">The track.</param>
    /// <param name="last">The place of the last period.</param>
    /// <param name="depths">The depth of each team.</param>
    public static Peers[] Of(Panel panel, Track track, int last, int[] depths) => panel.Shared(FormattableString.Invariant($"peers {track.Series} {track.Dimension}"), last, last, seen =>
    {
        var series = TrackSeries.Of(seen, track, last);
        return Enumerable.Range(0, depths.DefaultIfEmpty(-1).Max() + 1).Select(depth => new Peers([.. series.Where(s => depths[s.Team] == depth)])).ToArray();
    });

    /// <summary>The team's own values.</summary>
    public TrackSeries Own(int team) => members[team].Own;

    /// <summary>The values it is judged by.</summary>
    public double[] Judged(int team) => members[team].Judged;

    /// <summary>The variance of Kendall's S of a team's series if nothing trends.</summary>
    public double KendallSpread(int team)
    {
        var heard = Own(team).Heard;
        return kendall.GetOrAdd(string.Join(',', heard), _ => KendallVariance.Of([.. heard], Noise.Covariance));
    }

    /// <summary>What each value adds to those before it, in standard deviations; standard normal if nothing changes.</summary>
    public double[] Surprises(int team)
    {
        var errors = Innovations.Compute(Judged(team), Covariance(team));
        return Freedom is { } df ? Innovations.Studentised(errors, df) : Innovations.SelfStarting(errors);
    }

    /// <summary>The slope of a team's judged series over the periods.</summary>
    public GeneralisedSlopeResult Slope(int team, double confidence) => GeneralisedSlope.Compute(Judged(team), Covariance(team), Freedom, confidence);

    private Func<int, int, double> Covariance(int team)
    {
        var own = Own(team);
        return (s, t) => Noise.Covariance(Math.Abs(s - t)) + (s == t ? Extra(own.Errors[t]) : 0);
    }

    // The noise holds the mean sampling variance of the group; a cell's own may be more or less.
    private double Extra(double error) => Method == SeriesMethod.OwnHistory || double.IsNaN(error) ? 0 : (shrink * error) - Noise.White;

    private static int Covered(List<TrackSeries> peers) => peers.SelectMany(s => s.Heard).Distinct().Count();
}
