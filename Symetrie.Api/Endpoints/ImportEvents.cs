using System.Text.Json;
using Symetrie.Api.Imports;

namespace Symetrie.Api.Endpoints;

/// <summary>Server-sent events of an import: <c>progress</c> as often as something moved, <c>end</c> with the report, and nothing after it.</summary>
internal static class ImportEvents
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    /// <summary>Tells how an import goes until it has ended.</summary>
    public static async Task Write(HttpContext context, ImportDesk desk, string id, TimeProvider clock)
    {
        var report = desk.Find(id) ?? throw RouteMap.Missing("import", id);
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        // Proxies that gather an answer before they pass it on would hold back every event.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        if (HttpMethods.IsHead(context.Request.Method)) return;
        var (told, at) = ((ImportReport?)null, clock.GetTimestamp());
        while (!report.HasEnded)
        {
            if (told?.Progress != report.Progress || told?.State != report.State)
            {
                await Send(context, "progress", new { report.Posting, report.State, report.Progress!.Rows, report.Progress.Bytes, report.Progress.TotalBytes, report.Progress.Percent });
                (told, at) = (report, clock.GetTimestamp());
            }
            else if (clock.GetElapsedTime(at) > Silence)
            {
                await context.Response.WriteAsync(": still here\n\n", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                at = clock.GetTimestamp();
            }

            await Task.Delay(Step, clock, context.RequestAborted);
            report = desk.Find(id) ?? throw RouteMap.Missing("import", id);
        }

        await Send(context, "end", report);
    }

    private static async Task Send(HttpContext context, string name, object value)
    {
        await context.Response.WriteAsync($"event: {name}\ndata: {JsonSerializer.Serialize(value, value.GetType(), Importer.Json)}\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
