using Symetrie.Api.Exports.Formats.Sheets;

namespace Symetrie.Api.Exports.Formats;

/// <summary>Workbooks of the old Office format, .xls.</summary>
internal sealed class Xls : IExportContainer
{
    /// <inheritdoc/>
    public string Key => "xls";

    /// <inheritdoc/>
    public bool Recognises(ExportSource source) => source.Head.Span.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]);

    /// <inheritdoc/>
    public RawRows Open(ExportSource source)
    {
        var book = new XlsBook(source);
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
