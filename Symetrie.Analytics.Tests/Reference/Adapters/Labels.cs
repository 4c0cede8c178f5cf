namespace Symetrie.Analytics.Tests.Reference.Adapters;

/// <summary>Labels of groups as numbers, in order of first appearance.</summary>
internal static class Labels
{
    public static int[] Numbered(string[] labels)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. labels.Select(label => numbers.TryGetValue(label, out var known) ? known : numbers[label] = numbers.Count)];
    }
}
