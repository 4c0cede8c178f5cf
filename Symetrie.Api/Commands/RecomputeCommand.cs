using System.CommandLine;
using Symetrie.Api.Recompute;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Commands;

/// <summary><c>recompute [--nightly]</c>.</summary>
internal sealed class RecomputeCommand : StoreCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    public RecomputeCommand(Terminal terminal)
        : base("recompute", "Computes every measure anew and publishes a snapshot where readers would see a difference.")
    {
        var nightly = new Option<bool>("--nightly") { Description = "Does the run that the schedule has for this date, unless somebody has: for cron, systemd timers and CronJobs, of which several may fire." };
        Add(nightly);
        OnStandingStore(terminal, (parse, store, cancel) =>
        {
            var snapshot = parse.GetValue(nightly) ? Tonight(terminal, store, cancel) : Run(terminal, store, cancel);
            if (snapshot is not null) terminal.Out.WriteLine(snapshot);
            return ExitCode.Done;
        });
    }

    /// <summary>Asks for a run, claims it and does it here, showing how far it is.</summary>
    /// <returns>The snapshot it arrived at.</returns>
    public static string Run(Terminal terminal, Store store, CancellationToken cancel = default) => Do(terminal, store, store.Runs.Request().Id, cancel);

    // Where the date's run failed it is tried again; where it is being done, its end is waited for.
    private static string? Tonight(Terminal terminal, Store store, CancellationToken cancel)
    {
        var settings = terminal.Nights();
        var date = new Nightly(settings.At, settings.Zone ?? store.TimeZone).LatestDue(store.Clock.GetUtcNow());
        store.Runs.ClaimDate(Nightly.Schedule, date);
        var run = store.Runs.OfDate(Nightly.Schedule, date)!;
        if (run.State != "succeeded") return Do(terminal, store, run.Id, cancel);
        terminal.Note($"the run of {date:yyyy-MM-dd} is done: {run.Id}");
        return run.Snapshot;
    }

    private static string Do(Terminal terminal, Store store, string id, CancellationToken cancel)
    {
        var (settings, night) = (terminal.Analysis(), terminal.Nights());
        if (store.Runs.Start(long.Parse(id.AsSpan(2))) is not { } claim) return Await(terminal, store, id, cancel);
        var outcome = terminal.Watch("recompute", steps => new Recomputer(store, settings).Run(claim, new Stages(steps, cancel)));
        terminal.Note($"{outcome.Run}: {(outcome.Published ? "published" : "readers would see no difference from")} {outcome.Snapshot}; tallies rebuilt {outcome.TalliesRebuilt:N0}, kept {outcome.TalliesKept:N0}; parts computed {outcome.PartsComputed:N0}, kept {outcome.PartsKept:N0}");
        if (new Retention(store).Apply(night.KeptSnapshots, night.KeptMonths) is { Snapshots: > 0 } gone) terminal.Note($"{gone.Snapshots:N0} old snapshots removed");
        return outcome.Snapshot;
    }

    // A server on the same store may have taken the run first: then it is the server's, and this waits for it.
    private static string Await(Terminal terminal, Store store, string id, CancellationToken cancel) => terminal.Watch("recompute, in the server", steps =>
    {
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var run = store.Runs.Find(id)!;
            if (run.FinishedAt is not null) return run.Snapshot ?? throw new InvalidOperationException($"{id} failed: {run.Error}");
            steps.Report(new Step(run.Stage, run.Progress));
            Thread.Sleep(Patience);
        }
    });

    private sealed class Stages(IProgress<Step> steps, CancellationToken cancel) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            if (value.Share < 1) cancel.ThrowIfCancellationRequested();
            steps.Report(new Step(value.Stage, value.Share));
        }
    }
}
