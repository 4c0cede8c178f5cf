using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>Two dimensions of one voice in one period: is their link one between teams, or one between the persons inside a team? (Within-and-between analysis, WABA;
/// Dansereau, Alutto &amp; Yammarino 1984.)</summary>
/// <remarks>All leaf teams together, as in <c>reliability</c>; respondents with both scores. r = η·η·r between + η·η·r within: a link between team means need not
/// hold for persons, nor the other way round (Robinson 1950).</remarks>
public sealed record WabaRow : IRow
{
    private WabaRow()
    {
    }

    /// <summary>The period.</summary>
    [Subject]
    public required string Period { get; init; }

    /// <summary>Whose answers they are.</summary>
    [Subject]
    public required Voice Voice { get; init; }

    /// <summary>The first dimension's key.</summary>
    [Subject]
    public required string FirstDimension { get; init; }

    /// <summary>The second dimension's key.</summary>
    [Subject]
    public required string SecondDimension { get; init; }

    /// <summary>Whether the figures are there.</summary>
    public required RowStatus Status { get; init; }

    /// <summary>How many leaf teams.</summary>
    public long? Teams { get; private init; }

    /// <summary>How many distinct respondents with both scores.</summary>
    public long? N { get; private init; }

    /// <summary>Correlation over all respondents, −1 to 1.</summary>
    public double? Total { get; private init; }

    /// <summary>Correlation of team means, each counted as often as its team has respondents, −1 to 1.</summary>
    public double? Between { get; private init; }

    /// <summary>Lower end of its interval (Fisher 1921, n = teams).</summary>
    public double? BetweenLower { get; private init; }

    /// <summary>Upper end of its interval.</summary>
    public double? BetweenUpper { get; private init; }

    /// <summary>Correlation of the deviations from team means, −1 to 1.</summary>
    public double? Within { get; private init; }

    /// <summary>Lower end of its interval (Fisher 1921, n = respondents − teams + 1).</summary>
    public double? WithinLower { get; private init; }

    /// <summary>Upper end of its interval.</summary>
    public double? WithinUpper { get; private init; }

    /// <summary>√(share of the variance between teams) of the first dimension, 0 to 1.</summary>
    public double? FirstEtaBetween { get; private init; }

    /// <summary>√(share of the variance between teams) of the second dimension, 0 to 1.</summary>
    public double? SecondEtaBetween { get; private init; }

    /// <summary>√(share of the variance within teams) of the first dimension, 0 to 1.</summary>
    public double? FirstEtaWithin { get; private init; }

    /// <summary>√(share of the variance within teams) of the second dimension, 0 to 1.</summary>
    public double? SecondEtaWithin { get; private init; }

    /// <summary>The part of the total correlation that lies between teams.</summary>
    public double? BetweenComponent { get; private init; }

    /// <summary>The part that lies within; the two add up to the total.</summary>
    public double? WithinComponent { get; private init; }

    /// <summary>The day from which these figures stand.</summary>
    public DateOnly? AsOf { get; private init; }

    /// <summary>Every pair of dimensions of a voice of which something is released in a period.</summary>
    public static IEnumerable<WabaRow> Rows(Panel panel, AnalysisSettings settings, int period)
    {
        foreach (var voice in Voices.Both)
        {
            var asked = panel.Released.Dimensions(voice).Where((_, d) => panel.Asked(voice, period, d)).Select(d => d.Key).ToArray();
            for (var j = 1; j < asked.Length; j++)
                for (var i = 0; i < j; i++) yield return Of(panel, settings, voice, period, asked[i], asked[j]);
        }
    }

    private static WabaRow Of(Panel panel, AnalysisSettings settings, Voice voice, int period, string first, string second)
    {
        var row = new WabaRow { Period = panel.Periods[period].Key, Voice = voice, FirstDimension = first, SecondDimension = second, Status = RowStatus.Withheld };
        var pool = panel.Released.Pool(voice, period);
        if (pool?.Pairs.FirstOrDefault(p => p.First == first && p.Second == second) is not { } pair) return row;
        var sums = pair.Sums;
        if (sums.Total is not { } total) return row with { Status = RowStatus.NoVariance, Teams = pair.Teams, N = pair.N, AsOf = pool.AsOf };
        var (betweenLower, betweenUpper) = GroupedSums.Limits(sums.Between, pair.Teams, settings.Confidence);
        var (withinLower, withinUpper) = GroupedSums.Limits(sums.Within, pair.N - pair.Teams + 1, settings.Confidence);
        return row with
        {
            Status = RowStatus.Ok,
            Teams = pair.Teams,
            N = pair.N,
            Total = total,
            Between = sums.Between,
            BetweenLower = betweenLower,
            BetweenUpper = betweenUpper,
            Within = sums.Within,
            WithinLower = withinLower,
            WithinUpper = withinUpper,
            FirstEtaBetween = sums.EtaBetweenX,
            SecondEtaBetween = sums.EtaBetweenY,
            FirstEtaWithin = sums.EtaWithinX,
            SecondEtaWithin = sums.EtaWithinY,
            BetweenComponent = sums.BetweenComponent,
            WithinComponent = sums.WithinComponent,
            AsOf = pool.AsOf,
        };
    }
}
