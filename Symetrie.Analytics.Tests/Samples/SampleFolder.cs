using NUnit.Framework;

namespace Symetrie.Analytics.Tests.Samples;

/// <summary>The project's data folder, found from where the tests run.</summary>
internal static class SampleFolder
{
    public static string Path(params string[] parts)
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Symetrie.slnx"))) folder = folder.Parent;
        return folder is null
            ? throw new DirectoryNotFoundException("Symetrie.slnx lies in no folder above the tests")
            : System.IO.Path.Combine([folder.FullName, "data", .. parts]);
    }
}
