namespace Symetrie.Api.Exports.Formats;

/// <summary>Tab-separated text, quoted as spreadsheets quote it.</summary>
internal sealed class Tsv : IExportFormat
{
    /// <inheritdoc/>
    public string Key => "tsv";

    /// <inheritdoc/>
    public bool Recognises(ExportSource source) => source.Kind() is null && Delimiters.Of(source.HeadText()) == '\t';

    /// <inheritdoc/>
    public ExportTable Open(ExportSource source) => DelimitedTable.Open(source);
}
