using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports.Cells;

namespace Symetrie.Api.Exports.Rows;

/// <summary>A row a published figure: team, period, dimension, score, n and perhaps a standard deviation. Where the score or n is empty, or n is 0, the
/// publisher suppressed the figure or had none: the row is blank.</summary>
internal sealed class AggregateRows : RowReader
{
    /// <summary>The most answers a figure may rest on.</summary>
    public const long MostAnswers = 1_000_000_000;

    private readonly ItemCells items;
    private readonly int item;
    private readonly int score;
    private readonly int n;
    private readonly int sd;

    /// <summary>A reader of the rows of <paramref name="source"/>.</summary>
    public AggregateRows(RowSource source)
        : base(source)
    {
        var (binding, columns) = (source.Binding, source.Codebook.Columns);
        items = new ItemCells(source.Codebook.Items);
        (item, score, n, sd) = (binding.Of(columns.Item), binding.Of(columns.Answer), binding.Of(columns.N), binding.Of(columns.Sd));
    }

    /// <inheritdoc/>
    protected override ExportRow ReadRow(string team)
    {
        if (!TryDay(out var day, out var rejected)) return rejected;
        var place = items.Read(Cell(item));
        if (place < 0) return Reject(item, "unknown-dimension", "no dimension of the codebook");
        var scoreCell = Cell(score);
        var countCell = Cell(n);
        if (scoreCell.Length == 0 || countCell.Length == 0) return ExportRow.Nothing;
        var (scale, reversed) = (Source.Codebook.Items[place].Scale, Source.Codebook.Items[place].Reversed);
        if (!Source.Numbers.TryRead(scoreCell, out var value)) return NotANumber(score);
        if (value < scale.Min || value > scale.Max) return Reject(score, "out-of-scale", $"the scale goes from {scale.Min} to {scale.Max}");
        if (!NumberCells.TryReadCount(countCell, out var count) || count > MostAnswers) return Reject(n, "bad-count", "not a whole number from 0 to 1,000,000,000");
        if (!TrySpread(scale, out var spread, out rejected)) return rejected;
        if (count == 0) return ExportRow.Nothing;
        var figure = new PublishedFigure(place, ScorePoints.OfValue(value, scale, reversed), count, spread);
        return new ExportRow(new Response { Line = Source.Table.Line, Team = team, TeamName = TeamName(), Day = day, Content = AnswerCode.Write(figure), Attributes = Attributes() }, null, false);
    }

    private bool TrySpread(ResponseScale scale, out long? spread, out ExportRow rejected)
    {
        (spread, rejected) = (null, default);
        var cell = Cell(sd);
        if (cell.Length == 0) return true;
        if (!Source.Numbers.TryRead(cell, out var value)) rejected = NotANumber(sd);
        else if (value < 0 || value > scale.Max - scale.Min) rejected = Reject(sd, "out-of-scale", $"a standard deviation on this scale lies between 0 and {scale.Max - scale.Min}");
        else spread = ScorePoints.OfLength(value, scale);
        return spread is not null;
    }

    private ExportRow NotANumber(int column)
    {
        var wrongMark = NumberCells.LooksLikeNumber(Cell(column));
        return Reject(column, "not-a-number", wrongMark ? $"the decimal mark of this file is '{Source.Numbers.Mark}'" : "not a number");
    }
}
