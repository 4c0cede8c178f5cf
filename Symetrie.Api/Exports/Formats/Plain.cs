namespace Symetrie.Api.Exports.Formats;

/// <summary>A table of nobody's making in particular: its first line that is not blank is the header. It comes last, for it takes anything.</summary>
internal sealed class Plain : IExportFormat
{
    /// <inheritdoc/>
    public string Key => "plain";

    /// <inheritdoc/>
    public bool Recognises(RowsHead head) => true;

    /// <inheritdoc/>
    public ExportTable Open(RawRows rows) => new OneLineTable(rows, rows.Container);
}
