using Symetrie.Api.Recompute;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Commands;

/// <summary><c>recompute</c>.</summary>
internal sealed class RecomputeCommand : StoreCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    public RecomputeCommand(Terminal terminal)
        : base("recompute", "Computes every measure anew and publishes a snapshot where readers would see a difference.") => OnStandingStore(terminal, (_, store) =>
        {
            terminal.Out.WriteLine(Run(terminal, store));
            return ExitCode.Done;
        });

    /// <summary>Asks for a run, claims it and does it here, showing how far it is.</summary>
    /// <returns>The snapshot it arrived at.</returns>
    public static string Run(Terminal terminal, Store store)
    {
        var settings = terminal.Analysis();
        var asked = store.Runs.Request();
        var number = long.Parse(asked.Id[2..]);
        if (!store.Runs.Start(number)) return Await(terminal, store, asked.Id);
        var outcome = terminal.Watch("recompute", steps => new Recomputer(store, settings).Run(number, new Stages(steps)));
        terminal.Note($"{outcome.Run}: {(outcome.Published ? "published" : "readers would see no difference from")} {outcome.Snapshot}; tallies rebuilt {outcome.TalliesRebuilt:N0}, kept {outcome.TalliesKept:N0}; parts computed {outcome.PartsComputed:N0}, kept {outcome.PartsKept:N0}");
        return outcome.Snapshot;
    }

    // A server on the same store may have taken the run first: then it is the server's, and this waits for it.
    private static string Await(Terminal terminal, Store store, string id) => terminal.Watch("recompute, in the server", steps =>
    {
        while (true)
        {
            var run = store.Runs.Find(id)!;
            if (run.FinishedAt is not null) return run.Snapshot ?? throw new InvalidOperationException($"{id} failed: {run.Error}");
            steps.Report(new Step(run.Stage, run.Progress));
            Thread.Sleep(Patience);
        }
    });

    private sealed class Stages(IProgress<Step> steps) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => steps.Report(new Step(value.Stage, value.Share));
    }
}
