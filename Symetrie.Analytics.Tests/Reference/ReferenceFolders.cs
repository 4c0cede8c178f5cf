using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Symetrie.Analytics.Tests.Reference;

/// <summary>Where reference vectors lie: <c>data/reference</c> of the project, and the folders that the environment variable
/// <c>SYMETRIE_REFERENCE</c> names (by default <c>../shared/vectors</c> beside the project, when it is there).</summary>
public static class ReferenceFolders
{
    public const string Variable = "SYMETRIE_REFERENCE";

    public static string Root([CallerFilePath] string file = "")
    {
        var folder = Path.GetDirectoryName(file);
        while (folder is not null && !File.Exists(Path.Combine(folder, "Symetrie.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new DirectoryNotFoundException("No Symetrie.slnx above the tests.");
    }

    public static IReadOnlyList<string> External()
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        var folders = string.IsNullOrEmpty(named)
            ? [Path.Combine(Root(), "..", "shared", "vectors")]
            : named.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return [.. folders.Where(Directory.Exists)];
    }

    public static IEnumerable<ReferenceVector> OwnVectors()
    {
        var own = Path.Combine(Root(), "data", "reference");
        return !Directory.Exists(own) ? [] : Directory.EnumerateDirectories(own).Order(StringComparer.Ordinal).SelectMany(Read);
    }

    public static IEnumerable<ReferenceVector> ExternalVectors() => External().SelectMany(Read);

    private static IEnumerable<ReferenceVector> Read(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var root = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
            foreach (var item in root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().ToArray() : [root])
            {
                yield return new ReferenceVector(item, folder);
            }
        }
    }
}
