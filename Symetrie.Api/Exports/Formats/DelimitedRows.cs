using System.Text;
using CsvHelper;

namespace Symetrie.Api.Exports.Formats;

/// <summary>The rows of a delimited text. CsvHelper cuts the cells and counts the lines; what is added here is what to make of bad quoting:
/// it recovers by running a lone quote to the end of the file, where rows must not vanish without a word.</summary>
internal sealed class DelimitedRows : RawRows
{
    // A UTF-16 character is at most three bytes of UTF-8: whatever is longer has too many characters for sure.
    private const int LongestRowBytes = 3 * LongestRow;
    private readonly ExportSource source;
    private readonly char delimiter;
    private readonly bool delimiterTold;
    private CsvReader reader;
    private CsvMalformedRecord? malformed;
    private string? trouble;

    /// <summary>Opens a text before its first row; a first line <c>sep=;</c> is none.</summary>
    /// <exception cref="ExportRefused">The bytes are of no one encoding, or the first line cannot be cut into cells.</exception>
    public DelimitedRows(ExportSource source)
    {
        this.source = source;
        var head = source.HeadText();
        (delimiter, delimiterTold) = (Delimiters.Of(head), Delimiters.Told(head) is not null);
        reader = Begin();
    }

    /// <inheritdoc/>
    public override string Container => delimiter == '\t' ? "tsv" : "csv";

    /// <inheritdoc/>
    public override string Encoding => source.Encoding.Name;

    /// <inheritdoc/>
    public override char? Delimiter => delimiter;

    /// <inheritdoc/>
    public override long Line => reader.LineNumber;

    /// <inheritdoc/>
    public override int CellCount => reader.FieldCount;

    /// <inheritdoc/>
    public override string? Trouble => trouble;

    /// <inheritdoc/>
    public override long BytesRead => source.Passed;

    /// <inheritdoc/>
    public override void Restart()
    {
        reader.Dispose();
        reader = Begin();
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

    private CsvReader Begin()
    {
        source.Rewind();
        var encoding = source.Encoding.Decoder;
        var begun = CsvReader.Create(source.Stream, new CsvReaderOptions
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
        if (delimiterTold) begun.Read();
        return begun;
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
