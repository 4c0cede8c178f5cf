using NUnit.Framework;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tests.Surveys;

/// <summary>The files under <c>data/</c>, as the build copies them beside the program, and those of the shared folder where there is one.</summary>
internal static class ShippedFiles
{
    public static string Folder { get; } = Path.Combine(TestContext.CurrentContext.TestDirectory, "data");

    public static Mirror Mirror { get; } = Symetrie.Analytics.Surveys.Mirror.Read(Text("mirror.json")).Required();

    public static string Text(params string[] path) => File.ReadAllText(Path.Combine([Folder, .. path]));

    public static Codebook Codebook(string key) => CodebookJson.Read(Text("codebooks", $"{key}.json"), Mirror).Required();

    /// <summary>A file of the folder <c>shared</c> beside the checkout; the test is skipped where there is none.</summary>
    public static string Shared(params string[] path)
    {
        for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine([folder.FullName, "shared", .. path]);
            if (File.Exists(file)) return file;
        }

        Assert.Ignore($"shared/{string.Join('/', path)} is not here");
        return "";
    }
}
