namespace Symetrie.Api.Exports.Formats;

/// <summary>A format: it knows its files, and turns their bytes into a table of text cells. It knows nothing of surveys.</summary>
internal interface IExportFormat
{
    /// <summary>The key, as reports carry it.</summary>
    string Key { get; }

    /// <summary>Whether a file is of this format, judged by its head and never by its name.</summary>
    bool Recognises(ExportSource source);

    /// <summary>Opens the file from its beginning and reads the header. The table does not own the stream.</summary>
    /// <exception cref="ExportRefused">The file cannot be read as a table.</exception>
    ExportTable Open(ExportSource source);
}

/// <summary>An export as a table of text cells: a header, then rows one at a time. A row's cells are valid until the next one is read.</summary>
internal abstract class ExportTable : IDisposable
{
    /// <summary>The longest line or row, in characters. No survey row comes near it; a row that does is a lone quote or no row.</summary>
    public const int LongestRow = 1_000_000;

    /// <summary>The name of the text encoding.</summary>
    public abstract string Encoding { get; }

    /// <summary>What separates cells; null where the format has no such thing.</summary>
    public abstract char? Delimiter { get; }

    /// <summary>The header, as written.</summary>
    public abstract IReadOnlyList<string> Headers { get; }

    /// <summary>The physical line of the header, 1-based.</summary>
    public abstract long HeaderLine { get; }

    /// <summary>The physical line on which the current row begins, 1-based.</summary>
    public abstract long Line { get; }

    /// <summary>How many cells the current row has.</summary>
    public abstract int CellCount { get; }

    /// <summary>What makes the current row unreadable; null where it is well formed.</summary>
    public abstract string? Trouble { get; }

    /// <summary>Bytes read of the file so far.</summary>
    public abstract long BytesRead { get; }

    /// <summary>Goes to the next row; empty lines are passed over.</summary>
    /// <exception cref="ExportRefused">The rest of the file cannot be read as a table.</exception>
    public abstract bool Read();

    /// <summary>A cell of the current row as UTF-8; empty beyond the last.</summary>
    public abstract ReadOnlySpan<byte> Cell(int index);

    /// <summary>The current row as sent.</summary>
    public abstract ReadOnlySpan<byte> Row();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of what reading took; the stream stays open.</summary>
    protected abstract void Dispose(bool disposing);
}
