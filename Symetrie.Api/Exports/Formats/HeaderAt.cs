namespace Symetrie.Api.Exports.Formats;

/// <summary>Rows from a named line on: what stands above the header is passed over.</summary>
/// <param name="rows">All rows; they belong to this.</param>
/// <param name="header">The line of the header, from 1.</param>
internal sealed class HeaderAt(RawRows rows, long header) : RawRows
{
    private bool isBelow;

    /// <inheritdoc/>
    public override string Container => rows.Container;

    /// <inheritdoc/>
    public override string Encoding => rows.Encoding;

    /// <inheritdoc/>
    public override char? Delimiter => rows.Delimiter;

    /// <inheritdoc/>
    public override string? Sheet => rows.Sheet;

    /// <inheritdoc/>
    public override IReadOnlyList<string> OtherSheets => rows.OtherSheets;

    /// <inheritdoc/>
    public override long Line => rows.Line;

    /// <inheritdoc/>
    public override int CellCount => rows.CellCount;

    /// <inheritdoc/>
    public override string? Trouble => rows.Trouble;

    /// <inheritdoc/>
    public override long BytesRead => rows.BytesRead;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Labels => rows.Labels;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<int, IReadOnlyDictionary<string, string>> ValueLabels => rows.ValueLabels;

    /// <inheritdoc/>
    public override bool HasTypedDates => rows.HasTypedDates;

    /// <inheritdoc/>
    public override bool Read()
    {
        while (rows.Read())
        {
            if (isBelow || rows.Line == header) return isBelow = true;
            if (rows.Line > header) break;
        }

        return isBelow ? false : throw new ExportRefused("no-header", $"line {header}: there is no header: the line is empty, or the file ends before it", header);
    }

    /// <inheritdoc/>
    public override void Restart()
    {
        rows.Restart();
        isBelow = false;
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Cell(int index) => rows.Cell(index);

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Row() => rows.Row();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => rows.Dispose();
}
