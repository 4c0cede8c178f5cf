namespace Symetrie.Analytics.Tests.Reference;

/// <summary>Labels of groups as the codes that the statistics take.</summary>
public static class GroupCodes
{
    /// <summary>A code per label, in the order of first appearance.</summary>
    public static int[] Of(string[] labels)
    {
        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. labels.Select(label => codes.TryGetValue(label, out var code) ? code : codes[label] = codes.Count)];
    }
}
