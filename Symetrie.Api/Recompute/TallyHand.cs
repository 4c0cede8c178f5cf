using Symetrie.Api.Stores;

namespace Symetrie.Api.Recompute;

/// <summary>Lends a hand to runs that other programs do on the same store: takes portions of the tallies they want, where any wait.</summary>
/// <param name="store">The store.</param>
/// <param name="log">Where it is noted.</param>
public sealed partial class TallyHand(Store store, ILogger<TallyHand> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <summary>Builds portions as long as any wait.</summary>
    /// <param name="stop">Ends it after the portion that is being built.</param>
    /// <returns>How many.</returns>
    public int Help(CancellationToken stop)
    {
        if (!store.Shares.Waits()) return 0;
        return store.Engine.Read(connection =>
        {
            var (situation, built) = (Situation.Of(store, connection), 0);
            for (; !stop.IsCancellationRequested && store.Shares.Take(run: null) is { } portion; built++) store.Shares.Finish(portion, situation.Build(store, connection, portion));
            return built;
        });
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!store.Engine.IsShared) return;
        using var timer = new PeriodicTimer(Look);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await Task.Run(() => TryHelp(stoppingToken), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What was being built is taken back by whoever wanted it.
        }
    }

    private void TryHelp(CancellationToken stop)
    {
        try
        {
            if (Help(stop) is > 0 and var portions) Helped(log, portions);
        }
        catch (Exception failure)
        {
            // The run does without.
            NotHelped(log, failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Portions} portions of tallies were built for a run of another program")]
    private static partial void Helped(ILogger log, int portions);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No hand could be lent to a run of another program")]
    private static partial void NotHelped(ILogger log, Exception failure);
}
