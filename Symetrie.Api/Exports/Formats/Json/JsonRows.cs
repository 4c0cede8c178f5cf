using System.Text;

namespace Symetrie.Api.Exports.Formats.Json;

/// <summary>The rows of a JSON file: its keys as the header on line 1, then a row a response. The file is read through once before, for a key may come late.</summary>
internal sealed class JsonRows : RawRows
{
    private readonly ExportSource source;
    private readonly JsonColumns columns = new();
    private readonly JsonCells cells;
    private readonly byte[][] headers;
    private readonly byte[] headerRow;
    private JsonObjects objects;
    private bool isBeforeHeader = true;
    private bool isHeader;

    /// <summary>Reads the file through, and stands before its header.</summary>
    /// <exception cref="ExportRefused">It is no JSON of responses.</exception>
    public JsonRows(ExportSource source)
    {
        this.source = source;
        cells = new JsonCells(columns);
        objects = new JsonObjects(source);
        while (objects.Read()) cells.Read(objects);
        if (columns.Count == 0) throw new ExportRefused("empty", "the JSON has no response with a value");
        string[] names = columns.Headers();
        headers = [.. names.Select(System.Text.Encoding.UTF8.GetBytes)];
        headerRow = System.Text.Encoding.UTF8.GetBytes(string.Join('\t', names));
        objects = new JsonObjects(source);
    }

    /// <inheritdoc/>
    public override string Container => "json";

    /// <inheritdoc/>
    public override string Encoding => "utf-8";

    /// <inheritdoc/>
    public override long Line => isHeader ? 1 : objects.Line;

    /// <inheritdoc/>
    public override int CellCount => headers.Length;

    /// <inheritdoc/>
    public override long BytesRead => source.Passed;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Cell(int index) => isHeader ? index < headers.Length ? headers[index] : [] : cells.Cell(index);

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Row() => isHeader ? headerRow : objects.Current;

    /// <inheritdoc/>
    public override void Restart()
    {
        objects = new JsonObjects(source);
        isBeforeHeader = true;
    }

    /// <inheritdoc/>
    public override bool Read()
    {
        (isHeader, isBeforeHeader) = (isBeforeHeader, false);
        if (isHeader) return true;
        if (!objects.Read()) return false;
        cells.Read(objects);
        return true;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }
}
