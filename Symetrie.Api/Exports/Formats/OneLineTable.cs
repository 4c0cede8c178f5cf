namespace Symetrie.Api.Exports.Formats;

/// <summary>A table whose only header line is its first that is not blank.</summary>
internal sealed class OneLineTable : ExportTable
{
    private readonly HeadRow header;

    /// <summary>A table of these rows.</summary>
    /// <param name="rows">The rows, before the first.</param>
    /// <param name="format">The format's key.</param>
    /// <param name="headings">What the tool calls its own columns; null where no tool is known.</param>
    /// <param name="own">Among how many of the first columns those stand.</param>
    public OneLineTable(RawRows rows, string format, Headings? headings = null, int own = 0)
        : base(rows)
    {
        (Format, header) = (format, ReadHeader(rows));
        Ids = headings is null ? [] : [.. header.Cells.Take(own).Select(headings.NameOf)];
    }

    /// <inheritdoc/>
    public override string Format { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Headers => header.Cells;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ids { get; }

    /// <inheritdoc/>
    public override long HeaderLine => header.Line;
}
