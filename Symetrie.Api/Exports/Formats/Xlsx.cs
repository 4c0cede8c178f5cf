using Symetrie.Api.Exports.Formats.Sheets;

namespace Symetrie.Api.Exports.Formats;

/// <summary>Workbooks of Excel and LibreOffice, .xlsx.</summary>
internal sealed class Xlsx : IExportContainer
{
    /// <inheritdoc/>
    public string Key => "xlsx";

    /// <inheritdoc/>
    public bool Recognises(ExportSource source) => source.Head.Span.StartsWith((ReadOnlySpan<byte>)[0x50, 0x4B, 0x03, 0x04]);

    /// <inheritdoc/>
    public RawRows Open(ExportSource source)
    {
        var book = new XlsxBook(source);
        try
        {
            return new SheetRows(source, book);
        }
        catch
        {
            book.Dispose();
            throw;
        }
    }
}
