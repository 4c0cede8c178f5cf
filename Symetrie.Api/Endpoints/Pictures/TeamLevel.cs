using Symetrie.Api.Plots;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints.Pictures;

/// <summary>Chooses which teams a picture has room for: those without children where it can, else the lowest nodes that it has room for.</summary>
internal static class TeamLevel
{
    /// <summary>The teams of a branch.</summary>
    /// <param name="tables">The snapshot's teams.</param>
    /// <param name="branch">The branch; null for the whole tree.</param>
    /// <param name="most">The most there is room for.</param>
    public static PlotTeams Of(SnapshotTables tables, TeamEntry? branch, int most)
    {
        TeamEntry[] below = branch is null ? [.. tables.Teams] : [.. tables.Teams.Where(t => t == branch || t.Path.StartsWith(branch.Path + "/", StringComparison.Ordinal))];
        TeamEntry[] leaves = [.. below.Where(t => t.IsLeaf)];
        var named = branch is null ? null : Named(branch);
        if (leaves.Length <= most) return new PlotTeams([.. Ordered(leaves).Select(Named)], leaves.Length, AreLeaves: true, 0, named);
        var depths = below.Where(t => t != branch).Select(t => t.Depth).Distinct().OrderDescending();
        var level = depths.Select(d => Level(below, d)).FirstOrDefault(l => l.Length <= most && l.Any(t => t != branch && !t.IsLeaf));
        // A parent with more children than there is room for: the first of them.
        if (level is null) return new PlotTeams([.. Ordered(leaves).Take(most).Select(Named)], leaves.Length, AreLeaves: true, leaves.Length - most, named);
        return new PlotTeams([.. Ordered(level).Select(Named)], leaves.Length, AreLeaves: false, 0, named);
    }

    // The whole tree at a depth: what ends above it stands for itself.
    private static TeamEntry[] Level(TeamEntry[] below, int depth) => [.. below.Where(t => t.Depth == depth || (t.IsLeaf && t.Depth < depth))];

    private static IEnumerable<TeamEntry> Ordered(IEnumerable<TeamEntry> teams) => teams.OrderBy(t => t.Path, StringComparer.Ordinal);

    private static PlotTeam Named(TeamEntry team) => new(team.Key, team.Name);
}
