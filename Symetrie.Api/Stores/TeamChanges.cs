using System.Text.Json;

namespace Symetrie.Api.Stores;

/// <summary>The teams that a re-organisation between two snapshots touches: those that came, went, moved, were renamed or have other attributes, all above and all below them.</summary>
internal sealed class TeamChanges
{
    private static readonly string[] Prefixes = ["rest-of:", "posts:"];
    private readonly HashSet<string> touched = new(StringComparer.Ordinal);
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    public TeamChanges(SnapshotTables before, SnapshotTables after)
    {
        var (old, now) = (ByKey(before), ByKey(after));
        known.UnionWith(old.Keys);
        known.UnionWith(now.Keys);
        var other = known.Where(key => !old.TryGetValue(key, out var o) || !now.TryGetValue(key, out var n) || !Same(o, n)).ToHashSet(StringComparer.Ordinal);
        foreach (var tree in new[] { old, now })
            foreach (var team in tree.Values)
            {
                var line = Line(tree, team).ToArray();
                if (line.Any(other.Contains)) touched.Add(team.Key);
                if (other.Contains(team.Key)) touched.UnionWith(line);
            }
    }

    /// <summary>Whether anything was re-organised.</summary>
    public bool Any => touched.Count > 0;

    /// <summary>Whether it touches what stands in a team column: a team, what is left of one, its posts, or teams with an attribute.</summary>
    public bool Touches(string team)
    {
        if (known.Contains(team)) return touched.Contains(team);
        foreach (var prefix in Prefixes)
            if (team.StartsWith(prefix, StringComparison.Ordinal) && known.Contains(team[prefix.Length..])) return touched.Contains(team[prefix.Length..]);
        return Any;
    }

    private static Dictionary<string, TeamEntry> ByKey(SnapshotTables tables) => tables.Teams.ToDictionary(t => t.Key, StringComparer.Ordinal);

    // The team and all above it.
    private static IEnumerable<string> Line(Dictionary<string, TeamEntry> tree, TeamEntry team)
    {
        for (var at = team; ; at = tree[at.Parent])
        {
            yield return at.Key;
            if (at.Parent is null || !tree.ContainsKey(at.Parent)) yield break;
        }
    }

    private static bool Same(TeamEntry one, TeamEntry other) =>
        one.Name == other.Name && one.Parent == other.Parent && one.IsLeaf == other.IsLeaf
        && JsonSerializer.Serialize(one.Attributes.OrderBy(a => a.Key, StringComparer.Ordinal)) == JsonSerializer.Serialize(other.Attributes.OrderBy(a => a.Key, StringComparer.Ordinal));
}
