using System.Collections.Concurrent;
using System.Data.Common;
using Symetrie.Analytics.Tallies;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Recompute;

/// <summary>Builds the sheets of a run together with whatever other programs are on the store: it lays them out in portions, takes portions itself, and gathers what others came to.
/// What they do not come to, because they are slow, died or saw another state, it builds itself: with or without them it arrives at the same.</summary>
internal sealed class SharedReading(Store store, Situation situation, long run, int threads, Action done)
{
    // Below this it is done before anybody has looked.
    private const int FewestShared = 512;
    private const int MostPortions = 64;
    private readonly ConcurrentDictionary<TallyPlace, AnswerSheet> sheets = new();
    private IReadOnlyList<WantedTally[]> portions = [];

    /// <summary>Whether so many sheets are worth laying out.</summary>
    public static bool Pays(Store store, int wanted) => store.Engine.IsShared && wanted >= FewestShared;

    /// <summary>Builds them.</summary>
    public Dictionary<TallyPlace, AnswerSheet> Read(DbConnection connection, KeyValuePair<TallyPlace, TallyPlan.Wanted>[] wanted)
    {
        try
        {
            portions = Portions(wanted);
            store.Shares.Offer(run, portions);
            Together(connection);
            Gather(wanted);
        }
        finally
        {
            store.Shares.Clear(run);
        }

        var left = Array.FindAll(wanted, w => !sheets.ContainsKey(w.Key));
        if (left.Length > 0) Keep(new SheetReader(store, situation.Questionnaires).Read(connection, left, done));
        return sheets.ToDictionary();
    }

    // A team's tallies stay together, so that each answer is read once.
    private static IReadOnlyList<WantedTally[]> Portions(KeyValuePair<TallyPlace, TallyPlan.Wanted>[] wanted)
    {
        var teams = wanted.GroupBy(w => w.Key.Team, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        return [.. teams.Chunk(Math.Max(1, (teams.Length + MostPortions - 1) / MostPortions)).Select(c => c.SelectMany(t => t).Select(w => new WantedTally(w.Key, w.Value.Digest)).ToArray())];
    }

    // A second connection where that sees the same state, and then whoever else is there.
    private void Together(DbConnection connection)
    {
        var state = store.Tallies.State(connection);
        var second = threads < 2 ? Task.CompletedTask : Task.Run(() => store.Engine.Read(other =>
        {
            if (store.Tallies.State(other) == state) Work(other);
            return 0;
        }));
        Work(connection);
        second.GetAwaiter().GetResult();
        Overtake(connection);
    }

    private void Work(DbConnection connection)
    {
        while (store.Shares.Take(run) is { } portion) Build(connection, portion);
    }

    private void Build(DbConnection connection, TallyPortion portion)
    {
        Build(connection, portion.Tallies);
        store.Shares.Finish(portion, []);
    }

    private void Build(DbConnection connection, IReadOnlyList<WantedTally> tallies) =>
        Keep(new SheetReader(store, situation.Questionnaires).Read(connection, [.. tallies.Select(t => KeyValuePair.Create(t.Place, situation.Plan.Tallies[t.Place]))], done));

    // What others have taken and not done yet is done here as well, the last taken first: whoever is slow, or dead, costs no time.
    private void Overtake(DbConnection connection)
    {
        for (var here = new HashSet<long>(); store.Shares.Undone(run).Except(here).ToArray() is [.., var late]; here.Add(late)) Build(connection, portions[(int)late]);
    }

    private void Gather(KeyValuePair<TallyPlace, TallyPlan.Wanted>[] wanted)
    {
        var found = store.Shares.Found(run);
        foreach (var (place, tally) in wanted)
            if (!sheets.ContainsKey(place) && found.TryGetValue(place, out var theirs) && theirs.Digest == tally.Digest) sheets[place] = SheetCode.Read(theirs.Content);
    }

    private void Keep(Dictionary<TallyPlace, AnswerSheet> built)
    {
        foreach (var (place, sheet) in built) sheets[place] = sheet;
    }
}
