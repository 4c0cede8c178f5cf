using System.Text;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports;
using Symetrie.Api.Exports.Formats;

namespace Symetrie.Api.Imports;

/// <summary>A crosswalk as a file: JSON (<c>{"rows":[{voice,unit,team,validFrom,validTo}]}</c>), or delimited text or a workbook with the columns <c>voice</c>,
/// <c>unit</c>, <c>team</c>, <c>validFrom</c>, <c>validTo</c>. A row holds from its first day to the day before <c>validTo</c>; an empty day is the beginning or the end of
/// time, an empty voice both voices. Several teams are parted by <c>|</c>.</summary>
public static class CrosswalkFile
{
    private const int MostProblems = 20;
    private static readonly string[] Columns = ["voice", "unit", "team", "validFrom", "validTo"];

    /// <summary>Reads a file of any of these kinds, told apart by what stands in it.</summary>
    /// <param name="seekable">The file, from where it stands; it stays open.</param>
    /// <param name="calendar">The store's calendar, whose labels may stand for their first day.</param>
    /// <returns>The rows, or every problem with the line and column, or the JSON path.</returns>
    public static Reading<IReadOnlyList<CrosswalkRow>> Read(Stream seekable, Calendar calendar)
    {
        try
        {
            var source = new ExportSource(seekable);
            if (source.Head.Length == 0) return Refused(["the file is empty"]);
            if (TeamsFile.IsWorkbook(source)) return OfTable(source, calendar);
            if (source.Kind() is { } kind) return Refused([$"this is {kind}; a crosswalk comes as JSON, as delimited text or as a workbook"]);
            return source.HeadText().AsSpan().TrimStart() is ['{' or '[', ..] ? OfJson(TeamsFile.Text(source), calendar) : OfTable(source, calendar);
        }
        catch (ExportRefused refused)
        {
            return Refused([refused.Message]);
        }
    }

    private static List<CrosswalkRow> Rows(JsonPlace root, string member, Calendar calendar)
    {
        var rows = new List<CrosswalkRow>();
        foreach (var place in root.Need(member)?.Elements() ?? [])
        {
            if (!place.IsObject(Columns)) continue;
            var (unit, team) = (place.Need("unit")?.Text(), place.Need("team")?.Text());
            if (Row(place.Find("voice")?.Text(), unit, team, place.Find("validFrom")?.AnyText(), place.Find("validTo")?.AnyText(), calendar, place.Problem) is { } row) rows.Add(row);
        }

        return rows;
    }

    /// <summary>Reads matches that are accepted: <c>{"matches":[{voice,unit,team,validFrom,validTo}]}</c>.</summary>
    public static Reading<IReadOnlyList<CrosswalkRow>> Accepted(string json, Calendar calendar) => JsonPlace.ReadAll<IReadOnlyList<CrosswalkRow>>(json, root =>
    {
        if (!root.IsObject("matches")) return null;
        var rows = Rows(root, "matches", calendar);
        if (rows.Count == 0) root.Problem("matches", "there is no match to accept");
        return rows;
    });

    private static Reading<IReadOnlyList<CrosswalkRow>> OfJson(string json, Calendar calendar) =>
        JsonPlace.ReadAll<IReadOnlyList<CrosswalkRow>>(json, root => root.IsObject("rows") ? Rows(root, "rows", calendar) : null);

    private static Reading<IReadOnlyList<CrosswalkRow>> OfTable(ExportSource source, Calendar calendar)
    {
        using var table = ExportFormats.Open(source);
        var (problems, rows) = (new List<string>(), new List<CrosswalkRow>());
        var places = Columns.Select(c => table.Headers.ToList().FindIndex(h => h.Trim().Equals(c, StringComparison.OrdinalIgnoreCase))).ToArray();
        foreach (var missing in Columns.Where((c, i) => c is "unit" or "team" && places[i] < 0)) problems.Add($"line {table.HeaderLine}: there is no column '{missing}'; the columns are {string.Join(", ", Columns)}");
        foreach (var header in table.Headers.Where(h => h.Length > 0 && !Columns.Contains(h.Trim(), StringComparer.OrdinalIgnoreCase))) problems.Add($"line {table.HeaderLine}: column '{header}' is not known; the columns are {string.Join(", ", Columns)}");
        while (problems.Count < MostProblems && table.Read())
        {
            if (table.Trouble is { } trouble) problems.Add($"line {table.Line}: {trouble}");
            else if (table.CellCount > table.Headers.Count) problems.Add($"line {table.Line}: {table.CellCount} cells under a header of {table.Headers.Count}");
            else if (Row(Cell(0), Cell(1), Cell(2), Cell(3), Cell(4), calendar, (column, problem) => problems.Add($"line {table.Line}: column '{column}': {problem}")) is { } row) rows.Add(row);
        }

        return problems.Count > 0 ? Refused(problems) : new Reading<IReadOnlyList<CrosswalkRow>>(rows, []);

        string? Cell(int column) => places[column] < 0 || Encoding.UTF8.GetString(table.Cell(places[column])).Trim() is not { Length: > 0 } text ? null : text;
    }

    private static CrosswalkRow? Row(string? voice, string? unit, string? team, string? from, string? to, Calendar calendar, Action<string, string> problem)
    {
        var good = true;
        if (voice is not null && Voices.Parse(voice) is null) Bad("voice", $"'{voice}' is neither 'employee' nor 'customer'; leave it out for both");
        if (unit is null || TextKey.Of(unit).Length == 0) Bad("unit", "the row names no unit: its key or name as exports write it");
        var teams = team?.Split(CrosswalkRow.Between, StringSplitOptions.TrimEntries) ?? [];
        if (teams.Length == 0 || Array.Exists(teams, t => TextKey.Of(t).Length == 0)) Bad("team", "the row names no team");
        var first = TeamsFile.Day(from, calendar);
        if (first is null) Bad("validFrom", $"'{from}' is neither a date (2026-01-01) nor a period of the calendar");
        var last = string.IsNullOrWhiteSpace(to) ? DateOnly.MaxValue : TeamsFile.Day(to, calendar);
        if (last is null) Bad("validTo", $"'{to}' is neither a date (2026-01-01) nor a period of the calendar");
        else if (good && last <= first) Bad("validTo", $"'{to}' is not after validFrom '{from}'; it is the day after the last");
        return good ? new CrosswalkRow(Voices.Parse(voice), unit!.Trim(), teams, first!.Value, last!.Value) : null;

        void Bad(string column, string text)
        {
            good = false;
            problem(column, text);
        }
    }

    private static Reading<IReadOnlyList<CrosswalkRow>> Refused(IReadOnlyList<string> problems) => new(null, problems);
}
