using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports.Cells;
using Symetrie.Api.Exports.Formats;

namespace Symetrie.Api.Exports.Rows;

/// <summary>What all layouts read from.</summary>
/// <param name="Table">The table of text cells.</param>
/// <param name="Codebook">The codebook.</param>
/// <param name="Binding">Which column is which.</param>
/// <param name="Missing">The texts that mean nothing.</param>
/// <param name="Numbers">Reads numbers.</param>
/// <param name="Dates">Reads dates.</param>
/// <param name="Periods">Reads periods.</param>
/// <param name="Day">The day of every response, where the codebook has no date column.</param>
internal sealed record RowSource(ExportTable Table, Codebook Codebook, HeaderBinding Binding, MissingCodes Missing, NumberCells Numbers, DateCells Dates, PeriodCells Periods, DateOnly? Day = null);

/// <summary>Makes responses of a table's rows, one layout each. A row with several bad cells gives one rejection, for the first: counts are rows.</summary>
internal abstract class RowReader
{
    // What is stored as it stands: a text beyond this is a cell that swallowed others.
    private const int LongestKept = 1_000;
    private readonly TextPool texts = new();
    private readonly int[] kept;
    private readonly int team;
    private readonly int teamName;
    private readonly int day;
    private readonly bool byPeriod;
    private readonly IReadOnlyDictionary<int, IReadOnlyDictionary<string, string>> labels;
    private string?[] attributes;

    /// <summary>A reader of the rows of <paramref name="source"/>.</summary>
    protected RowReader(RowSource source)
    {
        Source = source;
        var (binding, columns) = (source.Binding, source.Codebook.Columns);
        (team, teamName) = (binding.Of(columns.Team), binding.Of(columns.TeamName));
        byPeriod = source.Codebook.Layout.IsFigure() || source.Codebook.Layout == Layout.Practice;
        day = binding.Of(byPeriod ? columns.Period : columns.Date);
        attributes = new string?[binding.Attributes.Length];
        labels = source.Table.ValueLabels;
        kept = [.. ((int[])[team, teamName, binding.Of(columns.Respondent), binding.Of(columns.Response), binding.Of(columns.Occasion), .. binding.Attributes]).Where(c => c >= 0).Distinct()];
    }

    /// <summary>Where the rows come from.</summary>
    protected RowSource Source { get; }

    /// <summary>The reader of a codebook's layout.</summary>
    public static RowReader Of(RowSource source) => source.Codebook.Layout switch
    {
        Layout.Wide => new WideRows(source),
        Layout.Long => new LongRows(source),
        Layout.Aggregate => new AggregateRows(source),
        Layout.Outcomes => new OutcomeRows(source),
        Layout.Actions => new ActionRows(source),
        Layout.Practice => new PracticeRows(source),
        _ => new InvitedRows(source),
    };

    /// <summary>Reads the current row.</summary>
    public ExportRow Read()
    {
        var table = Source.Table;
        if (table.Trouble is { } trouble) return RejectRow("bad-quoting", trouble);
        if (table.CellCount != Source.Binding.Width && !HasItsCells()) return IsBlank() ? ExportRow.Nothing : RejectRow("wrong-cell-count", $"{table.CellCount} cells where the header has {Source.Binding.Named}");
        var name = Cell(team);
        if (name.Length == 0) return IsBlank() ? ExportRow.Nothing : Reject(team, "missing-team", "the row names no team");
        foreach (var column in kept)
            if (table.Cell(column).Length > LongestKept) return Reject(column, "too-long", $"longer than {LongestKept:N0} bytes; names and ids are short");
        return ReadRow(texts.Of(name));
    }

    /// <summary>Reads what the layout makes of the current row.</summary>
    protected abstract ExportRow ReadRow(string team);

    /// <summary>A cell, trimmed; empty where it holds a missing code, and where there is no such column.</summary>
    protected ReadOnlySpan<byte> Cell(int column)
    {
        if (column < 0) return [];
        var cell = Utf8.Trim(Source.Table.Cell(column));
        return Source.Missing.Holds(cell) ? [] : cell;
    }

    /// <summary>The pooled text of a cell that repeats over rows; null where it is empty.</summary>
    protected string? Text(int column)
    {
        var cell = Cell(column);
        return cell.Length == 0 ? null : texts.Of(cell);
    }

    /// <summary>The text of a cell that does not repeat; null where it is empty.</summary>
    protected string? OwnText(int column)
    {
        var cell = Cell(column);
        return cell.Length == 0 ? null : System.Text.Encoding.UTF8.GetString(cell);
    }

    /// <summary>The team's name beside its key, or what the file says its code means; null where there is none.</summary>
    protected string? TeamName() => teamName >= 0 ? Labelled(teamName, Text(teamName)) : labels.ContainsKey(team) ? Meaning(team, Text(team)) : null;

    /// <summary>What the row says of the team. Rows that say the same as the row before share one list.</summary>
    protected IReadOnlyList<string?> Attributes()
    {
        var columns = Source.Binding.Attributes;
        for (var i = 0; i < columns.Length; i++)
        {
            var text = Labelled(columns[i], Text(columns[i]));
            if (ReferenceEquals(text, attributes[i])) continue;
            attributes = [.. attributes];
            attributes[i] = text;
        }

        return attributes;
    }

    /// <summary>Reads the submission date, or the first day of the period.</summary>
    protected bool TryDay(out DateOnly date, out ExportRow rejected)
    {
        rejected = default;
        date = default;
        if (Source.Day is { } same)
        {
            date = same;
            return true;
        }

        var cell = Cell(day);
        if (cell.Length == 0) rejected = byPeriod ? Reject(day, "missing-period", "the row names no period") : Reject(day, "missing-date", "the row has no date");
        else if (byPeriod ? Source.Periods.TryRead(cell, out date) : Source.Dates.TryRead(cell, out date)) return true;
        else rejected = byPeriod ? Reject(day, "unknown-period", $"no period of the calendar; expected {Source.Periods.Expected}") : Reject(day, "bad-date", $"not a date; expected {Source.Dates.Expected}");
        return false;
    }

    /// <summary>The current row is not taken because of one cell.</summary>
    protected ExportRow Reject(int column, string code, string reason) =>
        new(null, new Rejection(Source.Table.Line, Source.Binding.HeaderOf(column), code, reason, Utf8.Told(Source.Table.Cell(column))), false);

    private ExportRow RejectRow(string code, string reason) => new(null, new Rejection(Source.Table.Line, null, code, reason, Utf8.Told(Source.Table.Row())), false);

    // What the file says a code means: people know a region by its name.
    private string? Labelled(int column, string? code) => labels.Count == 0 ? code : Meaning(column, code) ?? code;

    private string? Meaning(int column, string? code) => code is not null && labels.TryGetValue(column, out var meanings) ? meanings.GetValueOrDefault(code) : null;

    // Columns without a header, and cells beyond the header, may be there as long as they are empty beyond it.
    private bool HasItsCells()
    {
        var table = Source.Table;
        if (table.CellCount < Source.Binding.Named) return false;
        for (var i = Source.Binding.Width; i < table.CellCount; i++)
            if (Utf8.Trim(table.Cell(i)).Length > 0) return false;
        return true;
    }

    private bool IsBlank()
    {
        for (var i = 0; i < Source.Table.CellCount; i++)
            if (Utf8.Trim(Source.Table.Cell(i)).Length > 0) return false;
        return true;
    }
}
