namespace Symetrie.Analytics.Tests.Reference;

/// <summary>The rows of a vector by group.</summary>
public sealed class GroupTable
{
    private readonly ReferenceVector vector;
    private readonly List<(string Label, double[][] Rows)> groups;

    private GroupTable(ReferenceVector vector, List<(string Label, double[][] Rows)> groups)
    {
        this.vector = vector;
        this.groups = groups;
    }

    /// <summary>By the input "group"; the values are the table "items" or the series <paramref name="inline"/>.</summary>
    public static GroupTable Of(ReferenceVector vector, string inline)
    {
        var labels = vector.Texts("group");
        var rows = vector.HasInput("items")
            ? vector.Rows("items")
            : [.. vector.Numbers(inline).Select(x => new[] { x })];
        var members = labels.Zip(rows).GroupBy(pair => pair.First, pair => pair.Second, StringComparer.Ordinal)
            .Select(group => (group.Key, group.ToArray())).ToList();
        return new GroupTable(vector, members);
    }

    public IEnumerable<T> Select<T>(Func<double[][], T> statistic) => groups.Select(group => statistic(group.Rows));

    /// <summary>The figures of the groups that the vector names, and their summary over all groups.</summary>
    public IReadOnlyDictionary<string, object?> Summary(string key, IEnumerable<(long N, double? Value)> results, double threshold)
    {
        var byLabel = groups.Zip(results).ToDictionary(pair => pair.First.Label, pair => pair.Second, StringComparer.Ordinal);
        var named = vector.Expected.TryGetProperty("groups", out var list) ? list.EnumerateArray().Select(e => e.GetString()!).ToArray() : [];
        var known = byLabel.Values.Where(r => r.Value is not null).Select(r => r.Value!.Value).Order().ToArray();
        return Outputs.Of(
            ("groups", named),
            (key, named.Select(label => byLabel[label].Value).ToArray()),
            ("group_size", named.Select(label => byLabel[label].N).ToArray()),
            ("mean_all_groups", known.Average()),
            ("median_all_groups", 0.5 * (known[(known.Length - 1) / 2] + known[known.Length / 2])),
            ("n_groups", groups.Count),
            ("share_ge_0.70", (double)known.Count(x => x >= threshold) / known.Length));
    }
}
