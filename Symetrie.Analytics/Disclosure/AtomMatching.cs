using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Disclosure;

/// <summary>Which planned atoms take the place of which standing ones: those that share a team or a contribution are decided on together.</summary>
internal static class AtomMatching
{
    /// <summary>The groups, in the order of the tree; a group without planned atoms is one whose answers are gone.</summary>
    /// <param name="tree">The teams.</param>
    /// <param name="planned">The places of the teams of each planned atom.</param>
    /// <param name="standing">The standing atoms.</param>
    /// <param name="classesOf">The tree's classes that a planned atom's contributions lie in.</param>
    public static List<(List<int> Planned, List<StandingAtom> Standing)> Groups(
        TeamTree tree, IReadOnlyList<int[]> planned, IReadOnlyList<StandingAtom> standing, Func<int, IEnumerable<int>> classesOf)
    {
        var parent = Enumerable.Range(0, planned.Count + standing.Count).ToArray();
        var (byTeam, byClass) = (new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<int, int>());
        for (var s = 0; s < standing.Count; s++)
        {
            foreach (var team in standing[s].Teams) byTeam[team] = planned.Count + s;
            foreach (var known in standing[s].Classes) byClass[known] = planned.Count + s;
        }

        for (var p = 0; p < planned.Count; p++)
        {
            foreach (var place in planned[p])
                if (byTeam.TryGetValue(tree.Teams[place].Key, out var other)) Join(p, other);
            foreach (var known in classesOf(p))
                if (byClass.TryGetValue(known, out var other)) Join(p, other);
        }

        return [.. Enumerable.Range(0, parent.Length).GroupBy(Root).OrderBy(g => g.First())
            .Select(g => (g.Where(i => i < planned.Count).ToList(), g.Where(i => i >= planned.Count).Select(i => standing[i - planned.Count]).ToList()))];

        int Root(int i)
        {
            while (parent[i] != i) i = parent[i] = parent[parent[i]];
            return i;
        }

        void Join(int a, int b) => parent[Math.Max(Root(a), Root(b))] = Math.Min(Root(a), Root(b));
    }
}
