using System.Data.Common;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Recompute;

/// <summary>What a transaction sees of questionnaires, teams and answers, and which tallies follow from it.</summary>
/// <param name="Used">The codebooks that standing imports were read by, without those of what was done.</param>
/// <param name="Questionnaires">How answers become scores.</param>
/// <param name="Units">The units that standing imports speak of.</param>
/// <param name="Matching">The teams, and which unit is whose.</param>
/// <param name="Slices">When answers changed.</param>
/// <param name="Plan">The tallies there must be.</param>
internal sealed record Situation(IReadOnlyList<StoredCodebook> Used, Questionnaires Questionnaires, Dictionary<long, Unit> Units, TeamMatching Matching, IReadOnlyList<Slice> Slices, TallyPlan Plan)
{
    /// <summary>Reads it.</summary>
    public static Situation Of(Store store, DbConnection connection)
    {
        var used = store.Codebooks.Used(connection).Where(c => !c.Codebook.Layout.IsDeed()).ToArray();
        var questionnaires = new Questionnaires([.. used.Where(c => c.Codebook.Layout != Layout.Outcomes)], MirrorFile.Mirror);
        var units = store.Teams.Units(connection).ToDictionary(u => u.Number);
        var matching = store.Teams.Matching(connection, units.Values);
        var slices = store.Tallies.Slices(connection);
        return new Situation(used, questionnaires, units, matching, slices, TallyPlan.Of(slices, units, matching, store.Calendar, questionnaires));
    }

    /// <summary>Builds the tallies of a portion that come out as its run wants them; what has changed meanwhile is left out.</summary>
    public IEnumerable<(TallyPlace Place, string Digest, byte[] Content)> Build(Store store, DbConnection connection, TallyPortion portion)
    {
        var known = portion.Tallies.Where(t => Plan.Tallies.TryGetValue(t.Place, out var mine) && mine.Digest == t.Digest)
            .Select(t => KeyValuePair.Create(t.Place, Plan.Tallies[t.Place])).ToArray();
        var sheets = new SheetReader(store, Questionnaires).Read(connection, known, done: null);
        return sheets.Select(s => (s.Key, Plan.Tallies[s.Key].Digest, Symetrie.Analytics.Tallies.SheetCode.Write(s.Value)));
    }
}
