using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Exports.Rows;

/// <summary>A row that a team holds a ritual: team, ritual, start, perhaps end and how the team came to it. A day is a date, or a period of the calendar and then its first day.</summary>
internal sealed class ActionRows : RowReader
{
    private readonly int ritual;
    private readonly int start;
    private readonly int end;
    private readonly int assignment;

    /// <summary>A reader of the rows of <paramref name="source"/>.</summary>
    public ActionRows(RowSource source)
        : base(source)
    {
        var (binding, columns) = (source.Binding, source.Codebook.Columns);
        (ritual, start, end, assignment) = (binding.Of(columns.Ritual), binding.Of(columns.Start), binding.Of(columns.End), binding.Of(columns.Assignment));
    }

    /// <inheritdoc/>
    protected override ExportRow ReadRow(string team)
    {
        if (Text(ritual) is not { } key) return Reject(ritual, "missing-ritual", "the row names no ritual");
        if (Cell(start).Length == 0) return Reject(start, "missing-date", "the row has no first day");
        if (Day(start) is not { } from) return Reject(start, "bad-date", $"neither a date nor a period; expected {Source.Dates.Expected}, or {Source.Periods.Expected}");
        var to = Cell(end).Length == 0 ? DateOnly.MaxValue : Day(end);
        if (to is null) return Reject(end, "bad-date", $"neither a date nor a period; expected {Source.Dates.Expected}, or {Source.Periods.Expected}");
        if (to <= from) return Reject(end, "ends-before-it-begins", "the end is the day after the last, and lies after the start");
        var how = Text(assignment);
        if (how is not (null or "chosen" or "random")) return Reject(assignment, "unknown-assignment", "neither 'chosen' nor 'random'; an empty cell is 'chosen'");
        var action = new RitualAction(team, key, from, to.Value, how == "random" ? Assignment.Random : Assignment.Chosen, default);
        return new ExportRow(null, null, false) { Deed = new ExportDeed(Source.Table.Line, action, null) };
    }

    private DateOnly? Day(int column) => Source.Dates.TryRead(Cell(column), out var day) || Source.Periods.TryRead(Cell(column), out day) ? day : null;
}
