namespace Symetrie.Api.Exports.Formats;

/// <summary>Microsoft Forms: an id, when it was begun and when completed; then the questions as asked. Several choices of one question are joined by semicolons.</summary>
internal sealed class MicrosoftForms : IExportFormat
{
    // The id, the two times, who it was, and when it was changed: the questions stand after these.
    private const int MostOwn = 8;

    /// <inheritdoc/>
    public string Key => "microsoft-forms";

    /// <inheritdoc/>
    public bool Recognises(RowsHead head) => Own(head[0][0]) == "ID" && Own(head[0][1]) == "Start time" && Own(head[0][2]) == "Completion time";

    /// <inheritdoc/>
    public ExportTable Open(RawRows rows) => new OneLineTable(rows, Key, Headings.MicrosoftForms, MostOwn);

    private static string Own(string header) => Headings.MicrosoftForms.NameOf(header);
}
