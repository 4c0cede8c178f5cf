using Symetrie.Api.Stores;

namespace Symetrie.Api.Recompute;

/// <summary>Takes over the runs of workers that have died. A worker is dead whose beat has not moved for long by this process's own count of
/// seconds: what the clocks of two machines say is never compared.</summary>
/// <param name="store">The store.</param>
public sealed class DeadRuns(Store store)
{
    /// <summary>How long a worker may be silent.</summary>
    public static readonly TimeSpan Patience = 6 * Heartbeat.Pace;

    private const int MostAttempts = 5;
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);
    private Dictionary<RunningRun, long> seen = [];

    /// <summary>Looks at the runs that are being done, and takes one over whose worker is dead.</summary>
    /// <returns>The claim; null where all live, or might.</returns>
    public RunClaim? Claim()
    {
        var running = store.Runs.Running();
        var now = store.Clock.GetTimestamp();
        seen = running.ToDictionary(r => r, r => seen.TryGetValue(r, out var since) ? since : now);
        foreach (var run in running.Where(r => store.Clock.GetElapsedTime(seen[r], now) >= Patience))
        {
            if (!CanBeat())
            {
                seen.Clear();
                return null;
            }

            if (run.Attempts >= MostAttempts) store.Runs.GiveUp(run);
            else if (store.Runs.TakeOver(run) is { } claim) return claim;
        }

        return null;
    }

    // While a long import is written nobody else can write, and so nobody shows that they live.
    private bool CanBeat()
    {
        var began = store.Clock.GetTimestamp();
        store.Engine.Write(_ => 0);
        return store.Clock.GetElapsedTime(began) < Slow;
    }
}
