using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Measures;

/// <summary>Whether a team's (or node's) series has left the way it used to move, as it stood in each period.</summary>
/// <remarks>The baseline is the series' own past: each value is predicted from all before it, given how strongly such series wander, and the error in
/// standard deviations is what both charts run on. So an autocorrelated series does not alarm, and no stretch has to be declared normal. With
/// <c>relative-to-peers</c> the values are taken beside those of the other teams of the depth. A row never changes when later periods come. A family of q is one series, period and depth of the tree.</remarks>
public sealed record SignalRow : IRow
{
    private SignalRow()
    {
    }

    /// <summary>What is followed.</summary>
    [Subject]
    public required Series Series { get; init; }

    /// <summary>The period as of which the charts stand.</summary>
    [Subject]
    public required string Period { get; init; }

    /// <summary>The team's or node's key.</summary>
    [Subject]
    public required string Team { get; init; }

    /// <summary>The dimension's key.</summary>
    [Subject]
    public required string Dimension { get; init; }

    /// <summary>The team's name.</summary>
    public required string TeamName { get; init; }

    /// <summary>Whether the figures are there; <c>not-identified</c> while the past is too short: fewer than five periods of the teams of its depth together, or six of its own.</summary>
    public required RowStatus Status { get; init; }

    /// <summary>Against what the series is judged.</summary>
    public SeriesMethod? Method { get; private init; }

    /// <summary>What the charts say: <c>q</c> below .05 and the side.</summary>
    public Heading? Verdict { get; private init; }

    /// <summary>The first period of the baseline: of the series' past.</summary>
    public string? BaselineFrom { get; private init; }

    /// <summary>How many earlier periods the baseline has.</summary>
    public long? BaselinePeriods { get; private init; }

    /// <summary>The autocorrelation of one period with the next that was used, 0 to 0.95.</summary>
    public double? Autocorrelation { get; private init; }

    /// <summary>The mean or gap of this period, in score points.</summary>
    public double? Value { get; private init; }

    /// <summary>How far it lies from what the past predicts, in standard deviations.</summary>
    public double? Deviation { get; private init; }

    /// <summary>CUSUM of deviations upwards, slack ½, in standard deviations, 0 or more (Page 1954).</summary>
    public double? CusumUp { get; private init; }

    /// <summary>CUSUM of deviations downwards, 0 or more.</summary>
    public double? CusumDown { get; private init; }

    /// <summary>Whether a CUSUM exceeds 5, the customary limit.</summary>
    public bool? CusumAlarm { get; private init; }

    /// <summary>Exponentially weighted moving average of the deviations, weight 0.2 (Roberts 1959).</summary>
    public double? Ewma { get; private init; }

    /// <summary>Lower control limit of the average, three of its standard deviations.</summary>
    public double? EwmaLower { get; private init; }

    /// <summary>Upper control limit of the average.</summary>
    public double? EwmaUpper { get; private init; }

    /// <summary>Whether the average lies outside its limits.</summary>
    public bool? EwmaAlarm { get; private init; }

    /// <summary>The p of a deviation or chart as far out as these if nothing has changed: three times the least of the two-sided p of the deviation (Shewhart 1931), the CUSUM (Brook and Evans 1972) and the average, a proportion.</summary>
    public double? P { get; private init; }

    /// <summary>False-discovery-rate q of <c>p</c> within its family (Benjamini and Hochberg 1995), a proportion.</summary>
    public double? Q { get; private init; }

    /// <summary>When the shift seems to have begun: this period where its deviation alone says most, else the one in which the CUSUM of that side last left 0; null without a signal.</summary>
    public string? Since { get; private init; }

    /// <summary>The mean of the series since then minus its mean before, in score points; null without a signal.</summary>
    public double? Shift { get; private init; }

    /// <summary>Lower end of the shift's interval: sampling error alone.</summary>
    public double? ShiftLower { get; private init; }

    /// <summary>Upper end of the shift's interval.</summary>
    public double? ShiftUpper { get; private init; }

    /// <summary>The day from which these figures stand.</summary>
    public DateOnly? AsOf { get; private init; }

    /// <summary>The charts of every series, dimension, team and node as they stand in a period.</summary>
    public static IEnumerable<SignalRow> Rows(Panel panel, AnalysisSettings settings, int period) => Enum.GetValues<Series>().SelectMany(series => Rows(panel, settings, period, series));

    /// <summary>Those of one series.</summary>
    public static IEnumerable<SignalRow> Rows(Panel panel, AnalysisSettings settings, int period, Series series) =>
        panel.Shared($"signals {series}", (settings, period), period, seen => Compute(seen, settings, period, series).ToArray());

    private static IEnumerable<SignalRow> Compute(Panel panel, AnalysisSettings settings, int period, Series series)
    {
        var depths = FalseDiscovery.Depths(panel.Tree);
        var tail = new CusumTail(period + 1);
        var charts = Track.Of(panel, series).Where(track => track.Periods.Contains(period)).SelectMany(track =>
        {
            var peers = Peers.Of(panel, track, period, depths);
            return depths.Select((depth, t) => SignalChart.Of(track, peers[depth], t, period, tail)).ToList();
        }).ToList();
        var q = FalseDiscovery.Q(charts, c => depths[c.Series.Team], c => c.P);
        for (var i = 0; i < charts.Count; i++) yield return Of(panel, settings, charts[i], period, q[i]);
    }

    private static SignalRow Of(Panel panel, AnalysisSettings settings, SignalChart chart, int period, double? q)
    {
        var team = panel.Tree.Teams[chart.Series.Team];
        var row = new SignalRow
        {
            Series = chart.Track.Series,
            Period = panel.Periods[period].Key,
            Team = team.Key,
            Dimension = chart.Track.Dimension,
            TeamName = team.Name,
            Status = double.IsNaN(chart.Series.Values[period]) ? RowStatus.Withheld : RowStatus.NotIdentified,
        };
        if (chart.P is null) return row;
        row = row with
        {
            Status = RowStatus.Ok,
            Method = chart.Peers.Method,
            Verdict = Heading.Undetermined,
            BaselineFrom = panel.Periods[chart.Series.Heard[0]].Key,
            BaselinePeriods = chart.Series.Heard.Count - 1,
            Autocorrelation = chart.Peers.Noise.Rho,
            Value = chart.Series.Values[period],
            Deviation = chart.Deviation,
            CusumUp = chart.Cusum.Up,
            CusumDown = chart.Cusum.Down,
            CusumAlarm = chart.Cusum.Alarm,
            Ewma = chart.Ewma.Z,
            EwmaLower = chart.Ewma.Lower,
            EwmaUpper = chart.Ewma.Upper,
            EwmaAlarm = chart.Ewma.Alarm,
            P = chart.P,
            Q = q,
            AsOf = chart.Series.AsOf,
        };
        if (!(q < FalseDiscovery.Level)) return row;
        var since = chart.Since;
        var shift = chart.Shift(panel, since, settings.Confidence);
        return row with { Verdict = chart.IsUp ? Heading.Rising : Heading.Falling, Since = panel.Periods[since].Key, Shift = shift.Estimate, ShiftLower = shift.Lower, ShiftUpper = shift.Upper };
    }
}
