using System.Text.Json.Nodes;
using Symetrie.Analytics.Measures;
using Symetrie.Api.Endpoints.Document;
using Symetrie.Api.Endpoints.Pages;

namespace Symetrie.Api.Endpoints;

/// <summary>The root: the explorer page for a browser; what there is, for tools that probe it without a key.</summary>
internal static class IndexEndpoints
{
    private static readonly string Version = typeof(IndexEndpoints).Assembly.GetName().Version!.ToString(3);

    /// <summary>Maps the root.</summary>
    public static void MapIndex(this IEndpointRouteBuilder app) => app.Get("/", Describe(), context =>
    {
        if (PageEndpoints.IsWanted(context.Request)) return PageEndpoints.Write(context);
        context.Response.Headers.Vary = "Accept, Accept-Encoding";
        return Replies.Write(context, Index());
    });

    private static RootIndex Index() => new(
        "Symetrie", Version, "/openapi.json", "/swagger",
        [.. MeasureCatalogue.All.Select(m => $"/v1/{m.Name}")],
        ["/v1/teams", "/v1/team-periods", "/v1/dimensions", "/v1/periods", "/v1/schemas", "/v1/snapshots"],
        ["/v1/plots/symmetry-map.svg", "/v1/plots/gap-heatmap.svg", "/v1/plots/drift.svg", "/v1/plots/correlation-matrix.svg"]);

    private static Route Describe() => new("getIndex", "operations", "What there is")
    {
        Scope = null,
        Description = "For a browser (text/html) the explorer page; else a small index: the addresses of the document, the measures, the dimension tables and the pictures.",
        Answers = [new AnswerDoc(200, "The index.", new ContentDoc(Shared.Json, new Shape.Typed(typeof(RootIndex)), new JsonObject
        {
            ["name"] = "Symetrie", ["version"] = "0.1.0", ["openapi"] = "/openapi.json", ["documentation"] = "/swagger", ["measures"] = new JsonArray("/v1/gaps"), ["tables"] = new JsonArray("/v1/teams"), ["plots"] = new JsonArray("/v1/plots/symmetry-map.svg"),
        }), new ContentDoc("text/html", new Shape.Plain(), JsonValue.Create("<!doctype html><title>Symetrie</title>"))), Shared.NotModified],
        Problems = [400],
    };
}

/// <summary>What there is.</summary>
/// <param name="Name">The program.</param>
/// <param name="Version">Its version.</param>
/// <param name="Openapi">Where the document is.</param>
/// <param name="Documentation">Where it can be read and tried.</param>
/// <param name="Measures">The addresses of the measures.</param>
/// <param name="Tables">The addresses of the dimension tables.</param>
/// <param name="Plots">The addresses of the pictures.</param>
internal sealed record RootIndex(string Name, string Version, string Openapi, string Documentation, IReadOnlyList<string> Measures, IReadOnlyList<string> Tables, IReadOnlyList<string> Plots);
