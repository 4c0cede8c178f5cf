using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Imports;

/// <summary>Teams as JSON.</summary>
internal static class TeamsJson
{
    public static Reading<IReadOnlyList<RegisteredTeam>> Read(string json, Calendar calendar) => JsonPlace.ReadAll<IReadOnlyList<RegisteredTeam>>(json, root =>
    {
        if (!root.IsObject("teams")) return null;
        var teams = new List<RegisteredTeam>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var place in root.Need("teams")?.Elements() ?? [])
        {
            if (Team(place, calendar) is not { } team) continue;
            if (seen.Add(team.Key)) teams.Add(team);
            else place.Problem("key", $"'{team.Key}' is there twice");
        }

        if (teams.Count == 0) root.Problem("teams", "there is no team");
        return teams;
    });

    private static RegisteredTeam? Team(JsonPlace place, Calendar calendar)
    {
        if (!place.IsObject("key", "name", "parent", "aliases", "attributes")) return null;
        var key = place.Need("key")?.Text()?.Trim();
        if (key is not null && TextKey.Of(key).Length == 0) place.Problem("key", $"'{key}' holds no letter and no digit");
        var (name, parent) = (place.Find("name")?.Text()?.Trim(), place.Find("parent")?.Text()?.Trim());
        var aliases = (place.Find("aliases")?.Elements() ?? []).Select(Alias).OfType<(Voice?, string)>().ToArray();
        var attributes = new Dictionary<string, IReadOnlyList<DatedValue>>(StringComparer.Ordinal);
        foreach (var (attribute, values) in place.Find("attributes")?.Entries() ?? [])
        {
            if (TeamsFile.Fault(attribute) is { } fault) values.Problem(fault);
            attributes[attribute] = Timeline(values, calendar);
        }

        return key is null ? null : new RegisteredTeam(key, name, parent, aliases, attributes);
    }

    private static (Voice?, string)? Alias(JsonPlace place)
    {
        if (!place.IsObject("voice", "text")) return null;
        Voice? voice = null;
        if (place.Find("voice") is { } said && said.Text() is { } written)
        {
            voice = Voices.Parse(written);
            if (voice is null) said.Problem($"'{written}' is neither 'employee' nor 'customer'");
        }

        return place.Need("text")?.Text() is { } text ? (voice, text) : null;
    }

    private static List<DatedValue> Timeline(JsonPlace place, Calendar calendar)
    {
        var values = new SortedDictionary<DateOnly, string>();
        foreach (var entry in place.Elements())
        {
            if (!entry.IsObject("from", "value")) continue;
            var (from, value) = (entry.Find("from")?.AnyText(), entry.Need("value")?.Text());
            if (TeamsFile.Day(from, calendar) is not { } day) entry.Problem("from", $"'{from}' is neither a date (2026-01-01) nor a period of the calendar");
            else if (value is not null && !values.TryAdd(day, value)) entry.Problem("from", "another value begins on the same day");
        }

        return [.. values.Select(v => new DatedValue(v.Key, v.Value))];
    }
}
