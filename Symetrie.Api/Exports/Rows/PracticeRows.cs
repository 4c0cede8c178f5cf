using System.Text;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports.Cells;

namespace Symetrie.Api.Exports.Rows;

/// <summary>A row how often a ritual was held: team, ritual, period, held, planned. Without a column <c>planned</c> it is a row a check: whether it was held this once.</summary>
internal sealed class PracticeRows : RowReader
{
    /// <summary>The most that can have been planned in a period.</summary>
    public const long MostPlanned = 1_000_000;

    private static readonly string[] Yes = ["1", "yes", "y", "true", "oui", "o", "vrai", "x"];
    private static readonly string[] No = ["0", "no", "n", "false", "non", "faux"];
    private readonly int ritual;
    private readonly int held;
    private readonly int planned;

    /// <summary>A reader of the rows of <paramref name="source"/>.</summary>
    public PracticeRows(RowSource source)
        : base(source)
    {
        var (binding, columns) = (source.Binding, source.Codebook.Columns);
        (ritual, held, planned) = (binding.Of(columns.Ritual), binding.Of(columns.Held), binding.Of(columns.Planned));
    }

    /// <inheritdoc/>
    protected override ExportRow ReadRow(string team)
    {
        if (Text(ritual) is not { } key) return Reject(ritual, "missing-ritual", "the row names no ritual");
        if (!TryDay(out var day, out var rejected)) return rejected;
        if (planned < 0) return Check(team, key, day);
        if (Cell(held).Length == 0 && Cell(planned).Length == 0) return ExportRow.Nothing;
        if (!NumberCells.TryReadCount(Cell(planned), out var due) || due > MostPlanned) return Reject(planned, "bad-count", $"not a whole number from 0 to {MostPlanned:N0}");
        if (!NumberCells.TryReadCount(Cell(held), out var done) || done > MostPlanned) return Reject(held, "bad-count", $"not a whole number from 0 to {MostPlanned:N0}");
        return done > due ? Reject(held, "more-than-planned", $"held {done} times where {due} were planned; plan as often as it was held at least") : Row(team, key, day, done, due);
    }

    private ExportRow Check(string team, string key, DateOnly day)
    {
        var cell = Encoding.UTF8.GetString(Cell(held)).ToLowerInvariant();
        if (cell.Length == 0) return ExportRow.Nothing;
        return Array.IndexOf(Yes, cell) >= 0 ? Row(team, key, day, 1, 1)
            : Array.IndexOf(No, cell) >= 0 ? Row(team, key, day, 0, 1)
            : Reject(held, "neither-yes-nor-no", "a check is held or not: 1 or 0, yes or no, oui or non");
    }

    private ExportRow Row(string team, string key, DateOnly day, long done, long due) =>
        new(null, null, false) { Deed = new ExportDeed(Source.Table.Line, null, new PracticeCount(team, key, day, done, due, default)) };
}
