using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Measures;

/// <summary>What the next period of a team's (or node's) series is expected to bring, where that is worth saying.</summary>
/// <remarks>Only the newest unbroken periods are used, six at least. The method is the one with the least error in a backtest from rolling origins, over all teams of the depth where ten or more are
/// that long, else of the series alone. A forecast is shown only where its backtested error is below that of "as last time", for the series itself and (one-sided t test over the teams, 5 %) for the group; often nothing beats it, and the status says so.
/// The interval is for the mean that will be measured, sampling error included. It knows nothing of what is going to happen.</remarks>
public sealed record ForecastRow : IRow
{
    private ForecastRow()
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

    /// <summary>Whether a forecast is there; <c>not-identified</c> without six unbroken periods up to the last, <c>not-better-than-naive</c> where the backtest says that it is not worth showing.</summary>
    public required RowStatus Status { get; init; }

    /// <summary>How it is made.</summary>
    public ForecastMethod? Method { get; private init; }

    /// <summary>The first period it rests on.</summary>
    public string? FromPeriod { get; private init; }

    /// <summary>The last period it rests on: the forecast is for the one after.</summary>
    public string? ToPeriod { get; private init; }

    /// <summary>How many periods it rests on.</summary>
    public long? Periods { get; private init; }

    /// <summary>The expected mean or gap of the next period, in score points.</summary>
    public double? Forecast { get; private init; }

    /// <summary>Lower end of the interval in which it is expected.</summary>
    public double? ForecastLower { get; private init; }

    /// <summary>Upper end of the interval in which it is expected.</summary>
    public double? ForecastUpper { get; private init; }

    /// <summary>How many periods of this series the backtest forecast.</summary>
    public long? Backtests { get; private init; }

    /// <summary>Root mean square of the backtest's errors, in score points (Tashman 2000).</summary>
    public double? BacktestError { get; private init; }

    /// <summary>The same of "as last time", in score points.</summary>
    public double? NaiveError { get; private init; }

    /// <summary>The day from which these figures stand.</summary>
    public DateOnly? AsOf { get; private init; }

    /// <summary>The forecast of every series, dimension, team and node; with the last period.</summary>
    public static IEnumerable<ForecastRow> Rows(Panel panel, AnalysisSettings settings, int period) => Enum.GetValues<Series>().SelectMany(series => Rows(panel, settings, period, series));

    /// <summary>Those of one series.</summary>
    public static IEnumerable<ForecastRow> Rows(Panel panel, AnalysisSettings settings, int period, Series series)
    {
        if (period != panel.Periods.Count - 1) yield break;
        var depths = FalseDiscovery.Depths(panel.Tree);
        foreach (var track in Track.Of(panel, series).Where(t => t.Periods.Count > 0))
        {
            var last = track.Periods[^1];
            ForecastTest[] tests = [.. TrackSeries.Of(panel, track, last).Select(own => new ForecastTest(own, last))];
            var groups = tests.Where(t => t.Naive.Length > 0).GroupBy(t => (depths[t.Series.Team], t.IsLong)).Where(g => g.Count() >= AnalysisSettings.TeamMinimum).ToDictionary(g => g.Key, g => new ForecastGroup([.. g]));
            foreach (var test in tests) yield return Of(panel, settings, track, test, last, groups.GetValueOrDefault((depths[test.Series.Team], test.IsLong)) ?? new ForecastGroup([test]));
        }
    }

    private static ForecastRow Of(Panel panel, AnalysisSettings settings, Track track, ForecastTest test, int last, ForecastGroup group)
    {
        var team = panel.Tree.Teams[test.Series.Team];
        var row = new ForecastRow
        {
            Series = track.Series,
            Team = team.Key,
            Dimension = track.Dimension,
            TeamName = team.Name,
            Status = test.Series.Heard.Count == 0 ? RowStatus.Withheld : RowStatus.NotIdentified,
        };
        if (test.Naive.Length == 0 || group.Method is not { } method) return row;
        var (error, naive) = (RollingOrigin.MeanSquare(test.Errors[method]), RollingOrigin.MeanSquare(test.Naive));
        row = row with
        {
            Status = RowStatus.NotBetterThanNaive,
            FromPeriod = panel.Periods[test.First].Key,
            ToPeriod = panel.Periods[last].Key,
            Periods = test.Values.Length,
            Backtests = test.Naive.Length,
            BacktestError = Math.Sqrt(error),
            NaiveError = Math.Sqrt(naive),
            AsOf = test.Series.AsOf,
        };
        if (!(group.IsBetter && error < naive) || ForecastTest.Next(method, test.Values) is not { } next) return row;
        var reach = group.Reach(test, settings.Confidence);
        return row with { Status = RowStatus.Ok, Method = method, Forecast = next, ForecastLower = next - reach, ForecastUpper = next + reach };
    }
}
