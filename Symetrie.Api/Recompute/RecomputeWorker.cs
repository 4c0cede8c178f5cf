using Symetrie.Analytics;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Recompute;

/// <summary>Takes queued runs, one after another. A run that fails leaves the last snapshot served.</summary>
public sealed partial class RecomputeWorker(Store store, AnalysisSettings settings, ILogger<RecomputeWorker> log) : BackgroundService
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);
    private readonly SemaphoreSlim wake = new(0);

    /// <summary>Tells the worker that a run waits.</summary>
    public void Wake() => wake.Release();

    /// <inheritdoc/>
    public override void Dispose()
    {
        wake.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        store.Runs.FailLeft();
        while (!stoppingToken.IsCancellationRequested)
        {
            // Another process may have queued a run: look now and then even when nobody calls.
            await wake.WaitAsync(TimeSpan.FromSeconds(30), stoppingToken);
            while (!stoppingToken.IsCancellationRequested && store.Runs.Claim() is { } run) await Task.Run(() => Run(run), stoppingToken);
        }
    }

    private void Run(long run)
    {
        try
        {
            var outcome = new Recomputer(store, settings).Run(run, new Ledger(store, run));
            Done(log, outcome.Run, outcome.Snapshot, outcome.Published);
        }
        catch (Exception failure)
        {
            Failed(log, RunStore.Id(run), failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {Run} arrived at {Snapshot}, published: {Published}")]
    private static partial void Done(ILogger log, string run, string snapshot, bool published);

    [LoggerMessage(Level = LogLevel.Error, Message = "Run {Run} failed; the last snapshot is served on")]
    private static partial void Failed(ILogger log, string run, Exception failure);

    // The ledger is told now and then, not at every step: each note is a commit.
    private sealed class Ledger(Store store, long run) : IProgress<RunProgress>
    {
        private long next;

        public void Report(RunProgress value)
        {
            var now = store.Clock.GetTimestamp();
            if (next != 0 && store.Clock.GetElapsedTime(next, now) < Step) return;
            next = now;
            store.Runs.Progress(run, value.Stage, value.Share);
        }
    }
}
