using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>A period that a later one is compared with; it may be all three at once.</summary>
/// <param name="Period">Its place.</param>
/// <param name="IsPrevious">The last one before in which the track was asked.</param>
/// <param name="IsFirst">The first one in which it was.</param>
/// <param name="IsYearAgo">The one a year before in the calendar.</param>
internal sealed record DriftOrigin(int Period, bool IsPrevious, bool IsFirst, bool IsYearAgo)
{
    /// <summary>The origins of every track.</summary>
    public static IEnumerable<DriftOrigin> Of(Panel panel, int period) => Enum.GetValues<Series>().SelectMany(s => Track.Of(panel, s)).SelectMany(t => Of(panel, t, period));

    /// <summary>The origins of a track, latest first; none for its first period.</summary>
    public static IEnumerable<DriftOrigin> Of(Panel panel, Track track, int period)
    {
        var at = track.Periods.ToList().IndexOf(period);
        for (var i = at - 1; i >= 0; i--)
        {
            var yearAgo = IsYearBefore(panel.Periods[track.Periods[i]], panel.Periods[period], track.Voice ?? Voice.Employee);
            if (i == at - 1 || i == 0 || yearAgo) yield return new DriftOrigin(track.Periods[i], i == at - 1, i == 0, yearAgo);
        }
    }

    // Named windows seldom start on the same day of the year: the earlier window, moved by a year, has to cover more than half of the later one.
    private static bool IsYearBefore(Period earlier, Period later, Voice voice)
    {
        var (from, to) = (earlier.From(voice).AddYears(1).DayNumber, earlier.To(voice).AddYears(1).DayNumber);
        var (start, end) = (later.From(voice).DayNumber, later.To(voice).DayNumber);
        return 2 * (Math.Min(to, end) - Math.Max(from, start)) > end - start;
    }
}

/// <summary>One change with its tests, before they are adjusted for their number.</summary>
internal sealed class DriftChange
{
    private DriftChange(Track track, DriftOrigin from, int team) => (Track, From, Team) = (track, from, team);

    public Track Track { get; }

    public DriftOrigin From { get; }

    public int Team { get; }

    public (double Sign, Evidence Cell)[]? Before { get; private init; }

    public (double Sign, Evidence Cell)[]? After { get; private init; }

    public MeanContrastResult Contrast { get; private init; }

    public VarianceMethod? Method { get; private init; }

    public double? EquivalenceP { get; private init; }

    public Shape? Shape { get; private init; }

    public double FromValue => Before!.Sum(c => c.Sign * c.Cell.Cell.Mean);

    public double ToValue => After!.Sum(c => c.Sign * c.Cell.Cell.Mean);

    /// <summary>The changes of a series that lead to a period, track by track, origin by origin, team by team.</summary>
    /// <param name="panel">The released cells.</param>
    /// <param name="settings">Confidence and margin.</param>
    /// <param name="series">The series.</param>
    /// <param name="to">The later period.</param>
    /// <param name="withShape">Whether distributions are compared, too.</param>
    public static List<DriftChange> Of(Panel panel, AnalysisSettings settings, Series series, int to, bool withShape) =>
        [.. Track.Of(panel, series).SelectMany(track => DriftOrigin.Of(panel, track, to)
            .SelectMany(from => Enumerable.Range(0, panel.Tree.Teams.Count).Select(t => Of(panel, settings, track, from, to, t, withShape))))];

    private static DriftChange Of(Panel panel, AnalysisSettings settings, Track track, DriftOrigin from, int to, int team, bool withShape)
    {
        if (track.At(panel, from.Period, team) is not { } before || track.At(panel, to, team) is not { } after) return new DriftChange(track, from, team);
        var (contrast, method) = Evidence.Contrast([.. after, .. before.Select(c => (-c.Sign, c.Cell))], settings.Confidence);
        return new DriftChange(track, from, team)
        {
            Before = before,
            After = after,
            Contrast = contrast,
            Method = method,
            EquivalenceP = Equivalence.P(contrast, settings.Margin),
            Shape = !withShape || track.Series == Series.Gap ? null : Shape.Of(before[0].Cell.Cell, after[0].Cell.Cell),
        };
    }

    /// <summary>How many of a voice are in the cells; null where the series does not look at it.</summary>
    public long? CountOf((double Sign, Evidence Cell)[] cells, Voice voice) =>
        Track.Voice is null ? cells[(int)voice].Cell.Cell.N : Track.Voice == voice ? cells[0].Cell.Cell.N : null;
}
