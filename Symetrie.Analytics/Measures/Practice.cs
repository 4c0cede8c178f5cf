using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>How often a ritual was held, of the times it was planned: per team, node and level.</summary>
/// <remarks>A ritual of leaders or managers is held by one holder of a post a team: of it only the row of its level is published, and only where at least k hold it (C17). The interval takes
/// occasions as independent; where one team misses many in a row it is too narrow. A family of q is one period and depth of the tree, levels apart. No answer is in these figures.</remarks>
public sealed record PracticeRow : IRow
{
    /// <summary>What stands before a level's name in the column <c>team</c>.</summary>
    public const string LevelPrefix = "level:";

    /// <summary>The levels, as they stand after it.</summary>
    public static IReadOnlyList<string> Levels { get; } = RitualLevels.Texts;

    private PracticeRow()
    {
    }

    /// <summary>The period.</summary>
    [Subject]
    public required string Period { get; init; }

    /// <summary>The ritual's key in the referential.</summary>
    [Subject]
    public required string Ritual { get; init; }

    /// <summary>The team's or node's key; <c>level:employees</c>, <c>level:managers</c> or <c>level:leaders</c> for all who hold it.</summary>
    [Subject]
    public required string Team { get; init; }

    /// <summary>The team's name.</summary>
    public required string TeamName { get; init; }

    /// <summary>Who holds the ritual.</summary>
    public required RitualLevel HeldBy { get; init; }

    /// <summary>The dimension it is expected to move.</summary>
    public required string Dimension { get; init; }

    /// <summary>Whether the figures are there.</summary>
    public required RowStatus Status { get; init; }

    /// <summary>How many teams reported; for a level of post holders, how many hold it.</summary>
    public long? Teams { get; private init; }

    /// <summary>How often it was held.</summary>
    public long? Held { get; private init; }

    /// <summary>How often it was planned.</summary>
    public long? Planned { get; private init; }

    /// <summary>Held over planned, a proportion.</summary>
    public double? Share { get; private init; }

    /// <summary>Lower end of the share's interval (Wilson 1927), a proportion.</summary>
    public double? ShareLower { get; private init; }

    /// <summary>Upper end of the share's interval, a proportion.</summary>
    public double? ShareUpper { get; private init; }

    /// <summary>How many periods up to this one have figures.</summary>
    public long? Periods { get; private init; }

    /// <summary>Change of the share a period over these periods, a proportion (least squares, weighted by the times planned); null below three.</summary>
    public double? Trend { get; private init; }

    /// <summary>Two-sided p of no trend (Cochran 1954; Armitage 1955), a proportion.</summary>
    public double? TrendP { get; private init; }

    /// <summary>False-discovery-rate q of <c>trendP</c> within its family (Benjamini and Hochberg 1995), a proportion.</summary>
    public double? TrendQ { get; private init; }

    /// <summary>Where it is heading: <c>trendQ</c> below .05, and the sign of the trend.</summary>
    public Heading? Heading { get; private init; }

    /// <summary>The newest day on which one of these counts was noted.</summary>
    public DateOnly? AsOf { get; private init; }

    /// <summary>The practice of every ritual in a period.</summary>
    public static IEnumerable<PracticeRow> Rows(Panel panel, AnalysisSettings settings, int period)
    {
        if (panel.Deeds.Practice.Count == 0) return [];
        var depths = FalseDiscovery.Depths(panel.Tree);
        var found = panel.Deeds.Referential.Rituals.SelectMany(ritual => PracticeBlock.Of(panel, settings, ritual, period)).ToList();
        var q = FalseDiscovery.Q(found, f => f.Place < 0 ? -1 : depths[f.Place], f => f.Figures?.Trend.P);
        return [.. found.Select((f, i) => Row(panel, period, f, q[i]))];
    }

    internal static PracticeRow Row(Panel panel, int period, PracticeFound found, double? q)
    {
        var (ritual, level) = (found.Ritual, found.Ritual.Level.Text());
        var row = new PracticeRow
        {
            Period = panel.Periods[period].Key,
            Ritual = ritual.Key,
            Team = found.Place < 0 ? LevelPrefix + level : panel.Tree.Teams[found.Place].Key,
            TeamName = found.Place < 0 ? $"all {level}" : panel.Tree.Teams[found.Place].Name,
            HeldBy = ritual.Level,
            Dimension = ritual.Dimension,
            Status = found.Figures is null ? RowStatus.Withheld : RowStatus.Ok,
        };
        return found.Figures is not { } f ? row : row with
        {
            Teams = f.Teams,
            Held = f.Held,
            Planned = f.Planned,
            Share = f.Share.P,
            ShareLower = f.Share.WilsonLower,
            ShareUpper = f.Share.WilsonUpper,
            Periods = f.Periods,
            Trend = f.Trend.Slope,
            TrendP = f.Trend.P,
            TrendQ = q,
            Heading = q is null ? null : q >= FalseDiscovery.Level ? Measures.Heading.Undetermined : f.Trend.Slope > 0 ? Measures.Heading.Rising : Measures.Heading.Falling,
            AsOf = f.AsOf,
        };
    }
}
