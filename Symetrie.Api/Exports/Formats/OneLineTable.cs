namespace Symetrie.Api.Exports.Formats;

/// <summary>A table whose only header line is its first that is not blank.</summary>
internal sealed class OneLineTable : ExportTable
{
    private readonly HeadRow header;

    /// <summary>A table of these rows.</summary>
    /// <param name="rows">The rows, before the first.</param>
    /// <param name="format">The format's key.</param>
    public OneLineTable(RawRows rows, string format)
        : base(rows) => (Format, header) = (format, ReadHeader(rows));

    /// <inheritdoc/>
    public override string Format { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Headers => header.Cells;

    /// <inheritdoc/>
    public override long HeaderLine => header.Line;
}
