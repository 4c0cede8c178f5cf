using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>How one voice of one team (or node of the tree) rates one dimension in one period.</summary>
public sealed record ScoreRow : IRow
{
    private ScoreRow()
    {
    }

    /// <summary>The period.</summary>
    [Subject]
    public required string Period { get; init; }

    /// <summary>The team's or node's key; <c>rest-of:KEY</c> is what is left of a node beside its released teams, <c>attribute:region=North</c> all teams with that attribute, and <c>posts:KEY</c> the managers in a node, on themselves. None is part of a sum over teams.</summary>
    [Subject]
    public required string Team { get; init; }

    /// <summary>The dimension's key.</summary>
    [Subject]
    public required string Dimension { get; init; }

    /// <summary>Whose rating it is.</summary>
    [Subject]
    public required Voice Voice { get; init; }

    /// <summary>The team's name.</summary>
    public required string TeamName { get; init; }

    /// <summary>Whether the figures are there.</summary>
    public required RowStatus Status { get; init; }

    /// <summary>Which variance the interval uses; null without an interval.</summary>
    public VarianceMethod? Method { get; private init; }

    /// <summary>How many distinct respondents.</summary>
    public long? N { get; private init; }

    /// <summary>Mean score in score points (percent of maximum possible, 0–100).</summary>
    public double? Mean { get; private init; }

    /// <summary>Lower end of the mean's interval, in score points.</summary>
    public double? MeanLower { get; private init; }

    /// <summary>Upper end of the mean's interval, in score points.</summary>
    public double? MeanUpper { get; private init; }

    /// <summary>Standard deviation of the scores (divisor n − 1) in score points; from 20 respondents on.</summary>
    public double? Sd { get; private init; }

    /// <summary>Share of respondents at 75 score points or more, a proportion; from 20 respondents on.</summary>
    public double? TopBox { get; private init; }

    /// <summary>Net promoter score, −100 to 100 (Reichheld 2003): of the dimension <c>recommendation</c> where it is one item from 0 to 10; from 20 respondents on.</summary>
    public double? Nps { get; private init; }

    /// <summary>Lower end of its interval (adjusted Wald, Rocks 2016).</summary>
    public double? NpsLower { get; private init; }

    /// <summary>Upper end of its interval (adjusted Wald, Rocks 2016).</summary>
    public double? NpsUpper { get; private init; }

    /// <summary>The mean minus that of the rest of the parent: the parent's answers without this team's, in score points. Where both means are released, so that the rest
    /// is nobody or a group that may be seen.</summary>
    public double? ParentDifference { get; private init; }

    /// <summary>Lower end of its interval, in score points; the rest's variance is the pooled within-team one, so that no spread but the team's own is used.</summary>
    public double? ParentDifferenceLower { get; private init; }

    /// <summary>Upper end of its interval, in score points.</summary>
    public double? ParentDifferenceUpper { get; private init; }

    /// <summary>The day from which these figures stand.</summary>
    public DateOnly? AsOf { get; private init; }

    /// <summary>Scores of every registered team and node, then of the released rests, attribute cells and managers, for each dimension and voice in a period.</summary>
    public static IEnumerable<ScoreRow> Rows(Panel panel, AnalysisSettings settings, int period) => Voices.Both.SelectMany(voice => Rows(panel, settings, period, voice));

    /// <summary>Those of one voice.</summary>
    public static IEnumerable<ScoreRow> Rows(Panel panel, AnalysisSettings settings, int period, Voice voice)
    {
        for (var d = 0; d < panel.Released.Dimensions(voice).Count; d++)
        {
            if (!panel.Asked(voice, period, d)) continue;
            for (var t = 0; t < panel.Tree.Teams.Count; t++)
            {
                var row = Of(panel, settings, voice, period, d, (panel.Tree.Teams[t].Key, panel.Tree.Teams[t].Name, panel.Cell(voice, period, d, t)));
                yield return row.Beside(Rest.Difference(panel, settings, voice, period, d, t));
            }

            foreach (var group in panel.Groups(voice, period, d)) yield return Of(panel, settings, voice, period, d, (group.Key, group.Name, group.Cell));
        }
    }

    private static ScoreRow Of(Panel panel, AnalysisSettings settings, Voice voice, int period, int dimension, (string Key, string Name, ReleasedTally? Cell) team)
    {
        var row = new ScoreRow
        {
            Period = panel.Periods[period].Key,
            Team = team.Key,
            Dimension = panel.Released.Dimensions(voice)[dimension].Key,
            Voice = voice,
            TeamName = team.Name,
            Status = RowStatus.Withheld,
        };
        if (team.Cell is not { } cell) return row;
        var evidence = Evidence.Of(panel, voice, period, dimension, cell);
        var (mean, method) = Evidence.Contrast([(1, evidence)], settings.Confidence);
        var promoters = panel.Released.Form(voice, dimension).Recommendation ? NetPromoters.Of(cell, settings.Confidence) : null;
        return row with
        {
            Status = RowStatus.Ok,
            Method = mean.Lower is null ? null : method,
            N = cell.N,
            Mean = cell.Mean,
            MeanLower = mean.Lower,
            MeanUpper = mean.Upper,
            Sd = cell.Variance is { } variance ? Math.Sqrt(variance) : null,
            TopBox = cell.Distribution?.CountFrom(ScorePoints.TopBox) is { } top ? top / (double)cell.N : null,
            Nps = promoters?.Score,
            NpsLower = promoters?.AdjustedLower,
            NpsUpper = promoters?.AdjustedUpper,
            AsOf = cell.AsOf,
        };
    }

    private ScoreRow Beside(Statistics.MeanContrastResult? difference) =>
        this with { ParentDifference = difference?.Estimate, ParentDifferenceLower = difference?.Lower, ParentDifferenceUpper = difference?.Upper };
}
