using Symetrie.Api.Endpoints.Document;
using Symetrie.Api.Endpoints.Requests;
using Symetrie.Api.Endpoints.Rows;
using Symetrie.Api.Recompute;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints;

/// <summary>Recomputes: asking for one, and how far it is.</summary>
internal static class RunEndpoints
{
    private const string Tag = "runs";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly Table<StoredRun> Table = Of(admin: false);
    private static readonly Table<StoredRun> Frank = Of(admin: true);

    private static Table<StoredRun> Of(bool admin) => new Table<StoredRun>()
        .Text("id", "The id.", r => r.Id, key: true)
        .Text("state", "How it stands.", r => r.State, values: ["queued", "running", "succeeded", "failed"])
        .Real("progress", "How much is done, a proportion.", r => r.Progress, "proportion")
        .Text("stage", "What is being done.", r => r.Stage)
        .Instant("requestedAt", "When it was asked for, UTC.", r => r.RequestedAt)
        .Instant("startedAt", "When it began, UTC.", r => r.StartedAt, nullable: true)
        .Instant("finishedAt", "When it ended, UTC.", r => r.FinishedAt, nullable: true)
        .Text("snapshot", "The snapshot it arrived at; the one before where nothing that readers see has changed.", r => r.Snapshot, nullable: true)
        .Text("error", "That it failed; to keys of scope admin also why. The last snapshot is served on.", r => RunText.Error(r, admin), nullable: true)
        .Text("schedule", "The schedule it belongs to; null where somebody asked for it.", r => r.Schedule, nullable: true, values: [Nightly.Schedule])
        .Text("dueOn", "The local date it was due on; one run a date.", r => r.DueOn, nullable: true, format: "date")
        .Integer("attempts", "How often it was begun: again after a failure, and by another process where one died.", r => r.Attempts)
        .Instant("retryAt", "When a run that failed is tried again, UTC; null where it is not.", r => r.RetryAt, nullable: true);

    /// <summary>Maps the runs.</summary>
    public static void MapRuns(this IEndpointRouteBuilder app, Store store, RecomputeWorker worker)
    {
        app.Post("/v1/runs", Asking(), async context =>
        {
            var run = store.Runs.Request();
            worker.Wake();
            run = await Wait(context, store, run);
            var ended = HasEnded(run);
            context.Response.Headers[ended ? "Content-Location" : "Location"] = $"{context.Request.PathBase}/v1/runs/{run.Id}";
            if (!ended) context.Response.Headers.RetryAfter = "1";
            await TableStream.One(context, Columns(context), run, ended ? StatusCodes.Status200OK : StatusCodes.Status202Accepted);
        });
        app.Get("/v1/runs", Listing(), context => TableStream.Write(context, "runs", Columns(context), store.Runs.List(), snapshot: null));
        app.Get("/v1/runs/{id}", One(), context => TableStream.One(context, Columns(context), store.Runs.Find(context.Path("id")) ?? throw RouteMap.Missing("run", context.Path("id"))));
    }

    private static Table<StoredRun> Columns(HttpContext context) => RunText.IsForAdmin(context) ? Frank : Table;

    private static bool HasEnded(StoredRun run) => run.State is "succeeded" or "failed";

    // Without a preference nothing is waited for: a recompute may take its time.
    private static async Task<StoredRun> Wait(HttpContext context, Store store, StoredRun run)
    {
        var (wait, applied) = context.Request.Wait();
        if (applied is null) return run;
        context.Response.Headers["Preference-Applied"] = applied;
        var began = store.Clock.GetTimestamp();
        while (!HasEnded(run) && store.Clock.GetElapsedTime(began) < wait)
        {
            await Task.Delay(Look, context.RequestAborted);
            run = store.Runs.Find(run.Id) ?? run;
        }

        return run;
    }

    private static Route Asking() => new("requestRun", Tag, "Recompute everything that changed")
    {
        Scope = Scope.Admin,
        Description = "Answers at once, or when the run has ended where Prefer says to wait for it; a run waits its turn and can be watched at the address in Location. When it succeeds it publishes one snapshot, if a reader would see any difference.",
        Headers = [new Parameter("Prefer", "How long to wait for the end: wait=n in seconds, up to 600.") { Example = "wait=30" }],
        Answers =
        [
            Shared.Row(200, "The run has ended: see state.", "Run", "A recompute in the ledger.", Table.Fields) with { Headers = [("Content-Location", "Where the run can be read again."), ("Preference-Applied", "The preference that was followed.")] },
            Shared.Row(202, "The run was queued.", "Run", "A recompute in the ledger.", Table.Fields) with { Headers = [("Location", "Where the run can be watched."), ("Retry-After", "When to look again, in seconds."), ("Preference-Applied", "The preference that was followed.")] },
        ],
        Problems = [400],
    };

    private static Route Listing() => new("listRuns", Tag, "The runs, newest first")
    {
        Description = "The ledger of recomputes, the last 1,000 of them.",
        Query = Shared.Page,
        Answers = [Shared.Rows("The runs.", "Run", "A recompute in the ledger.", Table.Fields)],
        Problems = [400],
    };

    private static Route One() => new("getRun", Tag, "How far a run is")
    {
        Description = "A run with its progress. It has ended when state is succeeded or failed.",
        Path = [Shared.Id("id", "The run's id.", "r-1")],
        Answers = [Shared.Row(200, "The run.", "Run", "A recompute in the ledger.", Table.Fields)],
        Problems = [400, 404],
    };
}
