using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Measures;

/// <summary>What a level receives and what it passes on: leaders, managers, employees, customers, each against the next, at every node and over all of them.</summary>
/// <remarks>Nobody passes on for long what they never receive. Leaders and managers answer questionnaires of their own and are counted in trees of their own, pooled upward to at least k
/// (C17): no figure is about one holder of a post. Where neither was heard there are no rows: the last step is that of <c>gaps</c>. A link over nodes is no proof of a cause. Answers of managers and
/// leaders are too few to show how they spread: they are taken to spread as those of employees, so their form should have as many questions for a dimension.</remarks>
public sealed record CascadeRow : IRow
{
    private CascadeRow()
    {
    }

    /// <summary>The period.</summary>
    [Subject]
    public required string Period { get; init; }

    /// <summary>The node's key, or <c>all-teams</c>.</summary>
    [Subject]
    public required string Team { get; init; }

    /// <summary>The dimension's key.</summary>
    [Subject]
    public required string Dimension { get; init; }

    /// <summary>The level that receives.</summary>
    [Subject]
    public required CascadeLevel FromLevel { get; init; }

    /// <summary>The level that receives from it: the next of those that were heard; or the last, where the row is about the whole chain.</summary>
    [Subject]
    public required CascadeLevel ToLevel { get; init; }

    /// <summary>The node's name.</summary>
    public required string TeamName { get; init; }

    /// <summary>Whether the figures are there.</summary>
    public required RowStatus Status { get; init; }

    /// <summary>Which variances the interval uses; null without an interval.</summary>
    public VarianceMethod? Method { get; private init; }

    /// <summary>How many answered at the level that receives.</summary>
    public long? FromN { get; private init; }

    /// <summary>How many answered at the next.</summary>
    public long? ToN { get; private init; }

    /// <summary>What the level receives, in score points.</summary>
    public double? FromMean { get; private init; }

    /// <summary>What the next receives, in score points.</summary>
    public double? ToMean { get; private init; }

    /// <summary>What is lost on the way, in score points: the first mean minus the second.</summary>
    public double? Gap { get; private init; }

    /// <summary>Lower end of its interval (Welch 1947; Satterthwaite 1946).</summary>
    public double? GapLower { get; private init; }

    /// <summary>Upper end of its interval.</summary>
    public double? GapUpper { get; private init; }

    /// <summary>Two-sided p of a gap of 0, a proportion.</summary>
    public double? P { get; private init; }

    /// <summary>p adjusted over the dimensions and the nodes of one depth, by pair of levels (Benjamini and Hochberg 1995).</summary>
    public double? Q { get; private init; }

    /// <summary>p of "not within the margin" (two one-sided tests, Schuirmann 1987), adjusted likewise.</summary>
    public double? EquivalenceQ { get; private init; }

    /// <summary>Whether it is passed on, lost or gained.</summary>
    public CascadeVerdict? Verdict { get; private init; }

    /// <summary>Where the chain breaks first at this node: the level from the top whose next is shown to receive less; null where no break is shown.</summary>
    public CascadeLevel? BreaksAfter { get; private init; }

    /// <summary>All teams: how many nodes the link rests on in this period: those at which the level is pooled; leaf teams for employees. At least 10.</summary>
    public long? Nodes { get; private init; }

    /// <summary>All teams: how many nodes and periods up to this one.</summary>
    public long? NodePeriods { get; private init; }

    /// <summary>All teams: correlation of the two means over the nodes of this period, each weighted by n₁n₂/(n₁ + n₂), −1 to 1.</summary>
    public double? Weighted { get; private init; }

    /// <summary>Lower end of its interval (Fisher 1921).</summary>
    public double? WeightedLower { get; private init; }

    /// <summary>Upper end of its interval.</summary>
    public double? WeightedUpper { get; private init; }

    /// <summary>All teams: the same over all periods up to this one, partial given the period.</summary>
    public double? Partial { get; private init; }

    /// <summary>Lower end of its interval, by leaving out one node at a time.</summary>
    public double? PartialLower { get; private init; }

    /// <summary>Upper end of its interval.</summary>
    public double? PartialUpper { get; private init; }

    /// <summary>Two-sided p of a partial correlation of 0, a proportion.</summary>
    public double? PartialP { get; private init; }

    /// <summary>All teams: how many points more the next level receives where this one receives one more, given the period.</summary>
    public double? Slope { get; private init; }

    /// <summary>The whole chain: how many nodes its head is pooled at. At least 10.</summary>
    public long? TopNodes { get; private init; }

    /// <summary>The whole chain: how many points more its end receives where its head receives one more, passed on from level to level: the product of the slopes.</summary>
    public double? Path { get; private init; }

    /// <summary>Lower end of its interval (BCa over the top nodes with all below them, 1,000 draws; Efron 1987).</summary>
    public double? PathLower { get; private init; }

    /// <summary>Upper end of its interval.</summary>
    public double? PathUpper { get; private init; }

    /// <summary>The day from which these figures stand.</summary>
    public DateOnly? AsOf { get; private init; }

    /// <summary>Every pair of neighbouring levels, and the whole chain, at every node that has its head below or at it.</summary>
    public static IEnumerable<CascadeRow> Rows(Panel panel, AnalysisSettings settings, int period) => new CascadeBlock(panel, settings, period).Rows();

    internal static CascadeRow Of(Panel panel, int period, CascadeStep step, CascadeVerdict? verdict, ThreeWayResult decision, CascadeLevel? breaksAfter)
    {
        var isAll = step.Node == CascadeCells.All;
        var row = new CascadeRow
        {
            Period = panel.Periods[period].Key,
            Team = isAll ? ItemRow.KeyOfAll(panel.Tree) : panel.Tree.Teams[step.Node].Key,
            TeamName = isAll ? "all teams" : panel.Tree.Teams[step.Node].Name,
            Dimension = step.Dimension.Key,
            FromLevel = step.From,
            ToLevel = step.To,
            Status = RowStatus.Withheld,
        };
        if (step.Upper is not { } upper || step.Lower is not { } lower) return row;
        return row with
        {
            Status = RowStatus.Ok,
            Method = step.Method,
            FromN = upper.N,
            ToN = lower.N,
            FromMean = upper.Mean,
            ToMean = lower.Mean,
            Gap = step.Contrast.Estimate,
            GapLower = step.Contrast.Lower,
            GapUpper = step.Contrast.Upper,
            P = step.Contrast.P,
            Q = decision.Q,
            EquivalenceQ = decision.EquivalenceQ,
            Verdict = verdict,
            BreaksAfter = breaksAfter,
            AsOf = upper.AsOf > lower.AsOf ? upper.AsOf : lower.AsOf,
        };
    }

    // Only beside the status "ok".
    internal CascadeRow With(CascadeLink? link) => link is null ? this : this with
    {
        Nodes = link.Nodes,
        NodePeriods = link.NodePeriods,
        Weighted = link.Weighted.R,
        WeightedLower = link.Weighted.Lower,
        WeightedUpper = link.Weighted.Upper,
        Partial = link.Partial.R,
        PartialLower = link.Partial.Lower,
        PartialUpper = link.Partial.Upper,
        PartialP = link.Partial.P,
        Slope = link.Slope,
    };

    // Only beside the status "ok".
    internal CascadeRow With(CascadePath? path) => path is null ? this : this with
    {
        TopNodes = path.TopNodes,
        Path = path.Figures.Path,
        PathLower = path.Figures.Lower,
        PathUpper = path.Figures.Upper,
    };
}
