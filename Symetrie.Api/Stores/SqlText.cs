using System.Collections.Concurrent;

namespace Symetrie.Api.Stores;

/// <summary>The statements that lie as <c>.sql</c> files beside this one. A file of the same name under the engine's folder wins.</summary>
internal static class SqlText
{
    private static readonly ConcurrentDictionary<(string, string), string> Known = new();

    /// <summary>The statement of a name.</summary>
    /// <param name="name">The file's name without ending.</param>
    /// <param name="engine">The engine's name.</param>
    /// <exception cref="FileNotFoundException">There is no such statement.</exception>
    public static string Of(string name, string engine) => Known.GetOrAdd((name, engine), key =>
        Read($"Stores.Sql.{key.Item2}.{key.Item1}.sql") ?? Read($"Stores.Sql.{key.Item1}.sql") ?? throw new FileNotFoundException($"no statement '{name}'"));

    /// <summary>The migrations in order: number, name, text. A file of the same name under the engine's folder adds what that engine alone needs.</summary>
    /// <param name="engine">The engine's name.</param>
    public static IReadOnlyList<(int Number, string Name, string Text)> Migrations(string engine)
    {
        const string Mark = "Stores.Migrations.";
        return [.. typeof(SqlText).Assembly.GetManifestResourceNames()
            .Select(resource => resource.IndexOf(Mark, StringComparison.Ordinal) is >= 0 and var at ? resource[(at + Mark.Length)..] : null)
            .Where(name => name is not null && char.IsAsciiDigit(name.TrimStart('_')[0]))
            .Select(name => (int.Parse(name!.Split('-')[0].TrimStart('_')), name, Read(Mark + name)! + Read($"{Mark}{engine}.{name}")))
            .OrderBy(m => m.Item1)];
    }

    private static string? Read(string ending)
    {
        var assembly = typeof(SqlText).Assembly;
        var resource = assembly.GetManifestResourceNames().FirstOrDefault(n => n.EndsWith("." + ending, StringComparison.Ordinal));
        if (resource is null) return null;
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
