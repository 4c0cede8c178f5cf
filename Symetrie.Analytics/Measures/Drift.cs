using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>What is followed over periods.</summary>
public enum Series
{
    /// <summary>The employee voice.</summary>
    Employee,

    /// <summary>The customer voice.</summary>
    Customer,

    /// <summary>Employee mean minus customer mean.</summary>
    Gap,
}

/// <summary>How a team's (or node's) mean or gap changed from one period to another: from the previous one, and from the first.</summary>
public sealed record DriftRow : IRow
{
    private DriftRow()
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

    /// <summary>The earlier period.</summary>
    [Subject]
    public required string FromPeriod { get; init; }

    /// <summary>The later period.</summary>
    [Subject]
    public required string ToPeriod { get; init; }

    /// <summary>The team's name.</summary>
    public required string TeamName { get; init; }

    /// <summary>Whether the figures are there.</summary>
    public required RowStatus Status { get; init; }

    /// <summary>Which variances the interval uses; null without an interval.</summary>
    public VarianceMethod? Method { get; private init; }

    /// <summary>Later minus earlier, in score points.</summary>
    public double? Change { get; private init; }

    /// <summary>Lower end of the change's interval, in score points.</summary>
    public double? ChangeLower { get; private init; }

    /// <summary>Upper end of the change's interval, in score points.</summary>
    public double? ChangeUpper { get; private init; }

    /// <summary>Two-sided p of a change of 0 (Satterthwaite 1946), a proportion.</summary>
    public double? P { get; private init; }

    /// <summary>Pearson's chi-square of homogeneity of the two score distributions (Pearson 1900), neighbouring scores pooled to expected counts of 5 (Cochran 1954); where both have 20 respondents and counts.</summary>
    public double? ChiSquare { get; private init; }

    /// <summary>Its degrees of freedom.</summary>
    public long? ChiSquareDf { get; private init; }

    /// <summary>Its p, a proportion.</summary>
    public double? ChiSquareP { get; private init; }

    /// <summary>The day from which these figures stand.</summary>
    public DateOnly? AsOf { get; private init; }

    /// <summary>The period, and those it is compared with.</summary>
    public static Reach Reach { get; } = Reach.Of((panel, period) =>
        Enum.GetValues<Series>().SelectMany(series => Track.Of(panel, series)).SelectMany(track => Origins(track.Periods, period)).Append(period));

    /// <summary>Changes that lead to a period, for every series, dimension, team and node.</summary>
    public static IEnumerable<DriftRow> Rows(Panel panel, AnalysisSettings settings, int period)
    {
        foreach (var series in Enum.GetValues<Series>())
        {
            var tracks = Track.Of(panel, series);
            foreach (var track in tracks)
                foreach (var from in Origins(track.Periods, period))
                    for (var t = 0; t < panel.Tree.Teams.Count; t++) yield return Of(panel, settings, track, from, period, t);
        }
    }

    // The previous period of the series, and its first; once where they are the same.
    private static IEnumerable<int> Origins(IReadOnlyList<int> periods, int period)
    {
        var at = periods.ToList().IndexOf(period);
        if (at < 1) yield break;
        yield return periods[at - 1];
        if (at > 1) yield return periods[0];
    }

    private static DriftRow Of(Panel panel, AnalysisSettings settings, Track track, int from, int to, int team)
    {
        var row = new DriftRow
        {
            Series = track.Series,
            Team = panel.Tree.Teams[team].Key,
            Dimension = track.Dimension,
            FromPeriod = panel.Periods[from].Key,
            ToPeriod = panel.Periods[to].Key,
            TeamName = panel.Tree.Teams[team].Name,
            Status = RowStatus.Withheld,
        };
        if (track.Cells(panel, from, to, team) is not { } cells) return row;
        var (change, method) = Evidence.Contrast(cells, settings.Confidence);
        var shape = track.Series == Series.Gap ? null : Homogeneity(cells[1].Cell.Cell, cells[0].Cell.Cell);
        return row with
        {
            Status = RowStatus.Ok,
            Method = change.Lower is null ? null : method,
            Change = change.Estimate,
            ChangeLower = change.Lower,
            ChangeUpper = change.Upper,
            P = change.P,
            ChiSquare = shape?.Chi2,
            ChiSquareDf = shape?.Df,
            ChiSquareP = shape?.P,
            AsOf = cells.Max(c => c.Cell.Cell.AsOf),
        };
    }

    private static ChiSquareHomogeneityResult? Homogeneity(ReleasedTally earlier, ReleasedTally later)
    {
        if (earlier.Distribution is not { } a || later.Distribution is not { } b) return null;
        var (countsA, countsB) = SideBySide(a, b);
        var (pooledA, pooledB) = AdjacentCategories.Pool(countsA, countsB);
        return pooledA.Length < 2 ? null : ChiSquareHomogeneity.Compute(pooledA, pooledB);
    }

    // Both tallies' counts over the values that either has, ascending.
    private static (long[] A, long[] B) SideBySide(Tallies.Tally a, Tallies.Tally b)
    {
        var (countsA, countsB) = (new List<long>(), new List<long>());
        for (int i = 0, j = 0; i < a.Values.Length || j < b.Values.Length;)
        {
            var next = Math.Min(i < a.Values.Length ? a.Values[i] : long.MaxValue, j < b.Values.Length ? b.Values[j] : long.MaxValue);
            countsA.Add(i < a.Values.Length && a.Values[i] == next ? a.Counts[i++] : 0);
            countsB.Add(j < b.Values.Length && b.Values[j] == next ? b.Counts[j++] : 0);
        }

        return ([.. countsA], [.. countsB]);
    }

    private sealed record Track(Series Series, string Dimension, int Employee, int Customer, IReadOnlyList<int> Periods)
    {
        public static IEnumerable<Track> Of(Panel panel, Series series)
        {
            if (series == Series.Gap)
                return panel.Mirrored.Select(m => new Track(series, m.Dimension.Key, m.Employee, m.Customer,
                    [.. panel.PeriodsOf(Voice.Employee).Where(p => panel.Asked(Voice.Employee, p, m.Employee) && panel.Asked(Voice.Customer, p, m.Customer))]));
            var voice = series == Series.Employee ? Voice.Employee : Voice.Customer;
            return panel.Released.Dimensions(voice).Select((d, i) => new Track(series, d.Key, i, i, [.. panel.PeriodsOf(voice).Where(p => panel.Asked(voice, p, i))]));
        }

        public (double Sign, Evidence Cell)[]? Cells(Panel panel, int from, int to, int team)
        {
            var employee = Series == Series.Customer ? [] : Both(Voice.Employee, Employee, 1);
            var customer = Series == Series.Employee ? [] : Both(Voice.Customer, Customer, Series == Series.Gap ? -1 : 1);
            return employee is null || customer is null ? null : [.. employee, .. customer];

            (double, Evidence)[]? Both(Voice voice, int dimension, double sign) =>
                Evidence.Of(panel, voice, to, dimension, team) is { } later && Evidence.Of(panel, voice, from, dimension, team) is { } earlier
                    ? [(sign, later), (-sign, earlier)]
                    : null;
        }
    }
}
