using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Symetrie.Analytics;
using Symetrie.Api.Endpoints;
using Symetrie.Api.Stores;
using Symetrie.Benchmarks.Comparison;

namespace Symetrie.Benchmarks.Serving;

/// <summary>The whole program with a benchmark set, on a port of its own, and beside it static answers from the same Kestrel: from inside the same pipeline, and from one that has nothing before it.</summary>
internal sealed class ServedSet : IDisposable
{
    private readonly Store store;
    private readonly WebApplication app;
    private readonly WebApplication bare;
    private readonly string work;

    private ServedSet(string work, Store store, WebApplication app, WebApplication bare)
    {
        (this.work, this.store, this.app, this.bare) = (work, store, app, bare);
        Key = store.Keys.Add(Scope.Admin, "benchmark").Key;
        (Root, Bare) = (app.Urls.First(), bare.Urls.First());
        Client = new HttpClient { BaseAddress = new Uri(Root), Timeout = TimeSpan.FromMinutes(15) };
        Client.DefaultRequestHeaders.Add("X-Api-Key", Key);
    }

    /// <summary>Where the program listens.</summary>
    public string Root { get; }

    /// <summary>Where the static answers without a pipeline are.</summary>
    public string Bare { get; }

    /// <summary>A key of all scopes.</summary>
    public string Key { get; }

    /// <summary>A client that has the key.</summary>
    public HttpClient Client { get; }

    /// <summary>What <c>/bench/static</c> answers with; null for 304.</summary>
    public byte[]? Static { get; set; } = [];

    /// <summary>Takes a set in, computes it, and serves it. A recompute that is asked for then computes everything anew: its confidence is another.</summary>
    /// <param name="codebooks">The folder of the project's codebooks.</param>
    /// <param name="folder">The folder of the exports.</param>
    public static ServedSet Start(string codebooks, string folder)
    {
        var place = Directory.CreateTempSubdirectory("symetrie-serving-").FullName;
        var rows = BenchStore.Filled(Path.Combine(place, "store.db"), codebooks, folder);
        using (var first = new ServedSet(place, rows, Serve(rows, new AnalysisSettings(), null), Unpiped(() => []))) first.Recompute().GetAwaiter().GetResult();
        ServedSet? made = null;
        return made = new ServedSet(place, rows, Serve(rows, new AnalysisSettings { Confidence = 0.9 }, () => made!.Static), Unpiped(() => made!.Static)) { IsLast = true };
    }

    /// <summary>Asks for a recompute and waits for its end.</summary>
    public async Task Recompute()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/runs") { Headers = { { "Prefer", "wait=600" } } };
        using var answer = await Client.SendAsync(request);
        var said = await answer.Content.ReadAsStringAsync();
        if (!said.Contains("\"succeeded\"", StringComparison.Ordinal)) throw new InvalidOperationException(said);
    }

    private bool IsLast { get; init; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Client.Dispose();
        foreach (var one in new[] { app, bare }) one.DisposeAsync().AsTask().GetAwaiter().GetResult();
        if (!IsLast) return;
        store.Dispose();
        Directory.Delete(work, recursive: true);
    }

    private static WebApplication Serve(Store store, AnalysisSettings settings, Func<byte[]?>? bytes)
    {
        var server = Symetrie.Api.Endpoints.Api.Build(store, settings, "http://127.0.0.1:0", new ServeSettings { RequestsPerMinute = 0 });
        if (bytes is not null) server.MapGet("/bench/static", (RequestDelegate)(context => Answer(context, bytes()))).AllowAnonymous();
        server.StartAsync().GetAwaiter().GetResult();
        return server;
    }

    private static WebApplication Unpiped(Func<byte[]?> bytes)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Run(context => Answer(context, bytes()));
        server.StartAsync().GetAwaiter().GetResult();
        return server;
    }

    private static async Task Answer(HttpContext context, byte[]? bytes)
    {
        context.Response.StatusCode = bytes is null ? StatusCodes.Status304NotModified : StatusCodes.Status200OK;
        if (bytes is null) return;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = bytes.Length;
        await context.Response.BodyWriter.WriteAsync(bytes, context.RequestAborted);
    }
}
