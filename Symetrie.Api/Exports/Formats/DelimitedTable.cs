using System.Text;
using CsvHelper;

namespace Symetrie.Api.Exports.Formats;

/// <summary>A delimited text as a table. CsvHelper cuts the cells and counts the lines; what is added here is what to make of bad quoting:
/// it recovers by running a lone quote to the end of the file, where rows must not vanish without a word.</summary>
internal sealed class DelimitedTable : ExportTable
{
    // A UTF-16 character is at most three bytes of UTF-8: whatever is longer has too many characters for sure.
    private const int LongestRowBytes = 3 * LongestRow;
    private const int MostColumns = 10_000;
    private readonly ExportSource source;
    private readonly CsvReader reader;
    private readonly char delimiter;
    private string[] headers = [];
    private long headerLine;
    private CsvMalformedRecord? malformed;
    private string? trouble;

    private DelimitedTable(ExportSource source, char delimiter)
    {
        (this.source, this.delimiter) = (source, delimiter);
        source.Rewind();
        var encoding = source.Encoding.Decoder;
        reader = CsvReader.Create(source.Stream, new CsvReaderOptions
        {
            Separator = delimiter,
            DetectSeparatorHint = false,
            HasHeader = false,
            SkipEmptyLines = true,
            TrackLineNumbers = true,
            MaxRecordSize = LongestRowBytes,
            BufferSize = 256 * 1024,
            Encoding = encoding is UTF8Encoding ? null : encoding,
            MalformedData = CsvMalformedDataHandling.Recover,
            OnMalformedRecord = record => malformed = record,
        }, leaveOpen: true);
    }

    /// <inheritdoc/>
    public override string Encoding => source.Encoding.Name;

    /// <inheritdoc/>
    public override char? Delimiter => delimiter;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Headers => headers;

    /// <inheritdoc/>
    public override long HeaderLine => headerLine;

    /// <inheritdoc/>
    public override long Line => reader.LineNumber;

    /// <inheritdoc/>
    public override int CellCount => reader.FieldCount;

    /// <inheritdoc/>
    public override string? Trouble => trouble;

    /// <inheritdoc/>
    public override long BytesRead => source.Passed;

    /// <summary>Opens a text and reads its header.</summary>
    /// <exception cref="ExportRefused">There is no header, or the first lines cannot be cut into cells.</exception>
    public static DelimitedTable Open(ExportSource source)
    {
        var head = source.HeadText();
        var table = new DelimitedTable(source, Delimiters.Of(head));
        try
        {
            table.ReadHeader(Delimiters.Told(head) is not null);
            return table;
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Cell(int index) => index < reader.FieldCount ? reader.GetSpan(index) : [];

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Row() => reader.RawRecord;

    /// <inheritdoc/>
    public override bool Read()
    {
        (malformed, trouble) = (null, null);
        try
        {
            if (!reader.Read()) return false;
        }
        catch (CsvFormatException exception)
        {
            // With these options the only thing that throws is a row beyond MaxRecordSize.
            throw TooLong(exception.LineNumber);
        }

        var row = reader.RawRecord;
        if (malformed is { } bad) Judge(bad);
        if (row.Length > LongestRow && System.Text.Encoding.UTF8.GetCharCount(row) > LongestRow) throw TooLong(Line);
        if (row.Contains((byte)0)) throw new ExportRefused("nul-byte", $"line {Line}: a NUL byte; this is no text", Line);
        return true;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => reader.Dispose();

    private void ReadHeader(bool delimiterTold)
    {
        var found = Read();
        if (found && delimiterTold) found = Read();
        while (found && IsBlank()) found = Read();
        if (!found) throw new ExportRefused("empty", "the file is empty: it has no header");
        headerLine = Line;
        if (trouble is not null) throw new ExportRefused("bad-header", $"line {Line}: the header cannot be read ({trouble})", Line);
        if (CellCount > MostColumns) throw new ExportRefused("too-many-columns", $"line {Line}: the header has {CellCount:N0} columns; at most {MostColumns:N0} are read", Line);
        headers = [.. Enumerable.Range(0, CellCount).Select(i => reader.GetString(i).Trim())];
    }

    private bool IsBlank()
    {
        for (var i = 0; i < CellCount; i++)
            if (!string.IsNullOrWhiteSpace(reader.GetString(i))) return false;
        return true;
    }

    private void Judge(CsvMalformedRecord record)
    {
        if (QuoteFault.Find(record.RawRecord, delimiter) is not { } fault) return;
        if (fault.SpansLines) throw LoneQuote(Line + fault.LinesDown);
        trouble = "text after a closing quote, or no closing quote";
    }

    // The row was given up unread: look again at its beginning to tell a lone quote from a long line.
    private ExportRefused TooLong(long line)
    {
        source.Rewind();
        using var text = new StreamReader(source.Stream, source.Encoding.Decoder, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        for (var passed = 1L; passed < line; passed++) SkipLine(text);
        var row = new char[LongestRow];
        var length = text.ReadBlock(row);
        if (QuoteFault.Find(row.AsSpan(0, length), delimiter) is { SpansLines: true } fault) return LoneQuote(line + fault.LinesDown);
        return new ExportRefused("line-too-long", $"line {line}: longer than {LongestRow:N0} characters", line);
    }

    private static void SkipLine(StreamReader text)
    {
        while (text.Read() is var letter && letter >= 0 && letter != '\n')
        {
            if (letter != '\r') continue;
            if (text.Peek() == '\n') _ = text.Read();
            return;
        }
    }

    private static ExportRefused LoneQuote(long line) => new("lone-quote", $"line {line}: a quote opens here and is not closed where its cell ends, so that it swallows the rows after it", line);
}
