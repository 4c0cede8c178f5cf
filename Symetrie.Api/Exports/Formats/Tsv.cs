namespace Symetrie.Api.Exports.Formats;

/// <summary>Tab-separated text, quoted as spreadsheets quote it.</summary>
internal sealed class Tsv : IExportContainer
{
    /// <inheritdoc/>
    public string Key => "tsv";

    /// <inheritdoc/>
    public bool Recognises(ExportSource source) => source.Kind() is null && Delimiters.Of(source.HeadText()) == '\t';

    /// <inheritdoc/>
    public RawRows Open(ExportSource source) => new DelimitedRows(source);
}
