using System.Data.Common;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports;

/// <summary>Which teams of a file are none of those that were put in, and which of these was probably meant.</summary>
internal static class TeamHints
{
    private const int MostTold = 20;

    public static IReadOnlyList<UnknownTeam> Of(Store store, DbConnection connection, Voice voice, IReadOnlyDictionary<string, string> spellings)
    {
        var registered = store.Teams.Registered();
        if (registered.Count == 0) return [];
        var keys = spellings.Values.ToHashSet(StringComparer.Ordinal);
        var units = store.Teams.Units(connection).Where(u => u.Voice == voice && keys.Contains(u.Key)).ToDictionary(u => u.Key, StringComparer.Ordinal);
        var matching = store.Teams.Matching(connection, units.Values);
        var known = registered.Select(t => t.Key).ToHashSet(StringComparer.Ordinal);
        var names = registered.SelectMany(t => new[] { t.Key, t.Name }.Concat(t.Aliases.Where(a => a.Voice is null || a.Voice == voice).Select(a => a.Text))).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        return [.. spellings.Where(s => units.TryGetValue(s.Value, out var unit) && !matching.SpansOf(unit.Number).Any(span => known.Contains(span.Team)))
            .DistinctBy(s => s.Value).OrderBy(s => s.Key, StringComparer.Ordinal).Take(MostTold).Select(s => new UnknownTeam(s.Key, Nearest.Of(s.Key, names)))];
    }
}
