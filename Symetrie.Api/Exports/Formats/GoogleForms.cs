using Symetrie.Api.Exports.Cells;

namespace Symetrie.Api.Exports.Formats;

/// <summary>Google Forms: the first column is when the form was sent in, under a name of its own in each language; the others are the questions as asked.</summary>
internal sealed class GoogleForms : IExportFormat
{
    /// <inheritdoc/>
    public string Key => "google-forms";

    /// <inheritdoc/>
    public bool Recognises(RowsHead head) => head[0].Cells.Count > 1 && Headings.GoogleForms.NameOf(head[0][0]).Length > 0 && DateText.Of(head[1][0]) is { HasTime: true };

    /// <inheritdoc/>
    public ExportTable Open(RawRows rows) => new OneLineTable(rows, Key, Headings.GoogleForms, 1);
}
