using System.Buffers;
using System.Buffers.Text;

namespace Symetrie.Api.Exports.Formats.Sheets;

/// <summary>A workbook of Excel or LibreOffice (.xlsx), read row by row. ExcelDataReader reads these, too, but takes each sheet twice and makes an object of every cell.</summary>
internal sealed class XlsxBook : ISheetBook
{
    private const int LongestPlain = 15;
    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789.-"u8);
    private readonly XlsxParts parts;
    private readonly XlsxOutline outline;
    private readonly ByteText value = new();
    private XmlTokens? xml;
    private long row;

    /// <summary>Opens a workbook.</summary>
    /// <exception cref="ExportRefused">It is damaged, encrypted or too large.</exception>
    public XlsxBook(ExportSource source)
    {
        parts = new XlsxParts(source);
        try
        {
            outline = new XlsxOutline(parts);
        }
        catch
        {
            parts.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Container => "xlsx";

    /// <inheritdoc/>
    public IReadOnlyList<SheetName> Sheets => [.. outline.Sheets.Select(s => s.Sheet)];

    /// <inheritdoc/>
    public void Open(int sheet)
    {
        xml?.Dispose();
        var (name, part) = outline.Sheets[sheet];
        xml = parts.Open(part) ?? throw new ExportRefused("bad-xlsx", $"sheet '{name.Name}' is not in the workbook: there is no part '{part}'");
        row = 0;
    }

    /// <inheritdoc/>
    public long? Read(SheetCells cells)
    {
        while (xml!.Read() is var token && token != XmlToken.Done)
        {
            if (token != XmlToken.Start || !xml.Name.SequenceEqual("row"u8)) continue;
            var number = xml.Attribute("r"u8) is { } told ? long.TryParse(told, out var line) ? line : 0 : row + 1;
            if (number <= row || number > 1 << 20) throw xml.Bad($"row '{number}' stands after row {row}");
            row = number;
            if (xml.IsEmpty) continue;
            ReadCells(cells);
            if (cells.Filled > 0) return row;
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        xml?.Dispose();
        parts.Dispose();
    }

    private void ReadCells(SheetCells cells)
    {
        var column = -1;
        while (xml!.Read() is var token)
        {
            if (token == XmlToken.End && xml.Name.SequenceEqual("row"u8)) return;
            if (token != XmlToken.Start) continue;
            if (!xml.Name.SequenceEqual("c"u8))
            {
                xml.SkipElement();
                continue;
            }

            var (place, style, kind) = ReadAttributes();
            column = place ?? column + 1;
            if (xml.IsEmpty) continue;
            ReadValue();
            if (value.Length == 0) continue;
            Write(cells.Begin(column), style, kind);
            cells.End(column);
        }
    }

    private (int? Column, int Style, byte Kind) ReadAttributes()
    {
        var (column, style, kind) = ((int?)null, 0, (byte)'n');
        while (xml!.NextAttribute(out var name, out var text))
        {
            if (name is [(byte)'r']) column = ColumnOf(text);
            else if (name is [(byte)'s']) _ = Utf8Parser.TryParse(text, out style, out _);

            // s a shared text, b true or false, e an error, d a date as text; str and inlineStr a text of its own.
            else if (name is [(byte)'t'] && text.Length > 0) kind = text.Length == 1 ? text[0] : (byte)'t';
        }

        return (column, style, kind);
    }

    private int ColumnOf(ReadOnlySpan<byte> reference)
    {
        var column = 0;
        foreach (var letter in reference)
        {
            if ((uint)((letter | 0x20) - 'a') > 25) break;
            if ((column = (column * 26) + (letter | 0x20) - 'a' + 1) > SheetCells.MostColumns) throw xml!.Bad($"row {row} has a cell beyond column {SheetCells.MostColumns:N0}");
        }

        return column > 0 ? column - 1 : throw xml!.Bad($"row {row} has a cell without a column");
    }

    private void ReadValue()
    {
        value.Clear();
        var isValue = false;
        while (true)
        {
            switch (xml!.Read())
            {
                case XmlToken.Start when xml.Name is [(byte)'v']:
                    isValue = !xml.IsEmpty;
                    break;
                case XmlToken.Start when xml.Name.SequenceEqual("is"u8):
                    if (!xml.IsEmpty) XlsxTexts.AddItem(xml, value);
                    break;
                case XmlToken.Start:
                    xml.SkipElement();
                    break;
                case XmlToken.End:
                    if (!isValue) return;
                    isValue = false;
                    break;
                case XmlToken.Text when isValue:
                    xml.AddText(value);
                    break;
                case XmlToken.Done:
                    return;
            }
        }
    }

    private void Write(CellBuffer cell, int style, byte kind)
    {
        var text = value.Bytes;
        switch (kind)
        {
            case (byte)'s':
                if (!Utf8Parser.TryParse(text, out int index, out var read) || read != text.Length || (uint)index >= (uint)outline.Texts.Count) throw xml!.Bad($"row {row} has a cell whose text is not in the workbook");
                cell.Add(outline.Texts.Text(index));
                break;
            case (byte)'n':
                WriteNumber(cell, text, (uint)style < (uint)outline.Formats.Count ? outline.Formats[style] : SheetFormat.Number);
                break;
            case (byte)'b':
                cell.Add(text is [(byte)'1'] ? "TRUE"u8 : "FALSE"u8);
                break;
            default:
                value.Unescape(0);
                cell.Add(value.Bytes);
                break;
        }
    }

    private void WriteNumber(CellBuffer cell, ReadOnlySpan<byte> text, SheetFormat format)
    {
        // Up to 15 digits a number is written as people read it; beyond them its double shows.
        var isPlain = format == SheetFormat.Number && text.Length <= LongestPlain && !text.ContainsAnyExcept(Digits);
        if (isPlain || !Utf8Parser.TryParse(text, out double number, out var read) || read != text.Length) cell.Add(text);
        else SheetFormats.Write(cell, number, format, outline.Is1904);
    }
}
