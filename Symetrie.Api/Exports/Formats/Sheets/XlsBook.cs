using System.Globalization;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Symetrie.Api.Exports.Formats.Sheets;

/// <summary>An old Office workbook (.xls), read by ExcelDataReader.</summary>
internal sealed class XlsBook : ISheetBook
{
    // A workbook of the old format has at most 65,536 rows of 256 columns a sheet, and is held in memory in part.
    private const long LargestFile = 128L << 20;
    private const int MostColumns = 256;
    private readonly IExcelDataReader reader;
    private readonly List<SheetName> sheets = [];
    private long line;

    // The library asks the runtime for code pages, which the runtime does not have by itself.
    static XlsBook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Opens a workbook.</summary>
    /// <exception cref="ExportRefused">It is damaged, encrypted or too large.</exception>
    public XlsBook(ExportSource source)
    {
        if (source.Length > LargestFile) throw new ExportRefused("too-large", $"the .xls file has {source.Length:N0} bytes; at most {LargestFile:N0} are read; save it as .xlsx or CSV");
        source.Rewind();
        reader = Guarded(() => ExcelReaderFactory.CreateBinaryReader(source.Stream, new ExcelReaderConfiguration { LeaveOpen = true }));
        try
        {
            do sheets.Add(new SheetName(reader.Name ?? "", reader.VisibleState == "visible"));
            while (Guarded(reader.NextResult));
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Container => "xls";

    /// <inheritdoc/>
    public IReadOnlyList<SheetName> Sheets => sheets;

    /// <inheritdoc/>
    public void Open(int sheet)
    {
        line = 0;
        Guarded(() =>
        {
            reader.Reset();
            for (var i = 0; i < sheet; i++) reader.NextResult();
            return true;
        });
    }

    /// <inheritdoc/>
    public long? Read(SheetCells cells)
    {
        if (!Guarded(reader.Read)) return null;
        line++;
        // A damaged one says that it has many times as many, each of which would be looked at in each row.
        var columns = reader.FieldCount;
        if (columns > MostColumns) throw new ExportRefused("bad-xls", $"line {line}: the .xls file says that the sheet has {columns:N0} columns; it can have {MostColumns} at most, so the file is damaged", line);
        for (var column = 0; column < columns; column++)
        {
            var value = Guarded(() => reader.GetValue(column));

            // A cell with an error (#N/A) comes as nothing: the library does not tell it from an empty one.
            if (value is null) continue;
            Write(cells.Begin(column), value, column);
            cells.End(column);
        }

        return line;
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    private void Write(CellBuffer cell, object value, int column)
    {
        switch (value)
        {
            case string text:
                cell.Add(text);
                break;
            case bool truth:
                cell.Add(truth ? "TRUE" : "FALSE");
                break;
            case DateTime moment:
                var second = new DateTime((moment.Ticks + (TimeSpan.TicksPerSecond / 2)) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, DateTimeKind.Unspecified);
                if (moment.Year < 1900) cell.Add(second.ToString("HH:mm:ss", CultureInfo.InvariantCulture));
                else cell.Add(second, dayOnly: second.TimeOfDay == TimeSpan.Zero);
                break;
            case TimeSpan time:
                cell.Add(time.ToString("c", CultureInfo.InvariantCulture));
                break;
            case IConvertible number:
                var format = reader.GetNumberFormatString(column) is { } code && SheetFormats.OfCode(code) == SheetFormat.Percent ? SheetFormat.Percent : SheetFormat.Number;
                SheetFormats.Write(cell, number.ToDouble(CultureInfo.InvariantCulture), format, is1904: false);
                break;
            default:
                cell.Add(value.ToString());
                break;
        }
    }

    // What the library throws of damaged bytes is of many kinds; none of them is ours to tell apart.
    private T Guarded<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (InvalidPasswordException)
        {
            throw new ExportRefused("encrypted", "the workbook is locked by a password; save it without one");
        }
        catch (Exception exception) when (exception is not (ExportRefused or OutOfMemoryException))
        {
            throw new ExportRefused("bad-xls", $"line {line + 1}: the .xls file cannot be read: {exception.Message}", line + 1);
        }
    }
}
