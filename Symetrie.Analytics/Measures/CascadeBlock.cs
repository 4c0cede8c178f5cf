using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>A pair of levels at a node.</summary>
internal sealed record CascadeStep(CascadeDimension Dimension, int Node, CascadeLevel From, CascadeLevel To, bool IsWhole)
{
    public CascadeCell? Upper { get; init; }

    public CascadeCell? Lower { get; init; }

    public MeanContrastResult Contrast { get; init; }

    public VarianceMethod? Method { get; init; }

    public double? EquivalenceP { get; init; }

    public bool IsComparable => To == CascadeLevel.Customers ? Dimension.Comparable : Dimension.Inside;
}

/// <summary>The rows of the cascade of one period.</summary>
internal sealed class CascadeBlock(Panel panel, AnalysisSettings settings, int period)
{
    private readonly CascadeCells cells = new(panel);

    /// <summary>The rows: by dimension, node and pair of levels. None where neither managers nor leaders were heard.</summary>
    public IEnumerable<CascadeRow> Rows()
    {
        var steps = new List<CascadeStep>();
        var chains = new List<(CascadeDimension Dimension, CascadeLevel[] Levels)>();
        foreach (var dimension in Dimensions())
        {
            var levels = Levels(dimension);
            if (levels.Length < 2 || levels[0] >= CascadeLevel.Employees) continue;
            chains.Add((dimension, levels));
            foreach (var node in Enumerable.Range(0, panel.Tree.Teams.Count).Where(t => !panel.Tree.IsLeaf(t)).Prepend(CascadeCells.All)) steps.AddRange(Steps(dimension, levels, node));
        }

        var decisions = Decide(steps);
        var verdicts = steps.Zip(decisions).ToDictionary(s => s.First, s => Verdict(s.First, s.Second));
        var breaks = steps.Where(s => !s.IsWhole).GroupBy(s => (s.Dimension.Key, s.Node)).ToDictionary(g => g.Key, g => g.FirstOrDefault(s => verdicts[s] == CascadeVerdict.Lost)?.From);
        var links = chains.ToDictionary(c => c.Dimension.Key, c => (c.Levels, Links: new CascadeLinks(cells, c.Dimension, c.Levels, period, settings.Confidence)), StringComparer.Ordinal);
        foreach (var (step, decision) in steps.Zip(decisions))
        {
            var row = CascadeRow.Of(panel, period, step, verdicts[step], decision, breaks.GetValueOrDefault((step.Dimension.Key, step.Node)));
            yield return step.Node == CascadeCells.All ? Linked(row, step, links[step.Dimension.Key]) : row;
        }
    }

    private CascadeRow Linked(CascadeRow row, CascadeStep step, (CascadeLevel[] Levels, CascadeLinks Links) chain)
    {
        if (row.Status != RowStatus.Ok) return row;
        if (!step.IsWhole) return row.With(chain.Links.Of(Array.IndexOf(chain.Levels, step.From)));
        return row.With(chain.Links.Path(SubjectSeed.Of(settings.Seed, "cascade", panel.Periods[period].Key, step.Dimension.Key)));
    }

    private IEnumerable<CascadeDimension> Dimensions()
    {
        foreach (var (d, dimension) in panel.Released.EmployeeDimensions.Index())
        {
            if (!panel.Asked(Voice.Employee, period, d)) continue;
            var mirrored = panel.Mirrored.Where(m => m.Employee == d).Select(m => (MirroredDimension?)m).FirstOrDefault();
            yield return new CascadeDimension(dimension.Key, d, mirrored?.Customer, mirrored?.Comparable ?? false, panel.Released.Form(Voice.Employee, d).Comparable);
        }
    }

    private CascadeLevel[] Levels(CascadeDimension dimension) => [.. Enum.GetValues<CascadeLevel>().Where(level => cells.Of(level, period, dimension, CascadeCells.All) is not null)];

    // Pairs of neighbouring levels from the first that is heard at the node, then the whole chain where its head is; nothing where neither leaders nor managers are.
    private IEnumerable<CascadeStep> Steps(CascadeDimension dimension, CascadeLevel[] levels, int node)
    {
        var found = levels.Select(level => cells.Of(level, period, dimension, node)).ToArray();
        for (var i = 0; i + 1 < levels.Length; i++)
            if (Enumerable.Range(0, i + 1).Any(k => found[k] is not null && levels[k] < CascadeLevel.Employees)) yield return Step(dimension, node, levels[i], levels[i + 1], found[i], found[i + 1], isWhole: false);
        if (levels.Length > 2 && found[0] is not null) yield return Step(dimension, node, levels[0], levels[^1], found[0], found[^1], isWhole: true);
    }

    private CascadeStep Step(CascadeDimension dimension, int node, CascadeLevel from, CascadeLevel to, CascadeCell? upper, CascadeCell? lower, bool isWhole)
    {
        var step = new CascadeStep(dimension, node, from, to, isWhole) { Upper = upper, Lower = lower };
        if (upper is null || lower is null) return step;
        var (gap, method) = Evidence.Contrast([.. upper.Terms(1), .. lower.Terms(-1)], settings.Confidence);
        var equivalence = step.IsComparable && gap.StandardError > 0 ? Tost.FromEstimate(gap.Estimate, gap.StandardError, gap.DegreesOfFreedom!.Value, -settings.Margin, settings.Margin).P : null;
        return step with { Contrast = gap, Method = gap.Lower is null ? null : method, EquivalenceP = equivalence };
    }

    // A family is all dimensions and nodes of one depth of the tree, by pair of levels.
    private ThreeWayResult[] Decide(List<CascadeStep> steps)
    {
        var results = new ThreeWayResult[steps.Count];
        foreach (var family in Enumerable.Range(0, steps.Count).Where(i => steps[i].IsComparable && steps[i].Contrast.Estimate is not null)
            .GroupBy(i => (steps[i].From, steps[i].To, Depth: steps[i].Node == CascadeCells.All ? -1 : panel.Tree.DepthOf(steps[i].Node))))
        {
            int[] members = [.. family];
            var decided = ThreeWayDecision.Compute(
                [.. members.Select(i => steps[i].Contrast.Estimate!.Value)], [.. members.Select(i => steps[i].Contrast.P ?? double.NaN)], [.. members.Select(i => steps[i].EquivalenceP ?? double.NaN)]);
            for (var k = 0; k < members.Length; k++) results[members[k]] = decided[k];
        }

        return results;
    }

    private static CascadeVerdict? Verdict(CascadeStep step, ThreeWayResult decision) => step switch
    {
        { Contrast.Estimate: null } => null,
        { IsComparable: false } => CascadeVerdict.NotComparable,
        _ => decision.Direction switch
        {
            Direction.Equivalent => CascadeVerdict.PassedOn,
            Direction.Above => CascadeVerdict.Lost,
            Direction.Below => CascadeVerdict.Gained,
            _ => CascadeVerdict.Undetermined,
        },
    };
}
