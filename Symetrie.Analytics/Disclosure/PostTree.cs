using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Disclosure;

/// <summary>Where the answers of those who lead teams are counted (C17): in a tree of their own, pooled upward until at least k stand together, outside the
/// employee nodes. A figure about one holder of a post does not come out of it.</summary>
public static class PostTree
{
    /// <summary>What stands before a node's key where figures are about holders of posts.</summary>
    public const string Prefix = "posts:";

    /// <summary>What stands before a node's key where figures are about those who lead the holders of posts.</summary>
    public const string LeaderPrefix = "leaders:";

    /// <summary>The node each team's leaders are counted at: the nearest at or above it at which at least k are pooled; −1 where even the root has fewer.</summary>
    /// <param name="tree">The teams.</param>
    /// <param name="leaders">How many leaders answered, by team place.</param>
    /// <param name="minimum">k; 2 or more.</param>
    /// <exception cref="ArgumentException">There is not one count a team.</exception>
    /// <exception cref="ArgumentOutOfRangeException">k is below 2.</exception>
    public static IReadOnlyList<int> Pool(TeamTree tree, IReadOnlyList<long> leaders, int minimum)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minimum, 2);
        if (leaders.Count != tree.Teams.Count) throw new ArgumentException("there must be one count a team", nameof(leaders));
        var (open, node) = (leaders.ToArray(), new int[leaders.Count]);
        var closed = new bool[leaders.Count];
        for (var t = open.Length - 1; t >= 0; t--)
        {
            // Children come after their parents: what could not be closed below is pooled here.
            for (var child = t + 1; child < tree.EndOf(t); child = tree.EndOf(child))
                if (!closed[child]) open[t] += open[child];
            closed[t] = open[t] >= minimum;
        }

        for (var t = 0; t < node.Length; t++) node[t] = leaders[t] == 0 ? -1 : Nearest(tree, closed, t);
        return node;
    }

    /// <summary>The answers of leaders as those of the nodes at which they are pooled; leaders of whom even the root has fewer than k are left out.</summary>
    internal static Answered?[] Pool(TeamTree tree, Answered?[] units, int minimum)
    {
        var (pooled, nodes) = (new Answered?[units.Length], Pool(tree, [.. units.Select(u => u?.Head.Persons ?? 0)], minimum));
        foreach (var node in Enumerable.Range(0, units.Length).Where(t => units[t] is not null && nodes[t] >= 0).GroupBy(t => nodes[t]))
        {
            // Each knows one answer, as in any group: nobody of them is a group.
            var members = node.SelectMany(t => units[t]!.Members.All).Select(m => m with { Lone = false }).ToArray();
            pooled[node.Key] = new Answered(MemberSet.Of(members), new Head(members.Length, members.LongCount(m => !m.Repeated), Lone: false), Tally.Merge(node.Select(t => units[t]!.Own)));
        }

        return pooled;
    }

    /// <summary>Whether an outcome (turnover, absence) may be published: its denominator is at least k.</summary>
    public static bool Publishes(long denominator, int minimum) => denominator >= minimum;

    private static int Nearest(TeamTree tree, bool[] closed, int place)
    {
        while (place >= 0 && !closed[place]) place = tree.ParentOf(place);
        return place;
    }
}
