using System.Globalization;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports.Cells;
using Symetrie.Api.Exports.Formats;
using Symetrie.Api.Exports.Rows;

namespace Symetrie.Api.Exports;

/// <summary>Reads one export: its bytes become responses and rejections, row by row and in file order, in memory that does not grow with the file.</summary>
public sealed class ExportReader : IDisposable
{
    private readonly ExportTable table;
    private readonly RowReader rows;

    private readonly ExportShape shape;

    private ExportReader(ExportTable table, RowReader rows, ExportShape shape, IReadOnlyList<PersonalColumn> personal) => (this.table, this.rows, this.shape, Personal) = (table, rows, shape, personal);

    /// <summary>A hash of everything that decides what the bytes of a row say: two readers with one hash make the same response of the same bytes. Null where a row is not told by its bytes alone.</summary>
    public byte[]? Understanding { get; private init; }

    /// <summary>How the file was understood; how many rows the tool says are none, as far as it was read.</summary>
    public ExportShape Shape => shape with { Skipped = table.Skipped };

    /// <summary>The columns that tell who a respondent is and that the codebook does not use: nothing of them is read.</summary>
    public IReadOnlyList<PersonalColumn> Personal { get; }

    /// <summary>Bytes read so far; reading runs a buffer ahead of the rows.</summary>
    public long BytesRead => table.BytesRead;

    /// <summary>Opens an export: looks at its first rows and finds the codebook's columns in its header.</summary>
    /// <param name="seekable">The file, from where it stands. It stays open, and belongs to the caller.</param>
    /// <param name="codebook">The questionnaire it is an export of.</param>
    /// <param name="settings">The store's calendar and time zone.</param>
    /// <param name="options">What the sender says of the file; null for nothing.</param>
    /// <exception cref="ExportRefused">The file is no export of this codebook.</exception>
    public static ExportReader Open(Stream seekable, Codebook codebook, ExportSettings settings, ExportOptions? options = null) => Open(new ExportSource(seekable, options), codebook, settings);

    internal static ExportReader Open(ExportSource source, Codebook codebook, ExportSettings settings)
    {
        var raw = ExportFormats.Rows(source);
        try
        {
            var format = ExportFormats.Of(raw);
            var head = format.Open(raw);
            var binding = HeaderBinding.Bind(head, codebook);
            Check(binding, codebook, head);
            CheckDay(codebook, settings);
            head.Keep = codebook.Keep;
            var (mark, order, told) = HeadSurvey.Of(head, codebook, binding);
            var known = ShapeOf(head, binding.Columns) with { DecimalMark = mark, DateOrder = told };
            raw.Restart();
            var personal = PersonalSurvey.Of(format.Open(raw), binding.Columns);
            raw.Restart();
            var body = format.Open(raw);
            body.Keep = codebook.Keep;
            var dates = new DateCells(codebook.DateFormat, settings.TimeZone, order, body.ZoneOf(binding.Of(codebook.Columns.Date)), body.HasTypedDates);
            var periods = new PeriodCells(settings.Calendar, codebook.Voice, dates);
            var from = new RowSource(body, codebook, binding, new MissingCodes([.. codebook.Missing, .. MissingOf(body, codebook)]), new NumberCells(mark), dates, periods, settings.Day);
            return new ExportReader(body, RowReader.Of(from), known, personal) { Understanding = RowUnderstanding.Of(from, known, order, settings) };
        }
        catch
        {
            raw.Dispose();
            throw;
        }
    }

    /// <summary>Looks at a file's shape and header only, to choose a codebook for it (<see cref="CodebookChoice.For"/>).</summary>
    /// <exception cref="ExportRefused">The file is no export at all.</exception>
    public static ExportShape Look(Stream seekable, ExportOptions? options = null) => Look(new ExportSource(seekable, options));

    internal static ExportShape Look(ExportSource source)
    {
        using var head = ExportFormats.Open(source);
        var known = ShapeOf(head, HeaderBinding.Unbound(head));
        source.Rewind();
        return known;
    }

    /// <summary>The rows, once, as they are read.</summary>
    /// <param name="memory">What remembers rows of earlier exports with the same <see cref="Understanding"/>; null for nothing.</param>
    /// <exception cref="ExportRefused">The rest of the file cannot be read as rows (a lone quote, a line without end, NUL bytes): then nothing of it is to be taken.</exception>
    public IEnumerable<ExportRow> Rows(IRowMemory? memory = null)
    {
        while (table.Read()) yield return memory?.Holds(Bytes(), table.Line) is true ? ExportRow.Known : rows.Read();
    }

    /// <summary>Lets go of the buffers. The stream stays open.</summary>
    public void Dispose() => table.Dispose();

    // Without the line's end: the last line of a file may have none, and other rows behind it next week.
    private ReadOnlySpan<byte> Bytes() => table.Row().TrimEnd("\r\n"u8);

    /// <summary>How a table was understood before its numbers and dates are looked at.</summary>
    internal static ExportShape ShapeOf(ExportTable table, IReadOnlyList<ExportColumn> columns) =>
        new(table.Format, table.Encoding, table.Delimiter, null, table.HeaderLine, columns) { Container = table.Container, Sheet = table.Sheet, LabelsLine = table.LabelsLine };

    private static void Check(HeaderBinding binding, Codebook codebook, ExportTable table)
    {
        if (binding.Ambiguous is [var twice, ..]) throw new ExportRefused("ambiguous-column", $"line {table.HeaderLine}: several columns could be '{twice}' of codebook '{codebook.Key}'; rename all but one, or call the one that is meant {Candidates(binding, twice)}", table.HeaderLine, twice);
        if (binding.Missing is not [var first, ..]) return;
        var missing = Names(binding.Missing);
        throw new ExportRefused("missing-column", $"line {table.HeaderLine}: codebook '{codebook.Key}' needs {missing}, which the header does not have; it has {Names(table.Headers)}{Elsewhere(table)}", table.HeaderLine, first);
    }

    private static string Candidates(HeaderBinding binding, string name)
    {
        var (columns, key) = (binding.Columns, TextKey.Of(name));
        var near = columns.Zip(ColumnNames.Of(columns)).Where(c => TextKey.Of(c.First.Header) == key || TextKey.Of(c.First.Label) == key || c.First.Id == name.Trim()).Select(c => c.Second).ToList();
        return near.Count == 0 ? "by its place (#1, #2, …)" : string.Join(" or ", near.Take(6).Select(n => $"'{n}'"));
    }

    private static void CheckDay(Codebook codebook, ExportSettings settings)
    {
        if (codebook.Layout is not (Layout.Wide or Layout.Long))
        {
            if (settings.Day is not null) throw new ExportRefused("date-not-needed", $"codebook '{codebook.Key}' reads the period from the file: no date can be said for it");
        }
        else if (codebook.Columns.Date is { } column && settings.Day is not null) throw new ExportRefused("date-not-needed", $"codebook '{codebook.Key}' reads the date from column '{column}': no other can be said");
        else if (codebook.Columns.Date is null && settings.Day is null) throw new ExportRefused("no-date", $"codebook '{codebook.Key}' has no date column: say the day of these responses (date=2026-09-30, or --date 2026-09-30)");
    }

    // What the tool writes for "not answered" means nothing else, unless it is a point of some scale.
    private static IEnumerable<string> MissingOf(ExportTable table, Codebook codebook) =>
        table.Missing.Where(m => !codebook.Missing.Contains(m) && !(decimal.TryParse(m, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && codebook.Items.Any(i => i.Scale.StepOf(number) is not null)));

    private static string Elsewhere(ExportTable table) =>
        table.OtherSheets.Count == 0 ? "" : $"; this was looked for on sheet '{table.Sheet}', and there are also {Names(table.OtherSheets)}, of which sheet= can name one";

    private static string Names(IReadOnlyList<string> names)
    {
        const int most = 20;
        var told = string.Join(", ", names.Take(most).Select(n => $"'{(n.Length > 60 ? n[..60] + "…" : n)}'"));
        return names.Count > most ? $"{told} and {names.Count - most} more" : told;
    }
}
