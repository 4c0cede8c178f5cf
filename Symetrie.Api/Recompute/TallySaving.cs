using System.Data.Common;
using Symetrie.Analytics.Tallies;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Recompute;

/// <summary>Saves rebuilt tallies while the run goes on, some thousands at a time: they are as good for the next run if this one fails, and all of them together would not be held in memory until it ends.</summary>
/// <param name="store">The store.</param>
/// <param name="claim">The run that rebuilt them.</param>
/// <param name="plan">By which digests they are known.</param>
/// <param name="erasures">How often somebody had been erased when they were built.</param>
internal sealed class TallySaving(Store store, RunClaim claim, TallyPlan plan, long erasures)
{
    private const int Most = 4_096;

    /// <summary>Saves them. What follows an erasure or the loss of the run is not saved: the run is done again, or is somebody else's.</summary>
    /// <param name="rebuilt">The tallies; empty afterwards.</param>
    /// <param name="cancel">Ends it before the next thousands.</param>
    public void Save(Dictionary<TallyPlace, AnswerSheet> rebuilt, CancellationToken cancel)
    {
        var places = rebuilt.Keys.OrderBy(p => p.Team, StringComparer.Ordinal).ThenBy(p => p.Voice).ThenBy(p => p.Period, StringComparer.Ordinal);
        foreach (var some in places.Chunk(Most))
        {
            if (cancel.IsCancellationRequested) break;
            var contents = Array.ConvertAll(some, place => (place, plan.Tallies[place].Digest, SheetCode.Write(rebuilt[place])));
            if (!store.Engine.Write(connection => Save(connection, contents))) break;
        }

        rebuilt.Clear();
    }

    private bool Save(DbConnection connection, (TallyPlace Place, string Digest, byte[] Content)[] contents)
    {
        if (store.Erasures.Count(connection) != erasures || !store.Runs.Holds(connection, claim)) return false;
        // Another run that went on beside this one may have saved some.
        var stored = store.Tallies.Digests(connection);
        store.Tallies.Save(connection, contents, contents.Select(c => c.Place).Where(stored.ContainsKey));
        return true;
    }
}
