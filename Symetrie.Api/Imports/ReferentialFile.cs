using Symetrie.Analytics.Surveys;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports;

/// <summary>Referentials as texts, for those who do not know the mirror.</summary>
public static class ReferentialFile
{
    /// <summary>Reads a referential.</summary>
    /// <returns>The referential, or every problem with its JSON path.</returns>
    public static Reading<Referential> Read(string json) => Referential.Read(json, MirrorFile.Mirror);

    /// <summary>Writes a referential, so that it reads back as the same.</summary>
    public static string Write(Referential referential) => ReferentialJson.Write(referential);
}
