using System.Text;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports;
using Symetrie.Api.Exports.Formats;

namespace Symetrie.Api.Imports;

/// <summary>Actions as a file: JSON (<c>{"rows":[{team,ritual,start,end,assignment}]}</c>), or delimited text or a workbook with these columns. A day is a date or a period of
/// the calendar; <c>end</c> is the day after the last, and empty where the ritual is held still; <c>assignment</c> is <c>chosen</c> where it is empty.</summary>
public static class ActionsFile
{
    private const int MostProblems = 20;
    private static readonly string[] Columns = ["team", "ritual", "start", "end", "assignment"];

    /// <summary>Reads a file of any of these kinds, told apart by what stands in it.</summary>
    /// <param name="seekable">The file, from where it stands; it stays open.</param>
    /// <param name="calendar">The store's calendar, whose labels may stand for their first day.</param>
    /// <param name="today">The day on which they are noted.</param>
    /// <returns>The actions, or every problem with the line and column, or the JSON path.</returns>
    public static Reading<IReadOnlyList<RitualAction>> Read(Stream seekable, Calendar calendar, DateOnly today)
    {
        try
        {
            var source = new ExportSource(seekable);
            if (source.Head.Length == 0) return Refused(["the file is empty"]);
            if (TeamsFile.IsWorkbook(source)) return OfTable(source, calendar, today);
            if (source.Kind() is { } kind) return Refused([$"this is {kind}; actions come as JSON, as delimited text or as a workbook"]);
            return source.HeadText().AsSpan().TrimStart() is ['{' or '[', ..] ? OfJson(TeamsFile.Text(source), calendar, today) : OfTable(source, calendar, today);
        }
        catch (ExportRefused refused)
        {
            return Refused([refused.Message]);
        }
    }

    private static Reading<IReadOnlyList<RitualAction>> OfJson(string json, Calendar calendar, DateOnly today) => JsonPlace.ReadAll<IReadOnlyList<RitualAction>>(json, root =>
    {
        if (!root.IsObject("rows")) return null;
        var actions = new List<RitualAction>();
        foreach (var place in root.Need("rows")?.Elements() ?? [])
        {
            if (!place.IsObject(Columns)) continue;
            string?[] cells = [place.Need("team")?.Text(), place.Need("ritual")?.Text(), place.Need("start")?.Text(), place.Find("end")?.AnyText(), place.Find("assignment")?.Text()];
            if (Array.TrueForAll(cells[..3], c => c is not null) && Row(cells, calendar, today, place.Problem) is { } action) actions.Add(action);
        }

        return actions;
    });

    private static Reading<IReadOnlyList<RitualAction>> OfTable(ExportSource source, Calendar calendar, DateOnly today)
    {
        using var table = ExportFormats.Open(source);
        var (problems, actions) = (new List<string>(), new List<RitualAction>());
        var places = Columns.Select(c => table.Headers.ToList().FindIndex(h => h.Trim().Equals(c, StringComparison.OrdinalIgnoreCase))).ToArray();
        foreach (var missing in Columns.Where((_, i) => i < 3 && places[i] < 0)) problems.Add($"line {table.HeaderLine}: there is no column '{missing}'; the columns are {string.Join(", ", Columns)}");
        foreach (var header in table.Headers.Where(h => h.Length > 0 && !Columns.Contains(h.Trim(), StringComparer.OrdinalIgnoreCase))) problems.Add($"line {table.HeaderLine}: column '{header}' is not known; the columns are {string.Join(", ", Columns)}");
        while (problems.Count < MostProblems && table.Read())
        {
            if (table.Trouble is { } trouble) problems.Add($"line {table.Line}: {trouble}");
            else if (table.CellCount > table.Headers.Count) problems.Add($"line {table.Line}: {table.CellCount} cells under a header of {table.Headers.Count}");
            else if (Row([.. places.Select(Cell)], calendar, today, (column, problem) => problems.Add($"line {table.Line}: column '{column}': {problem}")) is { } action) actions.Add(action);
        }

        return problems.Count > 0 ? Refused(problems) : new Reading<IReadOnlyList<RitualAction>>(actions, []);

        string? Cell(int column) => column < 0 || Encoding.UTF8.GetString(table.Cell(column)).Trim() is not { Length: > 0 } text ? null : text;
    }

    private static RitualAction? Row(string?[] cells, Calendar calendar, DateOnly today, Action<string, string> problem)
    {
        var good = true;
        var (team, ritual, start, end, assignment) = (cells[0], cells[1], cells[2], cells[3], cells[4]);
        if (team is null || TextKey.Of(team).Length == 0) Bad("team", "the row names no team");
        if (ritual is null) Bad("ritual", "the row names no ritual");
        var from = string.IsNullOrWhiteSpace(start) ? null : TeamsFile.Day(start, calendar);
        if (from is null) Bad("start", $"'{start}' is neither a date (2026-01-01) nor a period of the calendar");
        var to = string.IsNullOrWhiteSpace(end) ? DateOnly.MaxValue : TeamsFile.Day(end, calendar);
        if (to is null) Bad("end", $"'{end}' is neither a date (2026-01-01) nor a period of the calendar");
        else if (from is not null && to <= from) Bad("end", $"'{end}' is not after the start '{start}'; it is the day after the last");
        if (assignment is not (null or "chosen" or "random")) Bad("assignment", $"'{assignment}' is neither 'chosen' nor 'random'; leave it out for 'chosen'");
        return good ? new RitualAction(team!.Trim(), ritual!, from!.Value, to!.Value, assignment == "random" ? Assignment.Random : Assignment.Chosen, today) : null;

        void Bad(string column, string text)
        {
            good = false;
            problem(column, text);
        }
    }

    private static Reading<IReadOnlyList<RitualAction>> Refused(IReadOnlyList<string> problems) => new(null, problems);
}
