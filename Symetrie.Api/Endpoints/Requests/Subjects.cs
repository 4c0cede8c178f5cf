using Symetrie.Analytics.Measures;
using Symetrie.Api.Endpoints.Errors;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints.Requests;

/// <summary>Which values a subject column can have in a snapshot, so that a misspelt one is refused instead of answered with nothing.</summary>
internal sealed class Subjects(Store store, SnapshotTables tables)
{
    /// <summary>The stored text of a value as sent.</summary>
    /// <exception cref="Refusal">The column has no such value; the parameter is named.</exception>
    public string Read(Column column, string value)
    {
        if (column.Values is { } values) return Known(column.Name, value, values.Contains(value, StringComparer.Ordinal), $"it is one of {string.Join(", ", values)}");
        if (column.Kind == ColumnKind.Boolean) return value is "true" or "false" ? (value == "true" ? "1" : "0") : throw Refusal.Value(column.Name, $"'{value}' is neither true nor false");
        if (column.Kind == ColumnKind.Integer) return long.TryParse(value, out var number) ? number.ToString() : throw Refusal.Value(column.Name, $"'{value}' is no whole number");
        return column.Name switch
        {
            "period" or "fromPeriod" or "toPeriod" => Period(column.Name, value).Key,
            "team" => Known(column.Name, value, IsTeam(value) || IsGroup(value), "GET /v1/teams lists the teams"),
            "dimension" or "employeeDimension" or "customerDimension" => Known(column.Name, value, tables.Dimensions.Any(d => d.Key == value), "GET /v1/dimensions lists the dimensions"),
            "ritual" => Known(column.Name, value, IsRitual(value), "GET /v1/referential lists the rituals"),
            "stratum" => Known(column.Name, value, IsStratum(value), "it is 'all', or an attribute of the teams and its value: region=North"),
            _ => value,
        };
    }

    /// <summary>Whether a text is a value as a whole, commas and all.</summary>
    public bool IsWhole(Column column, string value) =>
        value.Contains(',', StringComparison.Ordinal) && column.Name switch
        {
            "team" => IsTeam(value) || IsGroup(value),
            "stratum" => IsStratum(value),
            "period" or "fromPeriod" or "toPeriod" => tables.Periods.Any(p => p.Key == value),
            _ => false,
        };

    /// <summary>The keys of the snapshot's periods from one on, and before another; either bound may be absent.</summary>
    public IReadOnlyList<string> Between(string? from, string? to)
    {
        DateOnly? first = from is null ? null : Period("fromPeriod", from).From;
        DateOnly? end = to is null ? null : Period("toPeriod", to).From;
        return [.. tables.Periods.Where(p => (first is null || p.EmployeeFrom >= first) && (end is null || p.EmployeeFrom < end)).Select(p => p.Key)];
    }

    private (string Key, DateOnly From) Period(string parameter, string label)
    {
        if (tables.Periods.FirstOrDefault(p => p.Key == label) is { } published) return (published.Key, published.EmployeeFrom);
        return store.Calendar.Parse(label) is { } period ? (period.Key, period.EmployeeFrom) : throw Refusal.Value(parameter, $"'{label}' is no period of this store's calendar; GET /v1/periods lists the periods");
    }

    private bool IsTeam(string value) => tables.Teams.Any(t => t.Key == value);

    // What stands in a team column beside teams: whether there are such rows is not told by what may be asked for.
    private bool IsGroup(string value) => value == "all-teams"
        || (value.IndexOf(':', StringComparison.Ordinal) is > 0 and var at && value[..at] switch
        {
            "rest-of" or "posts" or "leaders" => IsTeam(value[(at + 1)..]),
            "attribute" => IsStratum(value[(at + 1)..]),
            "level" => PracticeRow.Levels.Contains(value[(at + 1)..]),
            _ => false,
        });

    private bool IsRitual(string value)
    {
        if (tables.Referential is null) return false;
        using var document = System.Text.Json.JsonDocument.Parse(tables.Referential);
        return document.RootElement.GetProperty("rituals").EnumerateArray().Any(r => r.GetProperty("key").GetString() == value);
    }

    private bool IsStratum(string value)
    {
        if (value == "all") return true;
        return tables.Teams.SelectMany(t => t.Attributes).Any(a => value.StartsWith(a.Key + "=", StringComparison.Ordinal) && a.Value.Any(v => v.Value == value[(a.Key.Length + 1)..]));
    }

    private static string Known(string parameter, string value, bool known, string hint) => known ? value : throw Refusal.Value(parameter, $"'{value}' is not known; {hint}");
}
