namespace Symetrie.Api.Stores.Engines;

/// <summary>The engines a store can lie in, and which one an address means.</summary>
public static class EngineCatalogue
{
    private static readonly (string Name, Func<string, bool> Means, Func<string, IEngine> Open)[] All =
    [
        ("postgres", PostgresAddress.IsOne, address => new PostgresEngine(address)),
        ("sqlite", address => !address.Contains("://", StringComparison.Ordinal), address => new SqliteEngine(address)),
    ];

    /// <summary>The engines' names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(e => e.Name)];

    /// <summary>Opens the engine that an address means.</summary>
    /// <param name="address">A SQLite path, or the connection string of a PostgreSQL database (<c>Host=…;Database=…</c>).</param>
    /// <exception cref="ArgumentException">No engine takes such an address.</exception>
    public static IEngine Open(string address) => Of(address).Open(address);

    /// <summary>The engine that an address means.</summary>
    /// <exception cref="ArgumentException">No engine takes such an address.</exception>
    public static string NameOf(string address) => Of(address).Name;

    /// <summary>Whether an address is that of a file.</summary>
    public static bool IsFile(string address) => NameOf(address) == "sqlite";

    /// <summary>An address without its secrets, for messages.</summary>
    public static string Shown(string address) => IsFile(address) ? address : PostgresAddress.Parse(address).Shown;

    /// <summary>The address with the folder in which a store that is no file has its own files.</summary>
    public static string With(string address, string folder) => IsFile(address) ? address : PostgresAddress.With(address, folder);

    private static (string Name, Func<string, bool> Means, Func<string, IEngine> Open) Of(string address) =>
        Array.Find(All, e => e.Means(address)) is { Open: not null } found ? found
        : throw new ArgumentException($"no engine for this store address; known: {string.Join(", ", Names)} (a path, or Host=…;Database=…;Username=…)", nameof(address));
}
