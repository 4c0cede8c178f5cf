using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Symetrie.Analytics.Tests.House;

/// <summary>The files of the project as they lie in the checkout.</summary>
internal static partial class Checkout
{
    private static readonly string[] NotOurs = ["bin", "obj", ".git", ".vs", ".vscode", ".idea", "TestResults", "BenchmarkDotNet.Artifacts", "node_modules"];

    /// <summary>The folder that holds <c>Symetrie.slnx</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every file that belongs to the project, by its path from the root.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. Below(new DirectoryInfo(Root)).Select(f => Path.GetRelativePath(Root, f.FullName).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>The C# files below a folder.</summary>
    public static IEnumerable<string> Sources(params string[] folders) => Files.Where(f => f.EndsWith(".cs", StringComparison.Ordinal) && Array.Exists(folders, d => f.StartsWith(d + "/", StringComparison.Ordinal)));

    /// <summary>A file's text.</summary>
    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>C# without comments: what the compiler sees, strings included.</summary>
    public static string WithoutComments(string source) => Comments().Replace(source, "");

    private static IEnumerable<FileInfo> Below(DirectoryInfo folder) => folder.GetFiles().Where(f => f.Name != ".git")
        .Concat(folder.GetDirectories().Where(d => !NotOurs.Contains(d.Name, StringComparer.Ordinal)).SelectMany(Below));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Symetrie.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("Symetrie.slnx lies in no folder above the tests");
    }

    [GeneratedRegex(@"^[ \t]*//.*$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Comments();
}
