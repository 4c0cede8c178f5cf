using Symetrie.Api.Exports.Formats;

namespace Symetrie.Api.Exports;

/// <summary>What an export may come in, and what may have written it, each in the order in which they are tried.</summary>
internal static class ExportFormats
{
    /// <summary>Every container. A file goes to the first that recognises its bytes.</summary>
    public static IReadOnlyList<IExportContainer> Containers { get; } =
    [
        new Xlsx(),
        new Xls(),
        new Sav(),
        new JsonResponses(),
        new Tsv(),
        new Csv(),
    ];

    /// <summary>Every format. Rows go to the first that recognises them.</summary>
    public static IReadOnlyList<IExportFormat> All { get; } =
    [
        new Qualtrics(),
        new SurveyMonkey(),
        new LimeSurvey(),
        new Kobo(),
        new MicrosoftForms(),
        new GoogleForms(),
        new Plain(),
    ];

    /// <summary>The container of a file.</summary>
    /// <exception cref="ExportRefused">The file is empty, or no container knows it.</exception>
    public static IExportContainer Of(ExportSource source)
    {
        if (source.Head.Length == 0) throw new ExportRefused("empty", "the file is empty: it has no byte");
        return Containers.FirstOrDefault(c => c.Recognises(source)) ?? throw new ExportRefused("binary", $"this is {source.Kind() ?? "no text"}; known formats are {string.Join(", ", Containers.Select(f => f.Key).Order(StringComparer.Ordinal))}");
    }

    /// <summary>The format of rows that stand before the first; they stand there again afterwards.</summary>
    /// <exception cref="ExportRefused">Not even the first row can be read.</exception>
    public static IExportFormat Of(RawRows rows)
    {
        var head = RowsHead.Of(rows);
        return All.First(f => f.Recognises(head));
    }

    /// <summary>The rows of a file, from its header line where the sender names one.</summary>
    /// <exception cref="ExportRefused">The file is empty, no container knows it, or it cannot be cut into rows.</exception>
    public static RawRows Rows(ExportSource source)
    {
        var rows = Of(source).Open(source);
        if (source.Options.Sheet is { } sheet && rows.Sheet is null)
        {
            rows.Dispose();
            throw new ExportRefused("unknown-sheet", $"a sheet '{sheet}' is asked for, and a {rows.Container} file has no sheets");
        }

        return source.Options.HeaderLine is { } header ? new HeaderAt(rows, header) : rows;
    }

    /// <summary>Opens a file as a table.</summary>
    /// <exception cref="ExportRefused">It cannot be read as one.</exception>
    public static ExportTable Open(ExportSource source)
    {
        var rows = Rows(source);
        try
        {
            return Of(rows).Open(rows);
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }
}
