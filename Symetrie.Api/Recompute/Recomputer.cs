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
/// <param name="PartsComputed">How many parts (the rows of a measure in a period) were computed.</param>
/// <param name="PartsKept">How many were carried over, because nothing they depend on has changed.</param>
public sealed record RunOutcome(string Run, string Snapshot, bool Published, int TalliesRebuilt, int TalliesKept, int PartsComputed, int PartsKept);

/// <summary>Load → analysis → publish. The last snapshot is served until the next one is whole.</summary>
/// <param name="store">The store.</param>
/// <param name="settings">Confidence, minimums, threads.</param>
public sealed class Recomputer(Store store, AnalysisSettings settings)
{
    /// <summary>Does a run that was claimed; one that fails is marked so in the ledger, and the failure goes on to the caller.</summary>
    /// <exception cref="RunLostException">Another process has taken the run over.</exception>
    /// <exception cref="OperationCanceledException">Who is told the progress wants it stopped: the run is left to whoever takes it next.</exception>
    public RunOutcome Run(RunClaim claim, IProgress<RunProgress>? progress = null)
    {
        using var heart = new Heartbeat(store, claim);
        try
        {
            RunOutcome? outcome;
            do outcome = Attempt(claim, progress);
            while (outcome is null);
            progress?.Report(new RunProgress("done", 1));
            return outcome;
        }
        catch (OperationCanceledException)
        {
            store.Runs.GiveBack(claim);
            throw;
        }
        catch (Exception failure) when (failure is not RunLostException)
        {
            Fail(claim, failure);
            throw;
        }
    }

    /// <summary>Does a run under the claim by which it was started last.</summary>
    public RunOutcome Run(long run, IProgress<RunProgress>? progress = null) => Run(store.Runs.Held(run), progress);

    // Where not even that can be written down, the run goes quiet, and is taken over.
    private void Fail(RunClaim claim, Exception failure)
    {
        try
        {
            store.Runs.Fail(claim, failure.Message);
        }
        catch (IOException)
        {
            // Why it failed goes on to the caller.
        }
    }

    /// <summary>What a run would publish from, published nowhere: for measuring.</summary>
    internal Analysis Analyse()
    {
        var loaded = store.Engine.Read(connection => Load(connection, claim: null, progress: null));
        return Analysis.Of(loaded.Answers!, loaded.Settings, loaded.Ledger, store.Today, loaded.Deeds);
    }

    // Null where somebody was erased meanwhile: what was computed still holds that person's answers, so nothing of it is kept; or where another
    // run published meanwhile what this one must know of.
    private RunOutcome? Attempt(RunClaim claim, IProgress<RunProgress>? progress)
    {
        var loaded = store.Engine.Read(connection => Load(connection, claim, progress));
        var (analysis, parts) = Compute(claim, loaded, progress);
        return store.Engine.Write(connection =>
        {
            if (!store.Runs.Holds(connection, claim)) throw new RunLostException(RunStore.Id(claim.Number));
            // What another run has released meanwhile was not known when these groups were told apart.
            if (store.Erasures.Count(connection) != loaded.Erasures || store.Runs.Succeeded(connection) != loaded.Runs) return null;
            return Publish(connection, analysis, parts, claim, loaded) is var (snapshot, published)
                ? new RunOutcome(RunStore.Id(claim.Number), snapshot, published, loaded.Rebuilt, loaded.Kept, parts?.Computed ?? 0, parts?.Kept ?? 0)
                : null;
        });
    }

    // Beside the rest goes what is wanted only when it publishes. Sheets are let go as soon as they are saved and decided upon: they are most of what a large store takes.
    private (Analysis Analysis, PartList? Parts) Compute(RunClaim claim, Loaded loaded, IProgress<RunProgress>? progress)
    {
        using var stop = new CancellationTokenSource();
        var saving = new TallySaving(store, claim, loaded.Plan, loaded.Erasures);
        var saved = Task.Run(() => saving.Save(loaded.Sheets, stop.Token), CancellationToken.None);
        try
        {
            progress?.Report(new RunProgress("analysing", 0.4));
            var analysis = Decide(loaded);
            var kept = Task.Run(() => analysis.Panel.Released.Settled);
            var parts = store.Snapshots.WriteParts(analysis, new Share(progress, "computing", 0.45, 0.95));
            // Not while the store is locked; what went wrong comes as it is.
            saved.GetAwaiter().GetResult();
            _ = kept.GetAwaiter().GetResult();
            return (analysis, parts);
        }
        catch
        {
            stop.Cancel();
            Task.WaitAny(saved);
            throw;
        }
    }

    private Analysis Decide(Loaded loaded)
    {
        var answers = loaded.Answers!;
        loaded.Answers = null;
        var rooms = (Voices.Both.Count * answers.Periods.Count) - answers.Settled.Count;
        return Analysis.Of(answers, loaded.Settings, loaded.Ledger, store.Today, loaded.Deeds, atOnce: rooms > 2 * settings.Threads);
    }

    private (string Snapshot, bool Published)? Publish(DbConnection connection, Analysis analysis, PartList? parts, RunClaim claim, Loaded loaded)
    {
        if (store.Snapshots.Publish(connection, analysis, parts, claim.Number) is not { } published) return null;
        store.Runs.Succeed(connection, claim, published.Id);
        store.Tallies.Save(connection, [], loaded.Gone);
        LedgerRows.Write(store, connection, analysis.Panel.Released.Ledger, loaded.Ledger);
        store.Tallies.Settle(connection, analysis.Panel.Released.Settled);
        var minimums = Minimums.Of(settings);
        foreach (var voice in Voices.Both) store.Disclosure.Raise(connection, voice, loaded.Months[voice], minimums);
        store.Disclosure.Count(connection, analysis.Panel.Released.Counts);
        if (published.Published) store.Notices.Published(connection, published.Id);
        return published;
    }

    private Loaded Load(DbConnection connection, RunClaim? claim, IProgress<RunProgress>? progress)
    {
        progress?.Report(new RunProgress("reading", 0));
        var situation = Situation.Of(store, connection);
        var (used, questionnaires, units, matching, slices, plan) = situation;
        var thresholds = store.Disclosure.Thresholds(connection);
        var heads = LedgerRows.Heads(store, connection);
        var outcomes = OutcomePlan.Of(store, connection, used, matching, units.Values, plan);
        // The release takes one detail minimum for all periods, so that of the strictest holds for every one: never below what was promised (C3).
        var strictest = settings with { DetailMinimum = thresholds.Values.Select(t => t.Detail).Append(settings.DetailMinimum).Max() };
        Undisclosed Source(Dictionary<SheetName, AnswerSheet> sheets, IReadOnlyDictionary<(Voice Voice, int Period), string> settled) => new()
        {
            Tree = matching.Tree,
            Periods = plan.Periods,
            EmployeeDimensions = questionnaires.Dimensions[0],
            CustomerDimensions = questionnaires.Dimensions[1],
            EmployeeItems = questionnaires.Items[0],
            CustomerItems = questionnaires.Items[1],
            Sheets = sheets,
            SheetDigests = plan.Digests,
            Settled = settled,
            Forms = questionnaires.Forms,
            Metrics = outcomes.Metrics,
            Outcomes = outcomes.Outcomes,
            Minimums = thresholds.ToDictionary(t => t.Key, t => t.Value.Minimum),
        };
        var settled = Release.Settled(Source([], new Dictionary<(Voice, int), string>()), strictest, heads, store.Tallies.Settled(connection));
        // Whose contributions it is, only of what may change, and of periods that are no more: nobody's are released again.
        var kept = settled.Keys.Select(s => (s.Voice, plan.Periods[s.Period].Key)).ToHashSet();
        var ledger = LedgerRows.With(store, connection, heads, room => !kept.Contains(room));
        var wanted = plan.Tallies.Where(t => !settled.ContainsKey((t.Key.Voice, plan.PlaceOf(t.Key.Period)))).ToArray();
        var (stored, contents) = store.Tallies.Known(connection, wanted.ToDictionary(t => t.Key, t => t.Value.Digest));
        var stale = Array.FindAll(wanted, t => !contents.ContainsKey(t.Key));
        var read = 0;
        var unitCount = Math.Max(1, stale.SelectMany(s => s.Value.Parts.Select(x => x.Slice.Unit)).Distinct().Count());
        void Done() => progress?.Report(new RunProgress("reading", 0.4 * Math.Min(1, (double)Interlocked.Increment(ref read) / unitCount)));
        var rebuilt = claim is { } held && SharedReading.Pays(store, stale.Length)
            ? new SharedReading(store, situation, held.Number, settings.Threads, Done).Read(connection, stale)
            : new SheetReader(store, questionnaires).ReadTogether(connection, stale, settings.Threads, Done);
        var sheets = new AnswerSheet[wanted.Length];
        Parallel.For(0, sheets.Length, new ParallelOptions { MaxDegreeOfParallelism = settings.Threads }, i => sheets[i] = rebuilt.GetValueOrDefault(wanted[i].Key) ?? SheetCode.Read(contents[wanted[i].Key]));
        return new Loaded(
            Source(wanted.Zip(sheets).ToDictionary(t => new SheetName(t.First.Key.Voice, matching.Tree.PlaceOf(t.First.Key.Team), plan.PlaceOf(t.First.Key.Period)), t => t.Second), settled),
            ledger,
            rebuilt.Count,
            [.. stored.Keys.Where(place => !plan.Tallies.ContainsKey(place))],
            plan.Tallies.Count - rebuilt.Count)
        {
            Plan = plan,
            Sheets = rebuilt,
            Settings = strictest,
            Months = slices.Where(s => units.ContainsKey(s.Unit)).Select(s => (units[s.Unit].Voice, s.Month)).Distinct().ToLookup(m => m.Voice, m => m.Month),
            Deeds = store.Deeds.Load(connection, matching, units.Values, store.Teams.Registered(connection)),
            Erasures = store.Erasures.Count(connection),
            Runs = store.Runs.Succeeded(connection),
        };
    }

    private sealed record Loaded(Undisclosed? Answers, ReleaseLedger Ledger, int Rebuilt, IReadOnlyList<TallyPlace> Gone, int Kept)
    {
        // Null once it is decided upon.
        public Undisclosed? Answers { get; set; } = Answers;

        public required TallyPlan Plan { get; init; }

        // Empty once they are saved.
        public required Dictionary<TallyPlace, AnswerSheet> Sheets { get; init; }

        public required AnalysisSettings Settings { get; init; }

        public required ILookup<Voice, long> Months { get; init; }

        public required Deeds Deeds { get; init; }

        public required long Erasures { get; init; }

        public required long Runs { get; init; }
    }

    private sealed class Share(IProgress<RunProgress>? progress, string stage, double from, double to) : IProgress<double>
    {
        public void Report(double value) => progress?.Report(new RunProgress(stage, from + (value * (to - from))));
    }
}
