namespace Symetrie.Api.Exports.Formats;

/// <summary>One of the first rows of a file.</summary>
/// <param name="Line">The physical line, 1-based.</param>
/// <param name="Cells">The cells, trimmed.</param>
internal sealed record HeadRow(long Line, IReadOnlyList<string> Cells)
{
    /// <summary>A cell; empty beyond the last.</summary>
    public string this[int index] => index < Cells.Count ? Cells[index] : "";
}

/// <summary>The first rows of a file, by which a format knows its own. Rows without any text are left out.</summary>
/// <param name="Rows">The rows, at most 20.</param>
/// <param name="Container">The container's key.</param>
internal sealed record RowsHead(IReadOnlyList<HeadRow> Rows, string Container)
{
    private const int MostRows = 20;
    private const int MostHeaderLines = 3;
    private const int MostLetters = 2_000_000;

    /// <summary>A row by its place; an empty one beyond the last.</summary>
    public HeadRow this[int index] => index < Rows.Count ? Rows[index] : new HeadRow(0, []);

    /// <summary>Looks at the first rows, and goes back before them.</summary>
    /// <exception cref="ExportRefused">Not even the first row can be read.</exception>
    public static RowsHead Of(RawRows rows)
    {
        var head = new List<HeadRow>();
        var letters = 0L;
        try
        {
            while (head.Count < MostRows && letters < MostLetters && rows.Read() && rows.Trouble is null)
            {
                if (rows.IsBlank()) continue;
                var cells = rows.Texts();
                letters += cells.Sum(c => (long)c.Length);
                head.Add(new HeadRow(rows.Line, cells));
            }
        }
        catch (ExportRefused) when (head.Count > MostHeaderLines)
        {
            // What is wrong further down is told when it is read there.
        }

        rows.Restart();
        return new RowsHead(head, rows.Container);
    }
}
