using System.Text.Json.Nodes;
using Symetrie.Api.Endpoints.Rows;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints;

/// <summary>A team in a period.</summary>
internal readonly record struct TeamInPeriod(TeamEntry Team, PeriodEntry Period);

/// <summary>The columns of the team tables: the fixed ones, then one for each attribute.</summary>
internal static class TeamTable
{
    /// <summary>The columns that the table of teams always has.</summary>
    public static Table<TeamEntry> Fixed() => new Table<TeamEntry>()
        .Text("key", "The team's key, as the column team of every measure has it.", t => t.Key, key: true)
        .Text("name", "The name.", t => t.Name)
        .Text("parent", "The parent's key; null for a root.", t => t.Parent, nullable: true)
        .Text("path", "The keys from the root to the team, joined by '/'.", t => t.Path)
        .Integer("depth", "How many ancestors it has.", t => t.Depth)
        .Truth("isLeaf", "Whether it has no children: statistics across teams use leaf teams only.", t => t.IsLeaf);

    /// <summary>The columns that the table of teams by period always has.</summary>
    public static Table<TeamInPeriod> FixedPeriods() => new Table<TeamInPeriod>()
        .Text("team", "The team's key.", t => t.Team.Key, key: true)
        .Text("period", "The period.", t => t.Period.Key, key: true)
        .Text("teamName", "The team's name.", t => t.Team.Name);

    /// <summary>The table of teams, each attribute with its newest value.</summary>
    public static Table<TeamEntry> OfTeams(SnapshotTables tables)
    {
        var table = Fixed();
        foreach (var (attribute, column) in Columns(tables, table.Fields))
            table.Text(column, $"The attribute {attribute}, its newest value.", t => t.Attributes.GetValueOrDefault(attribute)?[^1].Value, nullable: true);
        return table;
    }

    /// <summary>The table of teams by period, each attribute as it was then.</summary>
    public static Table<TeamInPeriod> OfPeriods(SnapshotTables tables)
    {
        var table = FixedPeriods();
        foreach (var (attribute, column) in Columns(tables, table.Fields))
            table.Text(column, $"The attribute {attribute} in that period.", t => t.Team.Attributes.GetValueOrDefault(attribute)?.LastOrDefault(v => v.From < t.Period.EmployeeTo)?.Value, nullable: true);
        return table;
    }

    /// <summary>Every team in every period.</summary>
    public static IReadOnlyList<TeamInPeriod> Pairs(SnapshotTables tables) => [.. tables.Periods.SelectMany(p => tables.Teams.Select(t => new TeamInPeriod(t, p)))];

    /// <summary>What PUT takes as JSON.</summary>
    public static JsonObject FileSchema() => JsonNode.Parse("""
        {"type":"object","required":["teams"],"additionalProperties":false,"properties":{"teams":{"type":"array","description":"The teams.","items":{"type":"object","required":["key"],"additionalProperties":false,"properties":{
        "key":{"type":"string","description":"The key."},
        "name":{"type":["string","null"],"description":"The name; null leaves it to the exports."},
        "parent":{"type":["string","null"],"description":"The parent's key; null for a root."},
        "aliases":{"type":"array","description":"Other keys or names by which exports call it.","items":{"type":"object","required":["text"],"additionalProperties":false,"properties":{
        "voice":{"type":["string","null"],"enum":["employee","customer",null],"description":"The voice whose exports do; null for both."},"text":{"type":"string","description":"The key or name."}}}},
        "attributes":{"type":"object","description":"Attributes by name, each a list of dated values.","additionalProperties":{"type":"array","items":{"type":"object","required":["value"],"additionalProperties":false,"properties":{
        "from":{"type":["string","null"],"description":"A date or a period of the store's calendar from which on it holds; null for the beginning."},"value":{"type":"string","description":"The value."}}}}}}}}}}
        """)!.AsObject();

    /// <summary>An example of it.</summary>
    public static JsonNode FileExample() => JsonNode.Parse("""
        {"teams":[{"key":"S13","name":"Lyon Part-Dieu","parent":"A-LYO","aliases":[{"voice":"customer","text":"Part-Dieu"}],"attributes":{"format":[{"from":null,"value":"city"},{"from":"2026-01-01","value":"station"}]}}]}
        """)!;

    // An attribute that is called like a fixed column gives way.
    private static IEnumerable<(string Attribute, string Column)> Columns(SnapshotTables tables, IReadOnlyList<Field> known)
    {
        var taken = known.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var attribute in tables.Teams.SelectMany(t => t.Attributes.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var column = attribute;
            while (!taken.Add(column)) column = "attribute_" + column;
            yield return (attribute, column);
        }
    }
}
