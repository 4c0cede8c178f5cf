namespace Symetrie.Api.Exports.Formats;

/// <summary>Comma-separated text (RFC 4180), with <c>;</c> or <c>|</c> in the comma's place as well.</summary>
internal sealed class Csv : IExportContainer
{
    /// <inheritdoc/>
    public string Key => "csv";

    /// <inheritdoc/>
    public bool Recognises(ExportSource source) => source.Kind() is null && Delimiters.Of(source.HeadText()) != '\t';

    /// <inheritdoc/>
    public RawRows Open(ExportSource source) => new DelimitedRows(source);
}
