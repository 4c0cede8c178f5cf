using System.Data.Common;
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

    /// <summary>Why it failed, or its last attempt did.</summary>
    public string? Error { get; init; }

    /// <summary>The schedule it belongs to; null where somebody asked for it.</summary>
    public string? Schedule { get; init; }

    /// <summary>The local date it was due on, <c>YYYY-MM-DD</c>; null without a schedule.</summary>
    public string? DueOn { get; init; }

    /// <summary>How often it was begun.</summary>
    public long Attempts { get; init; }

    /// <summary>When it is tried again, UTC; null where it is not.</summary>
    public string? RetryAt { get; init; }
}

/// <summary>The right to do a run. Whoever takes it over gets a higher token, and the one before cannot publish any more.</summary>
/// <param name="Number">The run's number.</param>
/// <param name="Token">Its token.</param>
public readonly record struct RunClaim(long Number, long Token);

/// <summary>A run that somebody works on, or did when they died.</summary>
/// <param name="Number">The run's number.</param>
/// <param name="Token">Its token.</param>
/// <param name="Beat">Raised by whoever works on it, every few seconds.</param>
/// <param name="Attempts">How often it was begun.</param>
public sealed record RunningRun(long Number, long Token, long Beat, long Attempts);

/// <summary>Another process has taken the run over: nothing of what was computed is published.</summary>
public sealed class RunLostException(string run) : InvalidOperationException($"{run} was taken over by another process; nothing was published here");

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

    /// <summary>The newest run that failed, or whose last attempt did; null where none is.</summary>
    public StoredRun? NewestFailure() => store.Engine.Read(connection => connection.QueryFirstOrDefault<StoredRun>(store.Sql("newest-failure")));

    /// <summary>Whether the newest run that came to an end failed, or the last attempt of one that is tried again.</summary>
    public bool IsFailing() => NewestFailure() is { } failed && (Newest("succeeded") is not { } succeeded || Number(failed.Id) > Number(succeeded.Id));

    /// <summary>The run of a schedule for a date; null where none was put in.</summary>
    public StoredRun? OfDate(string schedule, DateOnly date) =>
        store.Engine.Read(connection => connection.QueryFirstOrDefault<StoredRun>(store.Sql("run-of-date"), new { schedule, dueOn = Store.Text(date) }));

    /// <summary>The failed run that is tried again next; null where none is.</summary>
    public StoredRun? NextRetry() => store.Engine.Read(connection => connection.QueryFirstOrDefault<StoredRun>(store.Sql("next-retry")));

    /// <summary>Puts in the run of a schedule for a date, where nobody has: its failed runs of earlier dates are not tried again then.</summary>
    /// <returns>Whether it was put in here; of all processes that try, one is told so.</returns>
    public bool ClaimDate(string schedule, DateOnly date)
    {
        var dueOn = Store.Text(date);
        if (store.Engine.Read(connection => connection.ExecuteScalar<long>(store.Sql("count-date"), new { schedule, dueOn })) > 0) return false;
        return store.Engine.Write(connection =>
        {
            if (connection.Execute(store.Sql("claim-date"), new { no = store.Take(connection, "run"), now = store.Now(), schedule, dueOn }) == 0) return false;
            connection.Execute(store.Sql("forget-retries"), new { schedule });
            return true;
        });
    }

    /// <summary>Claims the oldest run that waits, be it queued or to be tried again by now.</summary>
    /// <returns>The claim; null where none waits.</returns>
    public RunClaim? Claim()
    {
        // A time to try again that lies beyond the longest pause was written before the clock was set back.
        var horizon = store.Clock.GetUtcNow().AddMinutes(2 * RunRetries.Longest.TotalMinutes);
        long? Next(DbConnection connection) => connection.ExecuteScalar<long?>(store.Sql("next-run"), new { now = store.Now(), horizon = Store.Text(horizon) });
        if (store.Engine.Read(Next) is null) return null;
        return store.Engine.Write(connection => Next(connection) is { } no ? Start(connection, no) : null);
    }

    /// <summary>Claims a run that was asked for.</summary>
    /// <returns>Null where it waits no more.</returns>
    public RunClaim? Start(long number) => store.Engine.Write(connection => Start(connection, number));

    /// <summary>The claim under which a run is being done.</summary>
    internal RunClaim Held(long number) => new(number, store.Engine.Read(connection => connection.ExecuteScalar<long>(store.Sql("run-token"), new { no = number })));

    /// <summary>The runs that somebody works on, or did.</summary>
    public IReadOnlyList<RunningRun> Running() => store.Engine.Read(connection => connection.Query<RunningRun>(store.Sql("list-running")).ToArray());

    /// <summary>Takes over a run whose worker has not moved it since.</summary>
    /// <param name="run">The run as it was last seen.</param>
    /// <returns>Null where its worker lives, or another was faster.</returns>
    public RunClaim? TakeOver(RunningRun run) => store.Engine.Write(connection =>
        connection.ExecuteScalar<long?>(store.Sql("take-run-over"), new { no = run.Number, token = run.Token, beat = run.Beat, now = store.Now() }) is { } token ? new RunClaim(run.Number, token) : (RunClaim?)null);

    /// <summary>Shows that the worker lives.</summary>
    /// <returns>False where another has taken the run over.</returns>
    public bool Beat(RunClaim claim) => store.Engine.WriteBeside(connection => Holds(connection, claim));

    /// <summary>Notes how far a run is.</summary>
    public void Progress(RunClaim claim, string stage, double progress) =>
        store.Engine.WriteBeside(connection => connection.Execute(store.Sql("progress-run"), new { no = claim.Number, token = claim.Token, stage, progress }));

    /// <summary>Ends a run that failed; one of a schedule is tried again later. A run that another has taken over is left to them.</summary>
    public void Fail(RunClaim claim, string error) => store.Engine.Write(connection =>
    {
        var (attempts, schedule) = connection.QuerySingle<(long, string?)>(store.Sql("run-attempts"), new { no = claim.Number });
        var retryAt = schedule is null ? null : Store.Text(store.Clock.GetUtcNow() + RunRetries.After(attempts));
        return End(connection, claim, "failed", null, error, retryAt);
    });

    /// <summary>Ends a run that a dying program has begun too often.</summary>
    public void GiveUp(RunningRun run) => store.Engine.Write(connection =>
        End(connection, new RunClaim(run.Number, run.Token), "failed", null, $"the program stopped during this run, {run.Attempts} times in a row", null));

    /// <summary>Puts a run back for whoever takes it next: the program is stopping.</summary>
    public void GiveBack(RunClaim claim) => store.Engine.Write(connection => connection.Execute(store.Sql("give-run-back"), new { no = claim.Number, token = claim.Token }));

    /// <summary>How many runs have come to their end: raised by each that released anything.</summary>
    internal long Succeeded(DbConnection connection) => connection.ExecuteScalar<long>(store.Sql("count-succeeded-runs"));

    /// <summary>Whether a claim still holds, for as long as the transaction lasts.</summary>
    internal bool Holds(DbConnection connection, RunClaim claim) => connection.Execute(store.Sql("beat-run"), new { no = claim.Number, token = claim.Token }) == 1;

    /// <summary>Ends a run that arrived at a snapshot, in the transaction that publishes it.</summary>
    internal void Succeed(DbConnection connection, RunClaim claim, string snapshot) => End(connection, claim, "succeeded", snapshot, null, null);

    private static long Number(string id) => long.Parse(id.AsSpan(2), CultureInfo.InvariantCulture);

    private int End(DbConnection connection, RunClaim claim, string state, string? snapshot, string? error, string? retryAt) =>
        connection.Execute(store.Sql("finish-run"), new { no = claim.Number, token = claim.Token, now = store.Now(), state, snapshot, error, retryAt });

    private RunClaim? Start(DbConnection connection, long number) =>
        connection.ExecuteScalar<long?>(store.Sql("start-run"), new { no = number, now = store.Now() }) is { } token ? new RunClaim(number, token) : null;

    /// <summary>A run's id.</summary>
    public static string Id(long number) => $"r-{number}";
}

/// <summary>How long to wait before a failed run of a schedule is tried again.</summary>
public static class RunRetries
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30)];

    /// <summary>The longest pause.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromHours(1);

    /// <summary>The pause after so many attempts.</summary>
    public static TimeSpan After(long attempts) => attempts > 0 && attempts <= Pauses.Length ? Pauses[attempts - 1] : Longest;
}
