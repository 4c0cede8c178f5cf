using Symetrie.Analytics.Surveys;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports;

/// <summary>Codebooks as files, for those who know neither the JSON nor the mirror.</summary>
public static class CodebookFile
{
    /// <summary>Reads a codebook.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The codebook, or every problem with its JSON path.</returns>
    public static Reading<Codebook> Read(string json) => CodebookJson.Read(json, MirrorFile.Mirror);

    /// <summary>Writes a codebook, so that it reads back as the same.</summary>
    public static string Write(Codebook codebook) => CodebookJson.Write(codebook);

    /// <summary>The voice as text.</summary>
    public static string VoiceOf(Codebook codebook) => codebook.Voice.Text();

    /// <summary>The layout as text.</summary>
    public static string LayoutOf(Codebook codebook) => Layouts.Text(codebook.Layout);

    /// <summary>The texts that a layout can have.</summary>
    public static IReadOnlyList<string> LayoutTexts => Layouts.Texts;
}
