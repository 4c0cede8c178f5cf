using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports.Cells;

namespace Symetrie.Api.Exports.Rows;

/// <summary>A row a respondent, a column an item. A row without any answer is a response all the same: someone was asked and said nothing.</summary>
internal sealed class WideRows(RowSource source) : RowReader(source)
{
    private readonly RespondentColumns who = RespondentColumns.Of(source);
    private readonly AnswerCells[] answers = ScaleCells.Of(source, source.Binding.Items);
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
            var column = others is null ? columns[i] : Filled(i);
            var cell = table.Cell(column);
            steps[i] = answers[i].Read(cell);
            if (steps[i] != AnswerCells.Bad) continue;
            var (code, reason) = answers[i].Explain(cell);
            return Reject(column, code, reason);
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
    private int Filled(int item)
    {
        if (others![item].Length == 0 || Cell(columns[item]).Length > 0) return columns[item];
        foreach (var place in others[item])
            if (Cell(place).Length > 0) return place;
        return columns[item];
    }
}
