namespace Symetrie.Api.Exports.Formats.Sheets;

/// <summary>The rows of one sheet of a workbook. Unless they were named, the sheet is the one with most cells among its first rows, and the header is the first row
/// that is no title: three cells, or most of the fullest row.</summary>
internal sealed class SheetRows : RawRows
{
    private const int RowsLookedAt = 50;
    private const int SheetsLookedAt = 16;
    private readonly ExportSource source;
    private readonly ISheetBook book;
    private readonly SheetCells cells;
    private readonly int sheet;
    private readonly long first;
    private long line;
    private int width;

    /// <summary>Chooses the sheet and the first row, and stands before it.</summary>
    /// <exception cref="ExportRefused">There is no such sheet, or no sheet has rows.</exception>
    public SheetRows(ExportSource source, ISheetBook book)
    {
        (this.source, this.book) = (source, book);
        cells = new SheetCells(() => line);
        Others = [.. book.Sheets.Where(s => s.IsVisible).Select(s => s.Name)];
        if (source.Options.Sheet is { } wanted)
        {
            sheet = Named(wanted);
            first = Look(sheet).First;
        }
        else
        {
            var looked = Enumerable.Range(0, book.Sheets.Count).OrderByDescending(i => book.Sheets[i].IsVisible).Take(SheetsLookedAt);
            var best = looked.Select(i => (Sheet: i, book.Sheets[i].IsVisible, Look: Look(i))).OrderByDescending(l => l.IsVisible && l.Look.Cells > 0).ThenByDescending(l => l.Look.Cells).ThenBy(l => l.Sheet).FirstOrDefault();
            if (best.Look.Cells == 0) throw new ExportRefused("empty", "no sheet of the workbook has a cell with anything in it");
            (sheet, first) = (best.Sheet, best.Look.First);
        }

        Others = [.. Others.Where(o => o != book.Sheets[sheet].Name)];
        first = source.Options.HeaderLine ?? first;
        Restart();
    }

    /// <inheritdoc/>
    public override string Container => book.Container;

    /// <inheritdoc/>
    public override string Encoding => "utf-8";

    /// <inheritdoc/>
    public override string? Sheet => book.Sheets[sheet].Name;

    /// <inheritdoc/>
    public override IReadOnlyList<string> OtherSheets => Others;

    /// <inheritdoc/>
    public override bool HasTypedDates => true;

    /// <inheritdoc/>
    public override long Line => line;

    /// <inheritdoc/>
    public override int CellCount => Math.Max(width, cells.Count);

    /// <inheritdoc/>
    public override long BytesRead => source.Passed;

    private IReadOnlyList<string> Others { get; }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Cell(int index) => cells.Cell(index);

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Row() => cells.Row;

    /// <inheritdoc/>
    public override void Restart()
    {
        book.Open(sheet);
        (line, width) = (0, 0);
    }

    /// <inheritdoc/>
    public override bool Read()
    {
        do
        {
            cells.Clear();
            line++;
            if (book.Read(cells) is not { } row) return false;
            line = row;
        }
        while (line < first || cells.Count == 0);

        // Cells that end a row empty are not in the file: every row is as wide as the header.
        if (width == 0) width = cells.Count;
        return true;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => book.Dispose();

    private int Named(string wanted)
    {
        var place = Find(s => string.Equals(s.Name, wanted, StringComparison.Ordinal));
        if (place < 0) place = Find(s => string.Equals(s.Name.Trim(), wanted.Trim(), StringComparison.OrdinalIgnoreCase));
        if (place < 0 && int.TryParse(wanted, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= book.Sheets.Count) place = number - 1;
        return place >= 0 ? place : throw new ExportRefused("unknown-sheet", $"the workbook has no sheet '{wanted}'; it has {string.Join(", ", book.Sheets.Take(20).Select(s => $"'{s.Name}'"))}");
    }

    private int Find(Func<SheetName, bool> isIt)
    {
        for (var i = 0; i < book.Sheets.Count; i++)
            if (isIt(book.Sheets[i])) return i;
        return -1;
    }

    // The fullest of the first rows tells how wide the table is. A title above it has a cell or two; a header may have gaps, where a tool names a question once for all its columns.
    private (long First, int Cells) Look(int place)
    {
        book.Open(place);
        line = 0;
        var rows = new List<(long Line, int Filled)>();
        while (rows.Count < RowsLookedAt)
        {
            cells.Clear();
            line++;
            if (book.Read(cells) is not { } row) break;
            line = row;
            var filled = Enumerable.Range(0, cells.Count).Count(c => cells.Cell(c).Length > 0);
            if (filled > 0) rows.Add((row, filled));
        }

        if (rows.Count == 0) return (0, 0);
        var fullest = rows.Max(r => r.Filled);
        var header = rows.FindIndex(r => r.Filled >= 3 || 2 * r.Filled > fullest);
        return (rows[header].Line, rows.Skip(header).Sum(r => r.Filled));
    }
}
