using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Measures;

/// <summary>How what a level receives moves with what the next receives, over nodes.</summary>
/// <param name="Nodes">Nodes of this period.</param>
/// <param name="NodePeriods">Nodes and periods up to this one.</param>
/// <param name="Weighted">Over the nodes of this period.</param>
/// <param name="Partial">Over all periods, given the period.</param>
/// <param name="Slope">Points at the next level for a point at this one.</param>
internal sealed record CascadeLink(int Nodes, int NodePeriods, Link Weighted, Link Partial, double? Slope);

/// <summary>The path from the head of the chain to its end.</summary>
internal sealed record CascadePath(int TopNodes, ChainPathResult Figures);

/// <summary>The links of a dimension over nodes and periods up to one.</summary>
internal sealed class CascadeLinks
{
    private const int Draws = 1_000;
    private readonly CascadeCells cells;
    private readonly CascadeDimension dimension;
    private readonly CascadeLevel[] levels;
    private readonly int period;
    private readonly double confidence;
    private readonly List<(int Node, int Period, double X, double Y, double Weight)>[] rows;

    public CascadeLinks(CascadeCells cells, CascadeDimension dimension, CascadeLevel[] levels, int period, double confidence)
    {
        (this.cells, this.dimension, this.levels, this.period, this.confidence) = (cells, dimension, levels, period, confidence);
        rows = [.. Enumerable.Range(0, levels.Length - 1).Select(i => Rows(levels[i], levels[i + 1]).ToList())];
    }

    /// <summary>The link of two neighbouring levels; null with fewer nodes than a statistic across teams needs.</summary>
    public CascadeLink? Of(int link)
    {
        var all = rows[link];
        var now = all.FindAll(r => r.Period == period);
        if (now.Count < AnalysisSettings.TeamMinimum) return null;
        var weighted = WeightedCorrelation.Compute([.. now.Select(r => r.X)], [.. now.Select(r => r.Y)], [.. now.Select(r => r.Weight)], confidence);
        var partial = ClusteredLink.Compute([.. all.Select(r => r.Node)], [.. all.Select(r => r.Period)], [.. all.Select(r => r.X)], [.. all.Select(r => r.Y)], [.. all.Select(r => r.Weight)], confidence);
        return new CascadeLink(now.Count, all.Count, new Link(weighted.R, weighted.Lower, weighted.Upper, weighted.P), new Link(partial.R, partial.Lower, partial.Upper, partial.P), partial.Slope);
    }

    /// <summary>The path over all links; null with fewer top nodes than a statistic across teams needs, or where a link has none below them.</summary>
    public CascadePath? Path(ulong seed)
    {
        int[] tops = [.. rows[0].Select(r => r.Node).Distinct().Order()];
        if (tops.Length < AnalysisSettings.TeamMinimum) return null;
        var links = rows.Select(link => (IReadOnlyList<ChainRow>)[.. link.Select(r => new ChainRow(Array.FindIndex(tops, t => cells.IsBelow(r.Node, t)), r.Period, r.X, r.Y, r.Weight)).Where(r => r.Unit >= 0)]).ToArray();
        return ChainPath.Compute(tops.Length, links, Draws, seed, confidence) is { } path ? new CascadePath(tops.Length, path) : null;
    }

    private IEnumerable<(int, int, double, double, double)> Rows(CascadeLevel from, CascadeLevel to)
    {
        for (var p = 0; p <= period; p++)
            foreach (var node in cells.Nodes(from, p, dimension))
                if (cells.Of(from, p, dimension, node) is { } x && cells.Of(to, p, dimension, node) is { } y)
                    yield return (node, p, x.Mean, y.Mean, (double)x.N * y.N / (x.N + y.N));
    }
}
