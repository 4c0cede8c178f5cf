using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>How one voice of one team (or node of the tree) answered a single question in one period; and, for all leaf teams together, how well the
/// question goes with the others of its dimension.</summary>
/// <remarks>Items of a cell are shown all or none, and only where those who left some of them out are nobody or enough not to be told apart (C16).
/// They rest on the respondents who have a score of the dimension.</remarks>
public sealed record ItemRow : IRow
{
    private ItemRow()
    {
    }

    /// <summary>The period.</summary>
    [Subject]
    public required string Period { get; init; }

    /// <summary>The team's or node's key; <c>all-teams</c> is all leaf teams together (where a team has that very key, the prefix <c>all-teams:</c> is put before it).</summary>
    [Subject]
    public required string Team { get; init; }

    /// <summary>The dimension's key.</summary>
    [Subject]
    public required string Dimension { get; init; }

    /// <summary>The item's key, as the questionnaire has it.</summary>
    [Subject]
    public required string Item { get; init; }

    /// <summary>Whose answers they are.</summary>
    [Subject]
    public required Voice Voice { get; init; }

    /// <summary>The team's name.</summary>
    public required string TeamName { get; init; }

    /// <summary>Whether the figures are there.</summary>
    public required RowStatus Status { get; init; }

    /// <summary>Which variance the interval uses; null without an interval.</summary>
    public VarianceMethod? Method { get; private init; }

    /// <summary>Which respondents are counted where some left an item out; null where there is no figure.</summary>
    public MissingRule? Missing { get; private init; }

    /// <summary>How many distinct respondents: those with a score of the dimension who answered the item; in the row of all teams, those who answered every item of the dimension.</summary>
    public long? N { get; private init; }

    /// <summary>How many leaf teams; in the row of all teams only.</summary>
    public long? Teams { get; private init; }

    /// <summary>Mean answer in score points (percent of maximum possible, 0–100; high is favourable).</summary>
    public double? Mean { get; private init; }

    /// <summary>Lower end of the mean's interval, in score points.</summary>
    public double? MeanLower { get; private init; }

    /// <summary>Upper end of the mean's interval, in score points.</summary>
    public double? MeanUpper { get; private init; }

    /// <summary>Standard deviation of the answers (divisor n − 1) in score points; from 20 respondents on.</summary>
    public double? Sd { get; private init; }

    /// <summary>Share of answers at 75 score points or more, a proportion; from 20 respondents on.</summary>
    public double? TopBox { get; private init; }

    /// <summary>Correlation of the item with the sum of the other items of its dimension, −1 to 1 (Nunnally 1978), over all leaf teams together. Below 0: was it to be reverse-keyed?</summary>
    public double? ItemRest { get; private init; }

    /// <summary>Cronbach's alpha of the dimension without this item, over all leaf teams together; null with two items.</summary>
    public double? AlphaIfDeleted { get; private init; }

    /// <summary>The day from which these figures stand.</summary>
    public DateOnly? AsOf { get; private init; }

    /// <summary>Items of every registered team and node in a period, for each dimension of which something is released, then of all leaf teams together.</summary>
    public static IEnumerable<ItemRow> Rows(Panel panel, AnalysisSettings settings, int period) => Voices.Both.SelectMany(voice => Rows(panel, settings, period, voice));

    /// <summary>Those of one voice.</summary>
    public static IEnumerable<ItemRow> Rows(Panel panel, AnalysisSettings settings, int period, Voice voice)
    {
        for (var d = 0; d < panel.Released.Dimensions(voice).Count; d++)
        {
            if (!panel.Asked(voice, period, d)) continue;
            var pool = panel.Released.Pool(voice, period);
            var part = pool?.Of(panel.Released.Dimensions(voice)[d].Key);
            var whole = part?.Moments is { Items: > 1 } moments ? CronbachAlpha.FromMoments(moments, settings.Confidence) : null;
            foreach (var (at, item) in panel.Released.Items(voice).Where(i => i.Dimension == d).Index())
            {
                var row = new ItemRow { Period = panel.Periods[period].Key, Team = "", Dimension = panel.Released.Dimensions(voice)[d].Key, Item = item.Key, Voice = voice, TeamName = "", Status = RowStatus.Withheld };
                var cells = panel.Released.ItemCells(voice, period, d, at);
                var variance = part is not null && at < part.ItemVariances.Count ? part.ItemVariances[at] : null;
                for (var t = 0; t < cells.Count; t++)
                {
                    var named = row with { Team = panel.Tree.Teams[t].Key, TeamName = panel.Tree.Teams[t].Name };
                    yield return cells[t] is { } cell ? named.Of(cell, variance, settings) : named;
                }

                yield return (row with { Team = KeyOfAll(panel.Tree), TeamName = "all teams" }).Over(pool, part, whole, at);
            }
        }
    }

    private ItemRow Of(ReleasedTally cell, PooledVariance? pooled, AnalysisSettings settings)
    {
        var evidence = Evidence.Of(cell, pooled);
        var (mean, method) = Evidence.Contrast([(1, evidence)], settings.Confidence);
        return this with
        {
            Status = RowStatus.Ok,
            Method = mean.Lower is null ? null : method,
            Missing = MissingRule.Available,
            N = cell.N,
            Mean = cell.Mean,
            MeanLower = mean.Lower,
            MeanUpper = mean.Upper,
            Sd = cell.Variance is { } variance ? Math.Sqrt(variance) : null,
            TopBox = cell.Distribution?.CountFrom(ScorePoints.TopBox) is { } top ? top / (double)cell.N : null,
            AsOf = cell.AsOf,
        };
    }

    private ItemRow Over(ReleasedPool? pool, PooledDimension? part, CronbachAlphaResult? whole, int item)
    {
        if (pool is null || part is null || whole is null || item >= whole.Items) return this;
        if (whole.Alpha is null) return this with { Status = RowStatus.NoVariance, Missing = MissingRule.Listwise, N = whole.N, Teams = part.Teams, AsOf = pool.AsOf };
        return this with
        {
            Status = RowStatus.Ok,
            Missing = MissingRule.Listwise,
            N = whole.N,
            Teams = part.Teams,
            ItemRest = whole.ItemRest[item],
            AlphaIfDeleted = whole.AlphaIfDeleted[item],
            AsOf = pool.AsOf,
        };
    }

    internal static string KeyOfAll(TeamTree tree)
    {
        var key = "all-teams";
        while (tree.PlaceOf(key) >= 0) key = "all-teams:" + key;
        return key;
    }
}
