using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>The change of a node split into a change of mix and a change of scores (Kitagawa 1955), over the leaf teams below it that are
/// released in each period, grouped by a team attribute as it was in that period.</summary>
/// <param name="Attribute">The attribute that splits them: the first by name of which each period has two values or more, the same ones in both.</param>
/// <param name="Mix">What the changed shares of answers explain, in score points.</param>
/// <param name="Rate">What the changed means of the groups explain, in score points.</param>
internal sealed record Composition(string Attribute, double Mix, double Rate)
{
    /// <summary>The split of a node's change; null for a leaf, and where no attribute splits it.</summary>
    public static Composition? Of(Panel panel, Voice voice, int dimension, int from, int to, int node)
    {
        if (panel.Tree.IsLeaf(node)) return null;
        foreach (var attribute in panel.Tree.AttributeNames)
        {
            var (before, after) = (Groups(panel, voice, dimension, from, node, attribute), Groups(panel, voice, dimension, to, node, attribute));
            if (before.Count < 2 || !before.Keys.SequenceEqual(after.Keys, StringComparer.Ordinal)) continue;
            var found = Kitagawa.Compute(
                [.. before.Values.Select(g => g.N)], [.. before.Values.Select(g => g.Sum / g.N)], [.. after.Values.Select(g => g.N)], [.. after.Values.Select(g => g.Sum / g.N)]);
            return found is { CompositionEffect: { } mix, RateEffect: { } rate } ? new Composition(attribute, mix, rate) : null;
        }

        return null;
    }

    private static SortedDictionary<string, (double N, double Sum)> Groups(Panel panel, Voice voice, int dimension, int period, int node, string attribute)
    {
        var groups = new SortedDictionary<string, (double N, double Sum)>(StringComparer.Ordinal);
        var cells = panel.Released.Cells(voice, period, dimension);
        for (var t = node + 1; t < panel.Tree.EndOf(node); t++)
        {
            if (!panel.Tree.IsLeaf(t) || cells[t] is not { } cell || panel.Tree.Teams[t].Attribute(attribute, panel.Periods[period]) is not { } value) continue;
            var (n, sum) = groups.GetValueOrDefault(value);
            groups[value] = (n + cell.N, sum + (cell.N * cell.Mean));
        }

        return groups;
    }
}
