using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Measures;

/// <summary>Whether a team's (or node's) series rises or falls over all its periods, how fast, and where its level changed.</summary>
/// <remarks>The verdict asks whether the series has a trend beyond wandering: opinions of a period resemble those of the one before, and a Mann–Kendall test
/// that takes periods as independent finds trends in every fourth such series. Here slope and Kendall's S are judged by the variance of autocorrelated values, with
/// the autocorrelation of all teams of the depth. With <c>relative-to-peers</c> the trend is one beside the other teams of that depth: what all have in common
/// is told of the nodes above. Change points are a description: no verdict rests on them. One row a series, over all periods of the snapshot. A family of q is one series and depth of the tree.</remarks>
public sealed record TrendRow : IRow
{
    private TrendRow()
    {
    }

    /// <summary>What is followed.</summary>
    [Subject]
    public required Series Series { get; init; }

    /// <summary>The team's or node's key.</summary>
    [Subject]
    public required string Team { get; init; }

    /// <summary>The dimension's key.</summary>
    [Subject]
    public required string Dimension { get; init; }

    /// <summary>The team's name.</summary>
    public required string TeamName { get; init; }

    /// <summary>Whether the figures are there; <c>not-identified</c> below four periods.</summary>
    public required RowStatus Status { get; init; }

    /// <summary>Against what the series is judged.</summary>
    public SeriesMethod? Method { get; private init; }

    /// <summary>Where it is heading: <c>q</c> below .05, and the sign of the judged slope.</summary>
    public Heading? Verdict { get; private init; }

    /// <summary>Its first period with a figure.</summary>
    public string? FromPeriod { get; private init; }

    /// <summary>Its last period with a figure.</summary>
    public string? ToPeriod { get; private init; }

    /// <summary>How many periods have a figure.</summary>
    public long? Periods { get; private init; }

    /// <summary>Kendall's tau-b of the judged series with time, −1 to 1 (Mann 1945).</summary>
    public double? Kendall { get; private init; }

    /// <summary>Two-sided p of Mann–Kendall's test with the variance of autocorrelated values (Sheppard 1899), a proportion.</summary>
    public double? KendallP { get; private init; }

    /// <summary>Slope of the judged series given how such series wander, in score points a period (generalised least squares; Aitken 1935): beside the other teams of the depth with <c>relative-to-peers</c>.</summary>
    public double? JudgedSlope { get; private init; }

    /// <summary>Lower end of the judged slope's interval.</summary>
    public double? JudgedSlopeLower { get; private init; }

    /// <summary>Upper end of the judged slope's interval.</summary>
    public double? JudgedSlopeUpper { get; private init; }

    /// <summary>Two-sided p of a judged slope of 0, a proportion.</summary>
    public double? P { get; private init; }

    /// <summary>False-discovery-rate q of <c>p</c> within its family (Benjamini and Hochberg 1995), a proportion.</summary>
    public double? Q { get; private init; }

    /// <summary>The autocorrelation of one period with the next that was used, 0 to 0.95.</summary>
    public double? Autocorrelation { get; private init; }

    /// <summary>Theil–Sen slope of the series itself, in score points a period (Sen 1968).</summary>
    public double? Slope { get; private init; }

    /// <summary>Lower end of the slope's interval, from the variance of autocorrelated values.</summary>
    public double? SlopeLower { get; private init; }

    /// <summary>Upper end of the slope's interval.</summary>
    public double? SlopeUpper { get; private init; }

    /// <summary>How many changes of level PELT finds in the series itself (Killick, Fearnhead and Eckley 2012), at a penalty of 2 ln(periods) times the greater of sampling variance and that of neighbours.</summary>
    public long? ChangePoints { get; private init; }

    /// <summary>The first period of the newest level; null without a change.</summary>
    public string? LastChange { get; private init; }

    /// <summary>The level before the last change, in score points.</summary>
    public double? LevelBefore { get; private init; }

    /// <summary>The newest level, in score points: of the whole series where there is no change.</summary>
    public double? Level { get; private init; }

    /// <summary>The first period after the likeliest single change (Pettitt 1979).</summary>
    public string? PettittPeriod { get; private init; }

    /// <summary>Its approximate p, a proportion; it takes periods as independent.</summary>
    public double? PettittP { get; private init; }

    /// <summary>The day from which these figures stand.</summary>
    public DateOnly? AsOf { get; private init; }

    /// <summary>All periods, for the rows that stand with the last one.</summary>
    internal static Reach Reach { get; } = Reach.Of((panel, period) => period == panel.Periods.Count - 1 ? Enumerable.Range(0, panel.Periods.Count) : []);

    /// <summary>The trend of every series, dimension, team and node; with the last period.</summary>
    public static IEnumerable<TrendRow> Rows(Panel panel, AnalysisSettings settings, int period) => Enum.GetValues<Series>().SelectMany(series => Rows(panel, settings, period, series));

    /// <summary>Those of one series.</summary>
    public static IEnumerable<TrendRow> Rows(Panel panel, AnalysisSettings settings, int period, Series series)
    {
        if (period != panel.Periods.Count - 1) yield break;
        var depths = FalseDiscovery.Depths(panel.Tree);
        var tests = Track.Of(panel, series).SelectMany(track =>
        {
            var peers = Peers.Of(panel, track, period, depths);
            return depths.Select((depth, t) => Test(panel, settings, track, peers[depth], t)).ToList();
        }).ToList();
        var q = FalseDiscovery.Q(tests, t => depths[panel.Tree.PlaceOf(t.Team)], t => t.P);
        for (var i = 0; i < tests.Count; i++)
            yield return tests[i] with { Q = q[i], Verdict = q[i] is not { } found ? null : found >= FalseDiscovery.Level ? Heading.Undetermined : tests[i].JudgedSlope > 0 ? Heading.Rising : Heading.Falling };
    }

    private static TrendRow Test(Panel panel, AnalysisSettings settings, Track track, Peers peers, int place)
    {
        var team = panel.Tree.Teams[place];
        var own = peers.Own(place);
        var row = new TrendRow { Series = track.Series, Team = team.Key, Dimension = track.Dimension, TeamName = team.Name, Status = own.Heard.Count == 0 ? RowStatus.Withheld : RowStatus.NotIdentified };
        if (own.Heard.Count < MannKendall.FewestValues) return row;
        var judged = peers.Judged(place);
        var spread = peers.KendallSpread(place);
        var test = MannKendall.WithVariance(judged, spread);
        var line = peers.Slope(place, settings.Confidence);
        if (test.P is null || line.P is null) return row with { Status = RowStatus.NoVariance };
        double[] steps = [.. Enumerable.Range(0, judged.Length).Select(t => (double)t)];
        var slope = TheilSen.Compute(steps, own.Values, settings.Confidence, spread);
        return WithChanges(panel, own, row with
        {
            Status = RowStatus.Ok,
            Method = peers.Method,
            FromPeriod = panel.Periods[own.Heard[0]].Key,
            ToPeriod = panel.Periods[own.Heard[^1]].Key,
            Periods = own.Heard.Count,
            Kendall = test.TauB,
            KendallP = test.P,
            JudgedSlope = line.Slope,
            JudgedSlopeLower = line.Lower,
            JudgedSlopeUpper = line.Upper,
            P = line.P,
            Autocorrelation = peers.Noise.Rho,
            Slope = slope.Slope,
            SlopeLower = slope.SlopeLower,
            SlopeUpper = slope.SlopeUpper,
            AsOf = own.AsOf,
        });
    }

    private static TrendRow WithChanges(Panel panel, TrackSeries own, TrendRow row)
    {
        string After(int place) => panel.Periods[own.Heard.First(p => p >= place)].Key;
        var pettitt = Pettitt.Compute(own.Values);
        var found = Pelt.Compute(own.Values, Pelt.Penalty(own.Values, own.Errors), minimalLength: 2);
        return row with
        {
            ChangePoints = found.ChangePoints.Count,
            LastChange = found.ChangePoints.Count == 0 ? null : After(found.ChangePoints[^1]),
            LevelBefore = found.ChangePoints.Count == 0 ? null : found.SegmentMeans[^2],
            Level = found.SegmentMeans[^1],
            PettittPeriod = pettitt.ChangePoint is { } change ? After(change) : null,
            PettittP = pettitt.P,
        };
    }
}
