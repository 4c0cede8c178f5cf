using System.Text;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports;
using Symetrie.Api.Exports.Formats;

namespace Symetrie.Api.Imports;

/// <summary>Teams as delimited text. A team may have several rows, each with the attributes from its <c>validFrom</c> on; an empty cell says nothing.</summary>
internal sealed class TeamsTable
{
    private const int MostProblems = 20;
    private static readonly string[] Fixed = ["key", "name", "parent", "validFrom"];

    // What directories call the same, where a file has no column of the plain name.
    private static readonly Dictionary<string, string> Otherwise = new (string Role, string Names)[]
    {
        ("key", "code|cle|team|team key|equipe|unite|code unite|code equipe|unit"),
        ("name", "libelle|nom|intitule|team name|unit name"),
        ("parent", "code parent|parent key|parent code|rattachement|unite parente|parent unit"),
        ("validFrom", "valid from|from|valable du|a partir du|date deffet|date d effet"),
    }.SelectMany(r => r.Names.Split('|').Select(n => (r.Role, Name: n))).ToDictionary(r => r.Name, r => r.Role, StringComparer.Ordinal);

    private readonly Dictionary<string, (long Line, string? Name, string? Parent, Dictionary<string, SortedDictionary<DateOnly, string>> Attributes, HashSet<DateOnly> Days)> teams = new(StringComparer.Ordinal);
    private readonly List<string> problems = [];
    private readonly ExportTable table;
    private readonly Calendar calendar;
    private readonly Dictionary<string, int> columns = new(StringComparer.Ordinal);

    private TeamsTable(ExportTable table, Calendar calendar) => (this.table, this.calendar) = (table, calendar);

    /// <summary>Reads the file.</summary>
    /// <exception cref="ExportRefused">It cannot be read as a table.</exception>
    public static Reading<IReadOnlyList<RegisteredTeam>> Read(ExportSource source, Calendar calendar)
    {
        using var opened = ExportFormats.Open(source);
        return new TeamsTable(opened, calendar).Read();
    }

    private Reading<IReadOnlyList<RegisteredTeam>> Read()
    {
        Header();
        if (problems.Count > 0) return TeamsFile.Refused(problems);
        while (table.Read() && problems.Count < MostProblems) Row();
        if (teams.Count == 0 && problems.Count == 0) problems.Add($"line {table.HeaderLine}: there is a header and no team");
        if (problems.Count > 0) return TeamsFile.Refused(problems);
        return new Reading<IReadOnlyList<RegisteredTeam>>([.. teams.Select(t => new RegisteredTeam(t.Key, t.Value.Name, t.Value.Parent, [], Timelines(t.Value.Attributes)))], []);
    }

    private void Header()
    {
        var plain = Fixed.Where(f => table.Headers.Any(h => f.Equals(h.Trim(), StringComparison.OrdinalIgnoreCase))).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < table.Headers.Count; i++)
        {
            var header = table.Headers[i].Trim();
            if (header.Length == 0) continue;
            var name = Array.Find(Fixed, f => f.Equals(header, StringComparison.OrdinalIgnoreCase)) ?? (Otherwise.TryGetValue(TextKey.Of(header), out var known) && !plain.Contains(known) ? known : header);
            if (TeamsFile.Fault(name) is { } fault) problems.Add($"line {table.HeaderLine}, column {i + 1}: {fault}");
            else if (!columns.TryAdd(name, i)) problems.Add($"line {table.HeaderLine}: column '{name}' is there twice{(name == header ? "" : $" ('{header}' means it too)")}");
        }

        if (!columns.ContainsKey("key")) problems.Add($"line {table.HeaderLine}: there is no column 'key'; the columns are {string.Join(", ", table.Headers.Take(20))}");
    }

    private void Row()
    {
        if (table.Trouble is { } trouble) Problem(trouble);
        else if (table.CellCount > table.Headers.Count) Problem($"{table.CellCount} cells under a header of {table.Headers.Count}");
        else if (Cell("key") is not { } key || TextKey.Of(key).Length == 0) Problem("column 'key': there is no key");
        else if (TeamsFile.Day(Cell("validFrom"), calendar) is not { } day) Problem($"column 'validFrom': '{Cell("validFrom")}' is neither a date (2026-01-01) nor a period of the calendar");
        else Take(key, day);
    }

    private void Take(string key, DateOnly day)
    {
        var (name, parent) = (Cell("name"), Cell("parent"));
        if (!teams.TryGetValue(key, out var team)) teams[key] = team = (table.Line, name, parent, new(StringComparer.Ordinal), []);
        if (!team.Days.Add(day)) Problem($"column 'validFrom': team '{key}' has another row with the same day (its first is on line {team.Line})");
        if (name is not null && name != team.Name) Problem($"column 'name': team '{key}' is called '{team.Name}' on line {team.Line}; a name has no date");
        if (parent != team.Parent) Problem($"column 'parent': team '{key}' has the parent '{team.Parent}' on line {team.Line}; a parent has no date");
        foreach (var attribute in columns.Keys.Except(Fixed))
        {
            if (Cell(attribute) is not { } value) continue;
            if (!team.Attributes.TryGetValue(attribute, out var timeline)) team.Attributes[attribute] = timeline = [];
            timeline[day] = value;
        }
    }

    private string? Cell(string column)
    {
        if (!columns.TryGetValue(column, out var place)) return null;
        var text = Encoding.UTF8.GetString(table.Cell(place)).Trim();
        return text.Length == 0 ? null : text;
    }

    private void Problem(string text) => problems.Add($"line {table.Line}: {text}");

    private static Dictionary<string, IReadOnlyList<DatedValue>> Timelines(Dictionary<string, SortedDictionary<DateOnly, string>> attributes) =>
        attributes.ToDictionary(a => a.Key, a => (IReadOnlyList<DatedValue>)[.. a.Value.Select(v => new DatedValue(v.Key, v.Value))], StringComparer.Ordinal);
}
