using Symetrie.Api.Exports.Formats;

namespace Symetrie.Api.Exports;

/// <summary>The formats an export may have, in the order in which they are tried.</summary>
internal static class ExportFormats
{
    /// <summary>Every format. A file goes to the first that recognises it.</summary>
    public static IReadOnlyList<IExportFormat> All { get; } =
    [
        new Tsv(),
        new Csv(),
    ];

    /// <summary>The format of a file.</summary>
    /// <exception cref="ExportRefused">The file is empty, or no format knows it.</exception>
    public static IExportFormat Of(ExportSource source)
    {
        if (source.Head.Length == 0) throw new ExportRefused("empty", "the file is empty: it has no byte");
        return All.FirstOrDefault(f => f.Recognises(source)) ?? throw new ExportRefused("binary", $"this is {source.Kind() ?? "no text"}; known formats are {string.Join(", ", All.Select(f => f.Key).Order(StringComparer.Ordinal))}");
    }
}
