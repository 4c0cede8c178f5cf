using System.Collections.ObjectModel;
using System.Runtime.InteropServices;

namespace Symetrie.Api.Exports.Formats;

/// <summary>A format: it knows by the first rows what a survey tool wrote, from whatever container they come, and makes a table of them. It knows nothing of codebooks.</summary>
internal interface IExportFormat
{
    /// <summary>The key, as reports carry it.</summary>
    string Key { get; }

    /// <summary>Whether rows are of this format, judged by what stands in the first of them.</summary>
    bool Recognises(RowsHead head);

    /// <summary>Reads the header lines of rows that stand before the first. The table owns the rows.</summary>
    /// <exception cref="ExportRefused">There is no header that can be read.</exception>
    ExportTable Open(RawRows rows);
}

/// <summary>An export as a table of text cells: a header, then rows one at a time. A row's cells are valid until the next one is read.</summary>
internal abstract class ExportTable : IDisposable
{
    /// <summary>The most columns a header may have.</summary>
    public const int MostColumns = 10_000;

    // What a cell of Excel holds. Each header is compared with the columns of every codebook.
    private const int LongestHeader = 32_767;

    private readonly RawRows rows;
    private readonly Dictionary<NoResponse, long> skipped = [];

    /// <summary>A table of these rows.</summary>
    protected ExportTable(RawRows rows) => this.rows = rows;

    /// <summary>No column has labels for its codes.</summary>
    public static IReadOnlyDictionary<int, IReadOnlyDictionary<string, string>> NoValueLabels { get; } = ReadOnlyDictionary<int, IReadOnlyDictionary<string, string>>.Empty;

    /// <summary>The format's key.</summary>
    public abstract string Format { get; }

    /// <summary>The header: what a codebook's columns are looked for in first.</summary>
    public abstract IReadOnlyList<string> Headers { get; }

    /// <summary>The physical line of the header, 1-based.</summary>
    public abstract long HeaderLine { get; }

    /// <summary>The physical line of the questions' wording; null where no line of the file has it.</summary>
    public virtual long? LabelsLine => null;

    /// <summary>The wording of each column's question, empty where it has none; an empty list where there is no wording at all.</summary>
    public virtual IReadOnlyList<string> Labels => rows.Labels;

    /// <summary>The tool's own id of each column, empty where it has none; an empty list where there are no ids.</summary>
    public virtual IReadOnlyList<string> Ids => [];

    /// <summary>What the codes of a column mean, where the file says so: column → code → label.</summary>
    public virtual IReadOnlyDictionary<int, IReadOnlyDictionary<string, string>> ValueLabels => rows.ValueLabels;

    /// <summary>Texts by which the tool says that a question was not answered.</summary>
    public virtual IReadOnlyList<string> Missing => [];

    /// <summary>The kinds of rows that are taken although the tool says that they are no finished response.</summary>
    public IReadOnlyList<string> Keep { get; set; } = [];

    /// <summary>Rows passed over so far because the tool says that they are no finished response, by kind.</summary>
    public IReadOnlyList<SkippedRows> Skipped => [.. skipped.OrderBy(s => s.Key.Code, StringComparer.Ordinal).Select(s => new SkippedRows(s.Key.Code, s.Key.Reason, s.Value))];

    /// <summary>The container's key.</summary>
    public string Container => rows.Container;

    /// <summary>The sheet the rows stand on; null where there are no sheets.</summary>
    public string? Sheet => rows.Sheet;

    /// <summary>The other sheets people see; empty where there are none.</summary>
    public IReadOnlyList<string> OtherSheets => rows.OtherSheets;

    /// <summary>Whether dates are written as ISO 8601, whatever a codebook says of written ones.</summary>
    public bool HasTypedDates => rows.HasTypedDates;

    /// <summary>The name of the text encoding.</summary>
    public string Encoding => rows.Encoding;

    /// <summary>What separates cells; null where the container has no such thing.</summary>
    public char? Delimiter => rows.Delimiter;

    /// <summary>The physical line on which the current row begins, 1-based.</summary>
    public long Line => rows.Line;

    /// <summary>How many cells the current row has.</summary>
    public int CellCount => rows.CellCount;

    /// <summary>What makes the current row unreadable; null where it is well formed.</summary>
    public string? Trouble => rows.Trouble;

    /// <summary>Bytes read of the file so far.</summary>
    public long BytesRead => rows.BytesRead;

    /// <summary>Goes to the next row that may be a response.</summary>
    /// <exception cref="ExportRefused">The rest of the file cannot be read as a table.</exception>
    public bool Read()
    {
        while (rows.Read())
        {
            if (rows.Trouble is not null || Judge() is not { } kind || Keep.Contains(kind.Code)) return true;
            CollectionsMarshal.GetValueRefOrAddDefault(skipped, kind, out _)++;
        }

        return false;
    }

    /// <summary>The time zone in which a column's moments without an offset stand; null where the tool does not say, and then it is the store's.</summary>
    public virtual TimeZoneInfo? ZoneOf(int column) => null;

    /// <summary>A cell of the current row as UTF-8; empty beyond the last.</summary>
    public ReadOnlySpan<byte> Cell(int index) => rows.Cell(index);

    /// <summary>The current row as sent.</summary>
    public ReadOnlySpan<byte> Row() => rows.Row();

    /// <inheritdoc/>
    public void Dispose()
    {
        rows.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What the tool says the current row is, where it is no finished response; null where it is one.</summary>
    protected virtual NoResponse? Judge() => null;

    /// <summary>Reads the next line that is not blank as a header line.</summary>
    /// <exception cref="ExportRefused">There is none, or it cannot be read.</exception>
    public static HeadRow ReadHeader(RawRows rows)
    {
        do
        {
            if (!rows.Read()) throw new ExportRefused("empty", "the file is empty: it has no header");
            if (rows.Trouble is { } trouble) throw new ExportRefused("bad-header", $"line {rows.Line}: the header cannot be read ({trouble})", rows.Line);
            if (rows.CellCount > MostColumns) throw new ExportRefused("too-many-columns", $"line {rows.Line}: the header has {rows.CellCount:N0} columns; at most {MostColumns:N0} are read", rows.Line);
            for (var i = 0; i < rows.CellCount; i++)
                if (rows.Cell(i).Length > LongestHeader) throw new ExportRefused("bad-header", $"line {rows.Line}: column {i + 1} of the header is longer than {LongestHeader:N0} bytes; no question is", rows.Line);
        }
        while (rows.IsBlank());
        return new HeadRow(rows.Line, rows.Texts());
    }
}

/// <summary>A kind of rows that are no finished responses.</summary>
/// <param name="Code">A stable slug, one of <see cref="Symetrie.Analytics.Surveys.Codebook.Keepable"/>.</param>
/// <param name="Reason">What they are, in a sentence.</param>
internal sealed record NoResponse(string Code, string Reason);
