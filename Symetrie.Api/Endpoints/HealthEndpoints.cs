using System.Globalization;
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
    public static void MapHealth(this IEndpointRouteBuilder app, Store store)
    {
        app.Get("/health/live", Live(), context => Replies.Write(context, new Liveness("live")));
        app.Get("/health/ready", Ready(), context => Replies.Write(context, Check(store)));
    }

    private static Readiness Check(Store store)
    {
        try
        {
            var latest = store.Snapshots.Latest();
            var age = latest is null ? (double?)null : Math.Max(0, (store.Clock.GetUtcNow() - DateTimeOffset.Parse(latest.PublishedAt, CultureInfo.InvariantCulture)).TotalSeconds);
            return new Readiness("ready", store.Schema, latest?.Id, latest?.PublishedAt, age);
        }
        catch (System.Data.Common.DbException failure)
        {
            throw new Refusal(Problem.NotReady, $"the store does not answer: {failure.Message}");
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
        Description = "Reads the store's schema version and the age of the last snapshot. Before the first run there is none, and the program is ready all the same.",
        Answers = [new AnswerDoc(200, "It answers.", new ContentDoc(Shared.Json, new Shape.Typed(typeof(Readiness)),
            new JsonObject { ["status"] = "ready", ["schema"] = 1, ["snapshot"] = "s-5f1c0e9a7b3d2c4e6f80", ["publishedAt"] = "2026-10-01T02:30:00.000Z", ["ageSeconds"] = 3600.5 }))],
        Problems = [400, 503],
    };
}

/// <summary>That the program lives.</summary>
/// <param name="Status">Always live.</param>
internal sealed record Liveness(string Status);

/// <summary>That the store answers.</summary>
/// <param name="Status">Always ready; a store that does not answer is a problem of status 503.</param>
/// <param name="Schema">The version of the store's schema.</param>
/// <param name="Snapshot">The newest snapshot; null before the first.</param>
/// <param name="PublishedAt">When it was published, UTC.</param>
/// <param name="AgeSeconds">How long ago that is, in seconds.</param>
internal sealed record Readiness(string Status, int Schema, string? Snapshot, string? PublishedAt, double? AgeSeconds);
