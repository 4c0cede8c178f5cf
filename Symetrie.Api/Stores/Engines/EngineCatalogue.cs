namespace Symetrie.Api.Stores.Engines;

/// <summary>The engines a store can lie in, and which one an address means.</summary>
public static class EngineCatalogue
{
    private static readonly (string Name, Func<string, bool> Means, Func<string, IEngine> Open)[] All =
    [
        ("sqlite", address => !address.Contains("Host=", StringComparison.OrdinalIgnoreCase), address => new SqliteEngine(address)),
    ];

    /// <summary>Opens the engine that an address means.</summary>
    /// <param name="address">A SQLite path.</param>
    /// <exception cref="ArgumentException">No engine takes such an address.</exception>
    public static IEngine Open(string address) =>
        Array.Find(All, e => e.Means(address)).Open?.Invoke(address)
        ?? throw new ArgumentException($"no engine for this store address; known: {string.Join(", ", All.Select(e => e.Name))}", nameof(address));
}
