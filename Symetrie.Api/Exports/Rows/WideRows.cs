using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports.Cells;

namespace Symetrie.Api.Exports.Rows;

/// <summary>A row a respondent, a column an item. A row without any answer is a response all the same: someone was asked and said nothing.</summary>
internal sealed class WideRows(RowSource source) : RowReader(source)
{
    private readonly RespondentColumns who = RespondentColumns.Of(source);
    private readonly AnswerCells[] answers = ScaleCells.Of(source);
    private readonly int[] columns = source.Binding.Items;
    private readonly int[][]? others = source.Binding.OtherItems;
    private readonly int[] steps = new int[source.Codebook.Items.Count];

    /// <inheritdoc/>
    protected override ExportRow ReadRow(string team)
    {
        if (!TryDay(out var day, out var rejected)) return rejected;
        var table = Source.Table;
        for (var i = 0; i < columns.Length; i++)
        {
            var cell = table.Cell(columns[i]);
            if (others is not null && others[i].Length > 0 && Cell(columns[i]).Length == 0) cell = Other(others[i]);
            steps[i] = answers[i].Read(cell);
            if (steps[i] != AnswerCells.Bad) continue;
            var (code, reason) = answers[i].Explain(cell);
            return Reject(columns[i], code, reason);
        }

        var response = new Response
        {
            Line = table.Line,
            Team = team,
            TeamName = TeamName(),
            ResponseId = OwnText(who.Response),
            Respondent = OwnText(who.Respondent),
            Occasion = Text(who.Occasion),
            Day = day,
            Content = AnswerCode.Write(steps),
            Attributes = Attributes(),
        };
        return new ExportRow(response, null, false);
    }

    // A question that was renamed stands in one of several columns, according to the version of the form that was filled in.
    private ReadOnlySpan<byte> Other(int[] places)
    {
        foreach (var place in places)
            if (Cell(place) is { Length: > 0 } cell) return cell;
        return [];
    }
}
