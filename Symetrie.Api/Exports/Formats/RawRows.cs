namespace Symetrie.Api.Exports.Formats;

/// <summary>A container: it knows its files by their bytes, and cuts them into rows of text cells. It does not know which row is the header.</summary>
internal interface IExportContainer
{
    /// <summary>The key, as reports carry it: <c>csv</c>, <c>xlsx</c>.</summary>
    string Key { get; }

    /// <summary>Whether a file is one of these, judged by its head and never by its name.</summary>
    bool Recognises(ExportSource source);

    /// <summary>Opens the file before its first row. The rows do not own the stream.</summary>
    /// <exception cref="ExportRefused">The file cannot be cut into rows.</exception>
    RawRows Open(ExportSource source);
}

/// <summary>The rows of a file as UTF-8 text cells, one at a time, before anyone knows a header. A row's cells are valid until the next one is read.</summary>
internal abstract class RawRows : IDisposable
{
    /// <summary>The longest line or row, in characters. No survey row comes near it; a row that does is a lone quote or no row.</summary>
    public const int LongestRow = 1_000_000;

    /// <summary>The container's key.</summary>
    public abstract string Container { get; }

    /// <summary>The name of the text encoding.</summary>
    public abstract string Encoding { get; }

    /// <summary>What separates cells; null where the container has no such thing.</summary>
    public virtual char? Delimiter => null;

    /// <summary>The sheet the rows stand on; null where there are no sheets.</summary>
    public virtual string? Sheet => null;

    /// <summary>The other sheets people see; empty where there are none.</summary>
    public virtual IReadOnlyList<string> OtherSheets => [];

    /// <summary>The physical line on which the current row begins, or its row on the sheet, 1-based.</summary>
    public abstract long Line { get; }

    /// <summary>How many cells the current row has.</summary>
    public abstract int CellCount { get; }

    /// <summary>What makes the current row unreadable; null where it is well formed.</summary>
    public virtual string? Trouble => null;

    /// <summary>Bytes read of the file so far.</summary>
    public abstract long BytesRead { get; }

    /// <summary>What the container itself says each column asks (an SPSS dictionary does); empty where it says nothing.</summary>
    public virtual IReadOnlyList<string> Labels => [];

    /// <summary>What the codes of a column mean, where the container itself says so: column → code → label.</summary>
    public virtual IReadOnlyDictionary<int, IReadOnlyDictionary<string, string>> ValueLabels => ExportTable.NoValueLabels;

    /// <summary>Whether dates are told from texts by the container itself, and then written as ISO 8601, whatever a codebook says of written ones.</summary>
    public virtual bool HasTypedDates => false;

    /// <summary>Goes to the next row; empty lines are passed over.</summary>
    /// <exception cref="ExportRefused">The rest of the file cannot be cut into rows.</exception>
    public abstract bool Read();

    /// <summary>Back before the first row.</summary>
    public abstract void Restart();

    /// <summary>A cell of the current row as UTF-8; empty beyond the last.</summary>
    public abstract ReadOnlySpan<byte> Cell(int index);

    /// <summary>The current row as sent, or its cells joined by tabs where it was sent as no text.</summary>
    public abstract ReadOnlySpan<byte> Row();

    /// <summary>The cells of the current row as trimmed texts.</summary>
    public string[] Texts() => [.. Enumerable.Range(0, CellCount).Select(i => System.Text.Encoding.UTF8.GetString(Cell(i)).Trim())];

    /// <summary>Whether no cell of the current row holds anything.</summary>
    public bool IsBlank()
    {
        for (var i = 0; i < CellCount; i++)
            if (Cells.Utf8.Trim(Cell(i)).Length > 0) return false;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of what reading took; the stream stays open.</summary>
    protected abstract void Dispose(bool disposing);
}
