using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>What a level receives at a node: the released cells that make it up, without overlap.</summary>
internal sealed record CascadeCell(IReadOnlyList<Evidence> Parts)
{
    public long N { get; } = Parts.Sum(p => p.Cell.N);

    public double Mean { get; } = Parts.Sum(p => p.Cell.Mean * p.Cell.N) / Parts.Sum(p => p.Cell.N);

    public DateOnly AsOf { get; } = Parts.Max(p => p.Cell.AsOf);

    /// <summary>The parts as terms of a contrast in which the whole has a sign.</summary>
    public IEnumerable<(double Sign, Evidence Cell)> Terms(double sign) => Parts.Select(p => (sign * p.Cell.N / N, p));
}

/// <summary>A dimension that is followed along the chain.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Employee">Its place among the employee voice's.</param>
/// <param name="Customer">Its place among the customer voice's; null where customers are not asked it.</param>
/// <param name="Comparable">Whether both voices are asked alike.</param>
/// <param name="Inside">Whether all levels of the employee voice are.</param>
internal readonly record struct CascadeDimension(string Key, int Employee, int? Customer, bool Comparable, bool Inside);

/// <summary>The released cells of every level, by node.</summary>
internal sealed class CascadeCells(Panel panel)
{
    private readonly Dictionary<(CascadeLevel Level, int Period, int Dimension), Dictionary<int, ReleasedTally>> pooled = [];

    /// <summary>The place that stands for all teams together.</summary>
    public const int All = -1;

    private TeamTree Tree => panel.Tree;

    /// <summary>What a level receives at a node and below; null where nothing of it is released.</summary>
    public CascadeCell? Of(CascadeLevel level, int period, CascadeDimension dimension, int node)
    {
        var parts = level switch
        {
            CascadeLevel.Leaders or CascadeLevel.Managers => Highest(node, Pooled(level, period, dimension)),
            CascadeLevel.Employees => Highest(node, t => Evidence.Of(panel, Voice.Employee, period, dimension.Employee, t)),
            _ => dimension.Customer is { } customer ? Highest(node, t => Evidence.Of(panel, Voice.Customer, period, customer, t)) : [],
        };
        Evidence[] all = [.. parts];
        return all.Length == 0 ? null : new CascadeCell(all);
    }

    /// <summary>The nodes at which a level is compared with the next: of managers and leaders, those at which they are pooled and none of them below; of employees, the leaf teams.</summary>
    public int[] Nodes(CascadeLevel level, int period, CascadeDimension dimension)
    {
        if (level >= CascadeLevel.Employees) return [.. Tree.Leaves];
        int[] nodes = [.. Groups(level, period, dimension).Keys.Order()];
        // Places are in the order of the tree: what lies below a node comes right after it.
        return [.. nodes.Where((node, i) => i + 1 == nodes.Length || !IsBelow(nodes[i + 1], node))];
    }

    /// <summary>Whether a place is a node or lies below it.</summary>
    public bool IsBelow(int place, int node) => node == All || (place >= node && place < Tree.EndOf(node));

    private Func<int, Evidence?> Pooled(CascadeLevel level, int period, CascadeDimension dimension)
    {
        var groups = Groups(level, period, dimension);
        return t => groups.TryGetValue(t, out var cell) ? Evidence.Of(panel, Voice.Employee, period, dimension.Employee, cell) : null;
    }

    // Where managers or leaders are pooled, by node. Asked for once a node, and by every later period again.
    private Dictionary<int, ReleasedTally> Groups(CascadeLevel level, int period, CascadeDimension dimension)
    {
        if (pooled.TryGetValue((level, period, dimension.Employee), out var known)) return known;
        var respondents = level == CascadeLevel.Leaders ? Respondents.Leaders : Respondents.Managers;
        return pooled[(level, period, dimension.Employee)] = panel.Groups(Voice.Employee, period, dimension.Employee).Where(g => g.Respondents == respondents).ToDictionary(g => g.Node, g => g.Cell);
    }

    // The highest cells at or below a node: none of them holds another.
    private IEnumerable<Evidence> Highest(int node, Func<int, Evidence?> cell)
    {
        var (from, end) = node == All ? (0, Tree.Teams.Count) : (node, Tree.EndOf(node));
        for (var t = from; t < end;)
        {
            if (cell(t) is not { } found)
            {
                t++;
                continue;
            }

            yield return found;
            t = Tree.EndOf(t);
        }
    }
}
