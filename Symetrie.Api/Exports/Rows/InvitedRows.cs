using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports.Cells;

namespace Symetrie.Api.Exports.Rows;

/// <summary>A row a roster count: team, period, how many were invited. The count is stored as a figure without item or score.</summary>
internal sealed class InvitedRows(RowSource source) : RowReader(source)
{
    private readonly int n = source.Binding.Of(source.Codebook.Columns.N);

    /// <inheritdoc/>
    protected override ExportRow ReadRow(string team)
    {
        if (!TryDay(out var day, out var rejected)) return rejected;
        var cell = Cell(n);
        if (cell.Length == 0) return ExportRow.Nothing;
        if (!NumberCells.TryReadCount(cell, out var count) || count > AggregateRows.MostAnswers) return Reject(n, "bad-count", "not a whole number from 0 to 1,000,000,000");
        var content = AnswerCode.Write(new PublishedFigure(0, 0, count, null));
        return new ExportRow(new Response { Line = Source.Table.Line, Team = team, TeamName = TeamName(), Day = day, Content = content, Attributes = Attributes() }, null, false);
    }
}
