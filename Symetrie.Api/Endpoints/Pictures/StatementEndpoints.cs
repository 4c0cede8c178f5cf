using System.Text;
using System.Text.Json.Nodes;
using Symetrie.Analytics;
using Symetrie.Api.Endpoints.Document;
using Symetrie.Api.Endpoints.Errors;
using Symetrie.Api.Endpoints.Kept;
using Symetrie.Api.Endpoints.Requests;
using Symetrie.Api.Plots;
using Symetrie.Api.Plots.Statements;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints.Pictures;

/// <summary>The statement: one page for customers and employees.</summary>
internal static class StatementEndpoints
{
    private const string Html = "text/html";

    /// <summary>Maps the statement.</summary>
    public static void MapStatement(this IEndpointRouteBuilder app, Store store, AnalysisSettings settings) => app.Get("/v1/statement.html", Describe(), context =>
    {
        var request = context.Request;
        var snapshot = SnapshotChoice.Of(request, store, cursor: null) ?? throw new Refusal(Problem.NotFound, "nothing is published yet; POST /v1/runs does it");
        var tables = context.RequestServices.GetRequiredService<KeptSnapshots>().Tables(snapshot);
        var period = PeriodOf(tables, request.One("period"));
        var whole = WholeOf(tables, request.One("team"));
        var look = new PlotLook(request.OneOf("lang", "en", "fr") == "fr", Theme.Light, PlotLook.Usual);
        return Freshness.IsKnown(context, snapshot, "html") ? Task.CompletedTask : Write(context, () => StatementPage.Write(StatementReader.Read(store, settings, snapshot, tables, period, whole, look), look));
    });

    /// <summary>The period asked for, else the last.</summary>
    /// <exception cref="Refusal">There is none, or no such one.</exception>
    public static string PeriodOf(SnapshotTables tables, string? asked)
    {
        if (asked is null) return tables.Periods is [.., var last] ? last.Key : throw new Refusal(Problem.NotFound, "nothing is published in any period");
        return tables.Periods.FirstOrDefault(p => p.Key == asked)?.Key ?? throw Refusal.Value("period", $"'{asked}' is not a period of the snapshot; it has {string.Join(", ", tables.Periods.Select(p => p.Key))}");
    }

    /// <summary>Who states it: the node asked for, else the root.</summary>
    /// <exception cref="Refusal">There is no such node, or there are several roots and none was named.</exception>
    public static TeamEntry WholeOf(SnapshotTables tables, string? asked)
    {
        if (asked is null) return StatementReader.Root(tables) ?? throw Refusal.Value("team", "there is no one root of all teams; name the node that states it");
        return tables.Teams.FirstOrDefault(t => t.Key == asked) ?? throw Refusal.Value("team", $"'{asked}' is not known; GET /v1/teams lists the teams");
    }

    private static async Task Write(HttpContext context, Func<string> page)
    {
        var bytes = Encoding.UTF8.GetBytes(page());
        context.Response.ContentType = $"{Html}; charset=utf-8";
        // It loads nothing and runs nothing.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";
        if (HttpMethods.IsHead(context.Request.Method)) return;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static Route Describe() => new("getStatement", "plots", "A statement for customers and employees, to be published")
    {
        Description = "One self-contained page (HTML and SVG, no script), which prints on A4: both voices side by side, what is shown to be the same and what is not, what goes through from the top to the customers, what was done, how it was measured, "
            + "how many answered, how answers are protected, and the snapshot that gives it again. For people who know no statistics: each figure has its uncertainty in words.",
        Query =
        [
            Shared.Snapshot, new Parameter("period", "The period; the last one by default.") { Example = "2026-Q3" },
            new Parameter("team", "The node that states it; the root of the tree by default.") { Example = "R-ROM" },
            new Parameter("lang", "The language.") { Values = ["en", "fr"], Default = "en", Example = "fr" },
        ],
        Answers = [new AnswerDoc(200, "The page.", new ContentDoc(Html, new Shape.Plain(), JsonValue.Create("<!doctype html><html lang=\"en\">…</html>"))) { Headers = [("ETag", "Names the snapshot; send it back in If-None-Match."), ("Last-Modified", "When the snapshot was published.")] }, Shared.NotModified],
        Problems = [400, 404, 410],
    };
}
