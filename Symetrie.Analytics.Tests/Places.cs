using NUnit.Framework;

namespace Symetrie.Analytics.Tests;

/// <summary>Where the project's own files lie, and the material that may lie beside it.</summary>
internal static class Places
{
    private static readonly Lazy<string> Found = new(() =>
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Symetrie.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("the tests run outside a checkout");
    });

    /// <summary>The project's root.</summary>
    public static string Root => Found.Value;

    /// <summary>A file under <c>data</c>.</summary>
    public static string OfData(params string[] parts) => Path.Combine([Root, "data", .. parts]);

    /// <summary>A file of the shared material; the test is skipped, and says so, where it is not there.</summary>
    public static string OfShared(params string[] parts)
    {
        var path = Path.Combine([Root, "..", "shared", .. parts]);
        if (!Path.Exists(path)) Assert.Ignore($"skipped: {Path.Combine(["../shared", .. parts])} is not here");
        return path;
    }
}
