using System.Data.Common;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports;

/// <summary>Which teams of a file of outcomes are none that the store knows, and which of these was probably meant. Their outcomes are kept and count once the team is known.</summary>
internal static class OutcomeHints
{
    private const int MostTold = 20;

    public static IReadOnlyList<UnknownTeam> Of(Store store, DbConnection connection, Voice voice, IReadOnlyDictionary<string, string> spellings)
    {
        var units = store.Teams.Units(connection);
        var matching = store.Teams.Matching(connection, units);
        var registered = store.Teams.Registered();
        var teams = new OutcomeTeams(matching, units, registered);
        var names = matching.Tree.Teams.SelectMany(t => new[] { t.Key, t.Name }).Concat(registered.SelectMany(t => t.Aliases.Select(a => a.Text))).Distinct(StringComparer.Ordinal).ToArray();
        return [.. spellings.Where(s => !teams.Knows(voice, s.Value)).DistinctBy(s => s.Value).OrderBy(s => s.Key, StringComparer.Ordinal).Take(MostTold)
            .Select(s => new UnknownTeam(s.Key, Nearest.Of(s.Key, names)))];
    }
}
