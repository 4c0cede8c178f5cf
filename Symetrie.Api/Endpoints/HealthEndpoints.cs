using System.Text.Json.Nodes;
using Symetrie.Api.Endpoints.Document;
using Symetrie.Api.Endpoints.Errors;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints;

/// <summary>Whether the program lives, and whether it can answer. Open, so that they tell nothing of anybody.</summary>
internal static class HealthEndpoints
{
    private const string Tag = "operations";

    /// <summary>Maps the two probes.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app, Store store, ServeSettings serving)
    {
        app.Get("/health/live", Live(), context => Replies.Write(context, new Liveness("live")));
        app.Get("/health/ready", Ready(), context => Replies.Write(context, Check(store, serving)));
    }

    private static Readiness Check(Store store, ServeSettings serving)
    {
        try
        {
            var (latest, schema) = (store.Snapshots.Latest(), store.Schema);
            if (schema != StoreSchema.Known) throw new Refusal(Problem.NotReady, $"the store has schema {schema} by now, and this program works with {StoreSchema.Known}: start the program that changed it");
            var age = StatusEndpoints.Age(store, latest);
            if (age > serving.OldestHours * 3600) throw new Refusal(Problem.NotReady, $"the last snapshot is older than {serving.OldestHours} hours");
            return new Readiness(store.Runs.IsFailing() ? "degraded" : "ready", schema, latest?.Id, latest?.PublishedAt, age);
        }
        catch (Exception failure) when (failure is System.Data.Common.DbException or Stores.Engines.StoreBusyException)
        {
            // What a database says names files and servers; this address is open.
            throw new Refusal(Problem.NotReady, "the store does not answer");
        }
    }

    private static Route Live() => new("getLiveness", Tag, "Whether the program lives")
    {
        Scope = null,
        Description = "Depends on nothing.",
        Answers = [new AnswerDoc(200, "It lives.", new ContentDoc(Shared.Json, new Shape.Typed(typeof(Liveness)), new JsonObject { ["status"] = "live" }))],
        Problems = [400],
    };

    private static Route Ready() => new("getReadiness", Tag, "Whether the store answers")
    {
        Scope = null,
        Description = "Compares the store's schema with the program's and reads the age of the last snapshot, which may be limited by configuration. Before the first run there is none, and the program is ready all the same. Where the newest run failed it is degraded: it answers, from the last snapshot, and status 200; /v1/status tells why.",
        Answers = [new AnswerDoc(200, "It answers.", new ContentDoc(Shared.Json, new Shape.Typed(typeof(Readiness)),
            new JsonObject { ["status"] = "ready", ["schema"] = 1, ["snapshot"] = "s-5f1c0e9a7b3d2c4e6f80", ["publishedAt"] = "2026-10-01T02:30:00.000Z", ["ageSeconds"] = 3600.5 }))],
        Problems = [400, 503],
    };
}

/// <summary>That the program lives.</summary>
/// <param name="Status">Always live.</param>
internal sealed record Liveness(string Status);

/// <summary>That the store answers.</summary>
/// <param name="Status">ready, or degraded where the newest run failed and the last snapshot is served on; a store that does not answer is a problem of status 503.</param>
/// <param name="Schema">The version of the store's schema.</param>
/// <param name="Snapshot">The newest snapshot; null before the first.</param>
/// <param name="PublishedAt">When it was published, UTC.</param>
/// <param name="AgeSeconds">How long ago that is, in seconds.</param>
internal sealed record Readiness(string Status, int Schema, string? Snapshot, string? PublishedAt, double? AgeSeconds);
