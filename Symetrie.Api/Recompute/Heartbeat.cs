using System.Data.Common;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Recompute;

/// <summary>Shows every few seconds that whoever does a run lives. Who falls silent is taken over.</summary>
internal sealed class Heartbeat : IDisposable
{
    /// <summary>How often.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    private readonly Store store;
    private readonly RunClaim claim;
    private readonly Timer timer;

    /// <param name="store">The store.</param>
    /// <param name="claim">The run that is done.</param>
    public Heartbeat(Store store, RunClaim claim)
    {
        (this.store, this.claim) = (store, claim);
        // By the machine's own count of seconds: a clock that is set meanwhile makes nobody dead.
        timer = new Timer(_ => Beat(), null, Pace, Pace);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        using var last = new ManualResetEvent(false);
        if (timer.Dispose(last)) last.WaitOne(TimeSpan.FromSeconds(1));
    }

    private void Beat()
    {
        try
        {
            store.Runs.Beat(claim);
        }
        catch (Exception missed) when (missed is IOException or DbException or ObjectDisposedException)
        {
            // A beat that cannot be written now is made up for by the next.
        }
    }
}
