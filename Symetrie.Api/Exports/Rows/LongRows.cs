using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports.Cells;

namespace Symetrie.Api.Exports.Rows;

/// <summary>A row an answer: each gives a response with that one item's answer. Rows of one response are put together when it is stored.</summary>
internal sealed class LongRows : RowReader
{
    private readonly RespondentColumns who;
    private readonly ItemCells items;
    private readonly AnswerCells[] answers;
    private readonly int[] steps;
    private readonly int item;
    private readonly int answer;

    /// <summary>A reader of the rows of <paramref name="source"/>.</summary>
    public LongRows(RowSource source)
        : base(source)
    {
        (who, items) = (RespondentColumns.Of(source), new ItemCells(source.Codebook.Items));
        (item, answer) = (source.Binding.Of(source.Codebook.Columns.Item), source.Binding.Of(source.Codebook.Columns.Answer));
        answers = ScaleCells.Of(source, [.. Enumerable.Repeat(answer, source.Codebook.Items.Count)]);
        steps = new int[source.Codebook.Items.Count];
        Array.Fill(steps, AnswerCells.None);
    }

    /// <inheritdoc/>
    protected override ExportRow ReadRow(string team)
    {
        var (response, respondent) = (OwnText(who.Response), OwnText(who.Respondent));
        if (response is null && respondent is null) return Reject(Math.Max(who.Respondent, who.Response), "missing-respondent", "the row does not tell whose answer it is");
        if (!TryDay(out var day, out var rejected)) return rejected;
        var place = items.Read(Cell(item));
        if (place < 0) return Reject(item, "unknown-item", "no item of the codebook");
        var cell = Source.Table.Cell(answer);
        var step = answers[place].Read(cell);
        if (step == AnswerCells.Bad)
        {
            var (code, reason) = answers[place].Explain(cell);
            return Reject(answer, code, reason);
        }

        steps[place] = step;
        var content = AnswerCode.Write(steps);
        steps[place] = AnswerCells.None;
        return new ExportRow(new Response
        {
            Line = Source.Table.Line,
            Team = team,
            TeamName = TeamName(),
            ResponseId = response,
            Respondent = respondent,
            Occasion = Text(who.Occasion),
            Day = day,
            Content = content,
            Attributes = Attributes(),
        }, null, false);
    }
}
