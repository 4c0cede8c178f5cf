using Symetrie.Analytics;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Recompute;

/// <summary>Takes the runs that wait, one after another: asked for, due tonight, to be tried again, or left by a worker that died. A run that fails leaves the last snapshot served.</summary>
/// <param name="store">The store.</param>
/// <param name="settings">Confidence, minimums, threads.</param>
/// <param name="night">What is due by itself.</param>
/// <param name="log">Where outcomes are noted.</param>
public sealed partial class RecomputeWorker(Store store, AnalysisSettings settings, NightSettings night, ILogger<RecomputeWorker> log) : BackgroundService
{
    // Counted by the machine, never up to an instant: a clock that jumps is noticed at the next look.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim wake = new(0);
    private readonly NightWatch watch = new(store, night);
    private readonly DeadRuns dead = new(store);

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
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await Task.Run(Next, stoppingToken) is { } claim)
                {
                    await Run(claim, stoppingToken);
                    await Task.Run(ClearUp, stoppingToken);
                }

                // Another process may have queued a run: look now and then even when nobody calls.
                await wake.WaitAsync(Look, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                NotLooked(log, failure);
                await Task.Delay(Look, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>The next run to do here; null where none waits.</summary>
    internal RunClaim? Next()
    {
        if (watch.Claim() is { } date) Due(log, $"{date:yyyy-MM-dd}");
        return store.Runs.Claim() ?? dead.Claim();
    }

    /// <summary>Does a run.</summary>
    internal void Do(RunClaim claim, CancellationToken stop)
    {
        try
        {
            var outcome = new Recomputer(store, settings).Run(claim, new Ledger(store, claim, stop));
            Done(log, outcome.Run, outcome.Snapshot, outcome.Published);
        }
        catch (OperationCanceledException)
        {
            Stopped(log, RunStore.Id(claim.Number));
        }
        catch (Exception failure)
        {
            Failed(log, RunStore.Id(claim.Number), failure);
        }
    }

    /// <summary>Removes the snapshots that nobody is promised any more.</summary>
    internal void ClearUp()
    {
        if (new Retention(store).Apply(night.KeptSnapshots, night.KeptMonths) is { Snapshots: > 0 } gone) Removed(log, gone.Snapshots, gone.Parts);
    }

    // Parts of an analysis cannot be interrupted. The program does not wait for them when it stops: without its claim the run publishes nothing.
    private async Task Run(RunClaim claim, CancellationToken stop)
    {
        var work = Task.Factory.StartNew(() => Do(claim, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            await work.WaitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            if (await Task.WhenAny(work, Task.Delay(Grace, CancellationToken.None)) != work) store.Runs.GiveBack(claim);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The run of {Date} is due")]
    private static partial void Due(ILogger log, string date);

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {Run} arrived at {Snapshot}, published: {Published}")]
    private static partial void Done(ILogger log, string run, string snapshot, bool published);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Snapshots} old snapshots were removed, with {Parts} parts that only they showed")]
    private static partial void Removed(ILogger log, int snapshots, int parts);

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {Run} was put back: the program is stopping")]
    private static partial void Stopped(ILogger log, string run);

    [LoggerMessage(Level = LogLevel.Error, Message = "Run {Run} failed; the last snapshot is served on")]
    private static partial void Failed(ILogger log, string run, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "The ledger of runs could not be looked at")]
    private static partial void NotLooked(ILogger log, Exception failure);

    // The ledger is told now and then, not at every step: each note is a commit.
    private sealed class Ledger(Store store, RunClaim claim, CancellationToken stop) : IProgress<RunProgress>
    {
        private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);
        private long next;

        public void Report(RunProgress value)
        {
            // What is done is done: a run that has published is not put back.
            if (value.Share < 1) stop.ThrowIfCancellationRequested();
            var now = store.Clock.GetTimestamp();
            if (next != 0 && store.Clock.GetElapsedTime(next, now) < Step) return;
            next = now;
            store.Runs.Progress(claim, value.Stage, value.Share);
        }
    }
}
