namespace Symetrie.Analytics.Tests.Reference;

/// <summary>Writes down what an adapter computed.</summary>
public static class Outputs
{
    public static IReadOnlyDictionary<string, object?> Of(params (string Key, object? Value)[] entries) =>
        entries.ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);
}
