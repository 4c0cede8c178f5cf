using System.Data.Common;
using Symetrie.Analytics;
using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Recompute;

/// <summary>How far a run is.</summary>
/// <param name="Stage">What is being done.</param>
/// <param name="Share">How much of the whole is done, a proportion.</param>
public sealed record RunProgress(string Stage, double Share);

/// <summary>What a run came to.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Snapshot">The snapshot it arrived at.</param>
/// <param name="Published">Whether that snapshot is new; false where nothing that readers see has changed.</param>
/// <param name="TalliesRebuilt">How many tallies were built from responses.</param>
/// <param name="TalliesKept">How many stood as they were.</param>
public sealed record RunOutcome(string Run, string Snapshot, bool Published, int TalliesRebuilt, int TalliesKept);

/// <summary>Load → analysis → publish. The last snapshot is served until the next one is whole.</summary>
/// <param name="store">The store.</param>
/// <param name="settings">Confidence, minimums, threads.</param>
public sealed class Recomputer(Store store, AnalysisSettings settings)
{
    /// <summary>Does a run that was claimed; one that fails is marked so in the ledger, and the failure goes on to the caller.</summary>
    public RunOutcome Run(long run, IProgress<RunProgress>? progress = null)
    {
        try
        {
            var loaded = store.Engine.Read(connection => Load(connection, progress));
            progress?.Report(new RunProgress("analysing", 0.4));
            var analysis = Analysis.Of(loaded.Answers, settings, loaded.Ledger, store.Today);
            var parts = store.Snapshots.WriteParts(analysis, new Share(progress, "computing", 0.45, 0.95));
            var (snapshot, published) = store.Engine.Write(connection => Publish(connection, analysis, parts, run, loaded));
            store.Runs.Finish(run, snapshot, error: null);
            progress?.Report(new RunProgress("done", 1));
            return new RunOutcome(RunStore.Id(run), snapshot, published, loaded.Rebuilt.Count, loaded.Kept);
        }
        catch (Exception failure)
        {
            store.Runs.Finish(run, snapshot: null, failure.Message);
            throw;
        }
    }

    private (string Snapshot, bool Published) Publish(DbConnection connection, Analysis analysis, PartList parts, long run, Loaded loaded)
    {
        store.Tallies.Save(connection, loaded.Rebuilt, loaded.Gone);
        store.Tallies.Record(connection, analysis.Panel.Released.Ledger, loaded.Ledger);
        return store.Snapshots.Publish(connection, analysis, parts, run);
    }

    private Loaded Load(DbConnection connection, IProgress<RunProgress>? progress)
    {
        progress?.Report(new RunProgress("reading", 0));
        var used = store.Codebooks.Used(connection);
        var questionnaires = new Questionnaires(used, MirrorFile.Mirror);
        var units = store.Teams.Units(connection).ToDictionary(u => u.Number);
        var matching = store.Teams.Matching(connection);
        var plan = TallyPlan.Of(store.Tallies.Slices(connection), units, matching, store.Calendar, questionnaires);
        var stored = store.Tallies.Stored(connection);
        var stale = plan.Tallies.Where(t => !stored.TryGetValue(t.Key, out var known) || known.Digest != t.Value.Digest).ToArray();
        var read = 0;
        var unitCount = Math.Max(1, stale.SelectMany(s => s.Value.Slices.Select(x => x.Unit)).Distinct().Count());
        var rebuilt = new SheetReader(store, questionnaires, units).Read(connection, stale, () => progress?.Report(new RunProgress("reading", 0.4 * ++read / unitCount)));
        var sheets = Place(plan, rebuilt, stored, matching.Tree);
        var ledger = store.Tallies.Released(connection);
        return new Loaded(
            new Undisclosed { Tree = matching.Tree, Periods = plan.Periods, EmployeeDimensions = questionnaires.Dimensions[0], CustomerDimensions = questionnaires.Dimensions[1], Sheets = sheets },
            ledger,
            [.. rebuilt.OrderBy(r => r.Key.Team, StringComparer.Ordinal).ThenBy(r => r.Key.Voice).ThenBy(r => r.Key.Period, StringComparer.Ordinal)
                .Select(r => (r.Key, plan.Tallies[r.Key].Digest, SheetCode.Write(r.Value)))],
            [.. stored.Keys.Where(place => !plan.Tallies.ContainsKey(place) || rebuilt.ContainsKey(place))],
            plan.Tallies.Count - rebuilt.Count);
    }

    private static Dictionary<SheetName, AnswerSheet> Place(TallyPlan plan, Dictionary<TallyPlace, AnswerSheet> rebuilt, Dictionary<TallyPlace, (string Digest, byte[] Content)> stored, TeamTree tree)
    {
        var places = plan.Periods.Select((p, i) => (p.Key, i)).ToDictionary(p => p.Key, p => p.i, StringComparer.Ordinal);
        return plan.Tallies.Keys.ToDictionary(
            place => new SheetName(place.Voice, tree.PlaceOf(place.Team), places[place.Period]),
            place => rebuilt.TryGetValue(place, out var sheet) ? sheet : SheetCode.Read(stored[place].Content));
    }

    private sealed record Loaded(
        Undisclosed Answers, ReleaseLedger Ledger,
        IReadOnlyList<(TallyPlace Place, string Digest, byte[] Content)> Rebuilt, IReadOnlyList<TallyPlace> Gone, int Kept);

    private sealed class Share(IProgress<RunProgress>? progress, string stage, double from, double to) : IProgress<double>
    {
        public void Report(double value) => progress?.Report(new RunProgress(stage, from + (value * (to - from))));
    }
}
