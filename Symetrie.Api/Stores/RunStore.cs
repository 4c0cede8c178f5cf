using System.Globalization;
using Dapper;

namespace Symetrie.Api.Stores;

/// <summary>A recompute in the ledger.</summary>
public sealed record StoredRun
{
    /// <summary>The id.</summary>
    public required string Id { get; init; }

    /// <summary>When it was asked for, UTC.</summary>
    public required string RequestedAt { get; init; }

    /// <summary>When it began, UTC.</summary>
    public string? StartedAt { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public string? FinishedAt { get; init; }

    /// <summary><c>queued</c>, <c>running</c>, <c>succeeded</c> or <c>failed</c>.</summary>
    public required string State { get; init; }

    /// <summary>How much is done, a proportion.</summary>
    public required double Progress { get; init; }

    /// <summary>What is being done.</summary>
    public required string Stage { get; init; }

    /// <summary>The snapshot it arrived at.</summary>
    public string? Snapshot { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }
}

/// <summary>The run ledger.</summary>
public sealed class RunStore
{
    private readonly Store store;

    internal RunStore(Store store) => this.store = store;

    /// <summary>Asks for a run.</summary>
    public StoredRun Request() => Find(Id(store.Engine.Write(connection =>
    {
        var no = store.Take(connection, "run");
        connection.Execute(store.Sql("add-run"), new { no, now = store.Now() });
        return no;
    })))!;

    /// <summary>The runs, newest first.</summary>
    public IReadOnlyList<StoredRun> List() => store.Engine.Read(connection => connection.Query<StoredRun>(store.Sql("list-runs")).ToArray());

    /// <summary>A run; null where the id is unknown.</summary>
    public StoredRun? Find(string id) =>
        id.StartsWith("r-", StringComparison.Ordinal) && long.TryParse(id.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var no) && Id(no) == id
            ? store.Engine.Read(connection => connection.QueryFirstOrDefault<StoredRun>(store.Sql("find-run"), new { no }))
            : null;

    /// <summary>The newest run in a state; null where none is.</summary>
    /// <param name="state"><c>queued</c>, <c>running</c>, <c>succeeded</c> or <c>failed</c>.</param>
    public StoredRun? Newest(string state) => store.Engine.Read(connection => connection.QueryFirstOrDefault<StoredRun>(store.Sql("newest-run"), new { state }));

    /// <summary>How many runs are in each state.</summary>
    public IReadOnlyList<(string State, long Number)> Count() => store.Engine.Read(connection => connection.Query<(string, long)>(store.Sql("count-runs")).ToArray());

    /// <summary>Whether a run ever arrived at a snapshot, be it there still or not.</summary>
    public bool Arrived(string snapshot) => store.Engine.Read(connection => connection.ExecuteScalar<long>(store.Sql("count-runs-of-snapshot"), new { snapshot })) > 0;

    /// <summary>Claims the oldest queued run.</summary>
    /// <returns>Its number; null where none waits.</returns>
    public long? Claim() => store.Engine.Write(connection =>
    {
        var next = connection.ExecuteScalar<long?>(store.Sql("next-run"));
        return next is { } no && connection.Execute(store.Sql("start-run"), new { no, now = store.Now() }) == 1 ? next : null;
    });

    /// <summary>Claims a run that was asked for.</summary>
    /// <returns>False where it is not queued any more.</returns>
    public bool Start(long number) => store.Engine.Write(connection => connection.Execute(store.Sql("start-run"), new { no = number, now = store.Now() })) == 1;

    /// <summary>Notes how far a run is.</summary>
    public void Progress(long number, string stage, double progress) => store.Engine.Write(connection => connection.Execute(store.Sql("progress-run"), new { no = number, stage, progress }));

    /// <summary>Ends a run.</summary>
    public void Finish(long number, string? snapshot, string? error) => store.Engine.Write(connection =>
        connection.Execute(store.Sql("finish-run"), new { no = number, now = store.Now(), state = error is null ? "succeeded" : "failed", snapshot, error }));

    /// <summary>Marks runs as failed that a stopped program left behind.</summary>
    public void FailLeft() => store.Engine.Write(connection => connection.Execute(store.Sql("fail-left-runs"), new { now = store.Now() }));

    /// <summary>A run's id.</summary>
    public static string Id(long number) => $"r-{number}";
}
