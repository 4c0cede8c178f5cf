using System.Collections.Concurrent;
using Symetrie.Api.Stores;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Api.Access;

/// <summary>Remembers when keys were used and writes it down now and then: not a commit for every request.</summary>
/// <param name="store">The store.</param>
internal sealed class KeyUses(Store store) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);
    private readonly ConcurrentDictionary<string, long> seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> written = new(StringComparer.Ordinal);

    /// <summary>A key was used.</summary>
    public void Note(string id)
    {
        var minute = store.Clock.GetUtcNow().UtcTicks / TimeSpan.TicksPerMinute;
        if (!seen.TryGetValue(id, out var known) || known != minute) seen[id] = minute;
    }

    /// <summary>Writes down what is not written yet.</summary>
    public void Write()
    {
        lock (written)
        {
            var news = seen.Where(s => !written.TryGetValue(s.Key, out var at) || at != s.Value).Select(s => (s.Key, s.Value)).ToArray();
            if (news.Length == 0) return;
            store.Keys.Used(news.Select(n => (n.Key, new DateTime(n.Value * TimeSpan.TicksPerMinute, DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:00.000'Z'"))));
            foreach (var (id, minute) in news) written[id] = minute;
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        TryWrite();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, store.Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await Task.Run(TryWrite, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The last uses are written when the service stops.
        }
    }

    // It is no harm to be late: another process may hold the store for a while.
    private void TryWrite()
    {
        try
        {
            Write();
        }
        catch (StoreBusyException)
        {
        }
    }
}
