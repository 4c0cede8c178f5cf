using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Symetrie.Analytics;
using Symetrie.Api.Endpoints.Document;
using Symetrie.Api.Recompute;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints;

/// <summary>How the program stands: for people and for a tile on a board.</summary>
internal static class StatusEndpoints
{
    /// <summary>The program's version.</summary>
    public static string Version { get; } = typeof(StatusEndpoints).Assembly.GetName().Version!.ToString(3);

    /// <summary>Maps the status.</summary>
    public static void MapStatus(this IEndpointRouteBuilder app, Store store, NightWatch watch) =>
        app.Get("/v1/status", Describe(), context => Replies.Write(context, Look(store, watch, RunText.IsForAdmin(context))));

    private static Status Look(Store store, NightWatch watch, bool admin)
    {
        var (latest, runs) = (store.Snapshots.Latest(), store.Runs);
        var (succeeded, failed, waiting) = (runs.Newest("succeeded"), runs.NewestFailure(), runs.Newest("running") ?? runs.Newest("queued"));
        var last = new[] { succeeded, failed, waiting }.OfType<StoredRun>().MaxBy(r => long.Parse(r.Id.AsSpan(2), CultureInfo.InvariantCulture));
        return new Status(
            latest?.Id, latest?.PublishedAt, Age(store, latest),
            last?.Id, last?.State, last?.StartedAt, last?.FinishedAt, succeeded?.FinishedAt,
            // A run that waits is due since it was asked for.
            runs.Newest("queued")?.RequestedAt ?? (watch.NextDue() is { } due ? Store.Text(due) : null),
            failed?.Id, failed?.FinishedAt, RunText.Error(failed, admin),
            Version, store.Schema, AnalysisSettings.RuleVersion, RuntimeInformation.FrameworkDescription);
    }

    /// <summary>How long ago a snapshot was published, in seconds; null where there is none.</summary>
    public static double? Age(Store store, StoredSnapshot? snapshot) =>
        snapshot is null ? null : Math.Max(0, (store.Clock.GetUtcNow() - DateTimeOffset.Parse(snapshot.PublishedAt, CultureInfo.InvariantCulture)).TotalSeconds);

    private static Route Describe() => new("getStatus", "operations", "How the program stands")
    {
        Description = "The newest snapshot, the last run, the next one due, the last failure, and versions. Why a run failed is told to keys of scope admin alone: the reason may speak of what is not published.",
        Answers = [new AnswerDoc(200, "The status.", new ContentDoc(Shared.Json, new Shape.Typed(typeof(Status)), new JsonObject
        {
            ["snapshot"] = "s-5f1c0e9a7b3d2c4e6f80", ["publishedAt"] = "2026-10-01T02:30:00.000Z", ["ageSeconds"] = 3600.5,
            ["lastRun"] = "r-12", ["lastRunState"] = "succeeded", ["lastRunStartedAt"] = "2026-10-01T02:30:00.000Z", ["lastRunFinishedAt"] = "2026-10-01T02:30:04.000Z", ["lastSuccessAt"] = "2026-10-01T02:30:04.000Z", ["nextDueAt"] = null,
            ["lastFailedRun"] = null, ["lastFailedAt"] = null, ["lastFailure"] = null, ["version"] = "0.1.0", ["schema"] = 6, ["rules"] = 3, ["runtime"] = ".NET 10.0.0",
        }))],
        Problems = [400],
    };
}

/// <summary>How the program stands.</summary>
/// <param name="Snapshot">The newest snapshot; null before the first.</param>
/// <param name="PublishedAt">When it was published, UTC.</param>
/// <param name="AgeSeconds">How long ago that is, in seconds.</param>
/// <param name="LastRun">The newest run, whatever its state; null before the first.</param>
/// <param name="LastRunState">Its state: queued, running, succeeded or failed.</param>
/// <param name="LastRunStartedAt">When it began, UTC.</param>
/// <param name="LastRunFinishedAt">When it ended, UTC.</param>
/// <param name="LastSuccessAt">When a run last succeeded, UTC, whether or not it published.</param>
/// <param name="NextDueAt">Since when a run is due that waits; else when the next one is, by schedule or to be tried again, UTC; null where none is planned.</param>
/// <param name="LastFailedRun">The newest run that failed, or whose last attempt did.</param>
/// <param name="LastFailedAt">When it did, UTC.</param>
/// <param name="LastFailure">Why; to keys of scope admin.</param>
/// <param name="Version">The program's version.</param>
/// <param name="Schema">The version of the store's schema.</param>
/// <param name="Rules">The version of the rules by which figures are made and withheld.</param>
/// <param name="Runtime">What it runs on.</param>
internal sealed record Status(
    string? Snapshot, string? PublishedAt, double? AgeSeconds,
    string? LastRun, string? LastRunState, string? LastRunStartedAt, string? LastRunFinishedAt, string? LastSuccessAt, string? NextDueAt,
    string? LastFailedRun, string? LastFailedAt, string? LastFailure,
    string Version, int Schema, int Rules, string Runtime);
