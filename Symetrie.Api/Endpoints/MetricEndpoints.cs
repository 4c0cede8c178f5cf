using Symetrie.Api.Endpoints.Document;
using Symetrie.Api.Endpoints.Watch;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints;

/// <summary>Figures of the program itself for a monitor, as Prometheus reads them. No label names a team, a file or a key.</summary>
internal static class MetricEndpoints
{
    private const string TextFormat = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Maps the figures.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder app, Store store, RequestMeter meter) => app.Get("/metrics", Describe(), async context =>
    {
        var text = Write(store, meter);
        context.Response.ContentType = TextFormat;
        await context.Response.WriteAsync(text, context.RequestAborted);
    });

    private static string Write(Store store, RequestMeter meter)
    {
        var (text, requests, imports) = (new PrometheusText(), meter.All(), store.Responses.Count());
        text.Family("symetrie_build_info", "gauge", "Always 1; the label is the version.").Sample(1, ("version", StatusEndpoints.Version));
        text.Family("symetrie_requests_total", "counter", "Requests answered since the program began.");
        foreach (var r in requests) text.Sample(r.Number, ("method", r.Method), ("route", r.Route), ("status", $"{r.Status}"));
        text.Family("symetrie_request_seconds_total", "counter", "How long they took together.");
        foreach (var r in requests) text.Sample(r.Seconds, ("method", r.Method), ("route", r.Route), ("status", $"{r.Status}"));
        text.Family("symetrie_runs", "gauge", "Recomputes in the ledger.");
        foreach (var (state, number) in store.Runs.Count()) text.Sample(number, ("state", state));
        text.Family("symetrie_imports", "gauge", "Imports in the store.");
        foreach (var (state, number, _) in imports) text.Sample(number, ("state", state));
        text.Family("symetrie_snapshots", "gauge", "Published snapshots.").Sample(store.Snapshots.Count());
        text.Family("symetrie_deliveries", "gauge", "Notices to listeners of the last 30 days.");
        foreach (var (state, number) in store.Notices.Count()) text.Sample(number, ("state", state));
        Ages(text, store, imports.Select(i => i.Newest).Max(StringComparer.Ordinal));
        text.Family("symetrie_process_memory_bytes", "gauge", "Memory the process holds.").Sample(Environment.WorkingSet);
        return text.ToString();
    }

    // Where there is nothing yet, there is no age.
    private static void Ages(PrometheusText text, Store store, string? imported)
    {
        text.Family("symetrie_age_seconds", "gauge", "How long ago the newest snapshot was published, the newest run succeeded and failed, and the newest import came.");
        foreach (var (of, at) in new[] { ("snapshot", store.Snapshots.Latest()?.PublishedAt), ("success", store.Runs.Newest("succeeded")?.FinishedAt), ("failure", store.Runs.Newest("failed")?.FinishedAt), ("import", imported) })
            if (at is not null) text.Sample(Math.Max(0, (store.Clock.GetUtcNow() - DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)).TotalSeconds), ("of", of));
    }

    private static Route Describe() => new("getMetrics", "operations", "Figures for a monitor")
    {
        Scope = Scope.Ingest,
        Description = "Prometheus text: requests by pattern and status, runs, imports, snapshots and ages. It counts imports, of which readers do not know, so that reading it takes the scope that sees imports; let the scraper send the key as a bearer token.",
        Answers = [new AnswerDoc(200, "The figures.", new ContentDoc("text/plain", new Shape.Plain(), "symetrie_snapshots 3\n"))],
        Problems = [400],
    };
}
