using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Symetrie.Analytics.Tests.Stores.Engines;
using Symetrie.Api.Endpoints;
using Symetrie.Api.Recompute;
using Symetrie.Api.Stores;
using EndpointsApi = Symetrie.Api.Endpoints.Api;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>The whole program on a port of its own, with a store of its own and a key of each scope. Tests speak HTTP to it.</summary>
internal sealed class TestApi : IAsyncDisposable
{
    private readonly TestPlace place;
    private readonly Dictionary<Scope, string> keys = [];

    private TestApi(TestPlace place, Store store, WebApplication app)
    {
        (this.place, Store, App) = (place, store, app);
        foreach (var scope in Enum.GetValues<Scope>()) keys[scope] = store.Keys.Add(scope, "test").Key;
        Anonymous = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        (Reader, Ingester, Admin) = (With(Scope.Read), With(Scope.Ingest), With(Scope.Admin));
    }

    public Store Store { get; }

    public WebApplication App { get; }

    public HttpClient Anonymous { get; }

    public HttpClient Reader { get; }

    public HttpClient Ingester { get; }

    public HttpClient Admin { get; }

    public string Key(Scope scope) => keys[scope];

    /// <summary>A program on an empty store. Unlike the usual one it sets no limit, unless it is told to.</summary>
    public static Task<TestApi> Start(TimeProvider? clock = null, ServeSettings? serving = null, ILoggerProvider? log = null, string engine = "sqlite") => Start(new TestPlace(engine), clock, serving, log);

    /// <summary>A program with the sample exports taken in and published.</summary>
    public static Task<TestApi> StartWithSamples() => Start(new TestPlace(folder: SampleStore.Copy()), clock: null, serving: null, log: null);

    /// <summary>A program on a database of a server, to which a store has been brought.</summary>
    public static Task<TestApi> StartOnServer(Store brought)
    {
        var server = new TestPlace("postgres");
        StoreMove.Run(brought, server.Address, replace: true);
        return Start(server, clock: null, serving: null, log: null);
    }

    private static async Task<TestApi> Start(TestPlace place, TimeProvider? clock, ServeSettings? serving, ILoggerProvider? log)
    {
        var store = Store.Open(place.Address, clock ?? TimeProvider.System);
        var app = EndpointsApi.Build(store, new AnalysisSettings(), "http://127.0.0.1:0", serving ?? new ServeSettings { RequestsPerMinute = 0 });
        if (log is not null) app.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        await app.StartAsync();
        return new TestApi(place, store, app);
    }

    public static string Sample(string name) => Path.Combine(AppContext.BaseDirectory, "data", "exports", "sample", name);

    public static string Codebook(string key) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "data", "codebooks", key + ".json"));

    public void Publish(AnalysisSettings? settings = null)
    {
        var run = Store.Runs.Request();
        var number = long.Parse(run.Id[2..]);
        if (Store.Runs.Start(number) is not null) new Recomputer(Store, settings ?? new AnalysisSettings()).Run(number);
        else while (Store.Runs.Find(run.Id)!.State is "queued" or "running") Thread.Sleep(20);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in new[] { Anonymous, Reader, Ingester, Admin }) client.Dispose();
        // Disposing it waits for nobody: a run that goes on would write into a folder that is being deleted.
        await App.StopAsync();
        await App.DisposeAsync();
        Store.Dispose();
        place.Dispose();
    }

    private HttpClient With(Scope scope)
    {
        var client = new HttpClient { BaseAddress = Anonymous.BaseAddress };
        client.DefaultRequestHeaders.Add("X-Api-Key", Key(scope));
        return client;
    }
}

/// <summary>Short words for requests.</summary>
internal static class Asking
{
    public static async Task<JsonElement> Json(this HttpClient client, string address)
    {
        var response = await client.GetAsync(address);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement : throw new InvalidOperationException($"{address}: {(int)response.StatusCode} {text}");
    }

    public static async Task<JsonElement> Json(this HttpResponseMessage response) => JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

    /// <summary>All that an answer says, its texts as they are meant and not as JSON escapes them.</summary>
    public static string Said(this JsonElement answer) => answer.ValueKind switch
    {
        JsonValueKind.Object => string.Join('\n', answer.EnumerateObject().Select(m => $"{m.Name}: {m.Value.Said()}")),
        JsonValueKind.Array => string.Join('\n', answer.EnumerateArray().Select(Said)),
        _ => answer.ToString(),
    };

    public static JsonElement[] Rows(this JsonElement page) => [.. page.GetProperty("data").EnumerateArray()];

    public static string Text(this JsonElement row, string name) => row.GetProperty(name).GetString()!;

    public static HttpContent Body(string text, string? type = null)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        if (type is not null) content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }
}
