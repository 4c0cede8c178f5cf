namespace Symetrie.Api.Exports.Formats.Sheets;

/// <summary>The cells of one row of a sheet, kept only where there is something in them: a row may have one cell, and that far to the right.</summary>
/// <param name="line">Tells the current line, for refusals.</param>
internal sealed class SheetCells(Func<long> line)
{
    /// <summary>The most columns a sheet can have.</summary>
    public const int MostColumns = 16_384;

    // A million rows, each with one cell in the last column, is no survey: it only takes for ever.
    private const long MostCells = 1L << 29;
    private readonly CellBuffer texts = new(line);
    private readonly (long Row, int Place)[] places = new (long, int)[MostColumns];
    private long row;
    private long total;

    /// <summary>How many columns the row has, up to its last cell with anything in it.</summary>
    public int Count { get; private set; }

    /// <summary>How many cells have anything in them.</summary>
    public int Filled => texts.Count;

    /// <summary>The filled cells, parted by tabs.</summary>
    public ReadOnlySpan<byte> Row => texts.Row;

    /// <summary>Begins a row.</summary>
    public void Clear()
    {
        (row, total, Count) = (row + 1, total + Count, 0);
        if (total > MostCells) throw new ExportRefused("too-many-cells", $"line {line()}: the rows up to here span more than {MostCells:N0} cells");
        texts.Clear();
    }

    /// <summary>A cell; empty where there is nothing.</summary>
    public ReadOnlySpan<byte> Cell(int column) => (uint)column < MostColumns && places[column].Row == row ? texts.Cell(places[column].Place) : [];

    /// <summary>Begins a cell, whose text is then added to what this gives.</summary>
    /// <exception cref="ExportRefused">There is no such column, or the row has it already.</exception>
    public CellBuffer Begin(int column)
    {
        if ((uint)column >= MostColumns) throw new ExportRefused("too-many-columns", $"line {line()}: a sheet has at most {MostColumns:N0} columns");
        if (places[column].Row == row) throw new ExportRefused("bad-sheet", $"line {line()}: column {column + 1} is there twice");
        places[column] = (row, texts.Count);
        return texts;
    }

    /// <summary>Ends the cell that was begun.</summary>
    public void End(int column)
    {
        texts.Close();
        if (texts.Cell(texts.Count - 1).Length > 0) Count = Math.Max(Count, column + 1);
    }
}
