using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>Ten thousand hostile values, through every filter, sort, cursor, header and path.</summary>
[TestFixture("sqlite", 10_000), TestFixture("postgres", 2_000)]
public sealed class HostileTests(string engine, int requests)
{
    private static readonly string[] Common = ["sort", "fields", "snapshot", "limit", "cursor", "format", "dialect", "fromPeriod", "toPeriod"];
    private static readonly string[] Headers = ["Accept", "Accept-Encoding", "Accept-Language", "If-None-Match", "If-Modified-Since", "Prefer", "Range", "Origin", "Authorization", "X-Api-Key", "Cookie", "X-Forwarded-Host", "X-Forwarded-For", "X-HTTP-Method-Override", "Idempotency-Key", "User-Agent", "traceparent"];
    private static readonly string[] Tables = ["/v1/teams", "/v1/team-periods", "/v1/dimensions", "/v1/periods", "/v1/schemas", "/v1/schemas/gaps", "/v1/snapshots", "/v1/runs", "/v1/codebooks", "/v1/imports", "/v1/status", "/metrics", "/"];
    private static readonly (string Method, string Path)[] Paths =
    [
        ("GET", "/{0}"), ("GET", "/v1/{0}"), ("GET", "/v1/schemas/{0}"), ("GET", "/v1/runs/{0}"), ("GET", "/v1/codebooks/{0}"), ("GET", "/v1/imports/{0}"), ("GET", "/v1/snapshots/{0}/diff/{0}?measure=gaps"), ("GET", "/swagger/{0}"),
        ("DELETE", "/v1/imports/{0}"), ("DELETE", "/v1/respondents/{0}"), ("DELETE", "/v1/codebooks/{0}"), ("PUT", "/v1/codebooks/{0}"), ("PUT", "/v1/calendar"), ("PUT", "/v1/teams"), ("PUT", "/v1/crosswalk"),
        ("POST", "/v1/matches"), ("POST", "/v1/codebooks/propose"), ("POST", "/v1/imports?dryRun=true&name={0}"), ("POST", "/v1/imports?dryRun=true&codebook={0}"), ("GET", "/v1/imports/{0}/events"), ("GET", "/v1/imports/{0}/errors.csv"),
    ];

    private TestApi api = null!;

    [OneTimeSetUp]
    public async Task Start() => api = engine == "sqlite" ? PublishedSamples.Api : await TestApi.StartOnServer(PublishedSamples.Api.Store);

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (engine != "sqlite") await api.DisposeAsync();
    }

    [Test]
    public async Task Nothing_hostile_gets_through_or_comes_back_as_it_was()
    {
        var (faults, log) = (new ConcurrentQueue<string>(), new Broken());
        api.App.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        var cursor = (await api.Reader.Json("/v1/gaps?limit=1")).Text("nextCursor");
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All, AllowAutoRedirect = false });
        client.DefaultRequestHeaders.Add("X-Api-Key", api.Key(Symetrie.Api.Stores.Scope.Admin));
        var seed = Environment.TickCount;
        var statuses = new ConcurrentDictionary<int, int>();
        TestContext.Out.WriteLine($"seeds 1 to 3, and {seed}");
        await Parallel.ForEachAsync(new[] { 1, 2, 3, seed }, async (draw, cancel) =>
        {
            var values = new HostileValues(draw);
            for (var i = 0; i < requests / 4; i++)
            {
                using var request = Make(values, cursor, i);
                using var response = await client.SendAsync(request, cancel);
                statuses.AddOrUpdate((int)response.StatusCode, 1, (_, n) => n + 1);
                if (await Fault(response) is { } fault) faults.Enqueue($"seed {draw}, {i}: {request.Method} {request.RequestUri!.OriginalString}\n{string.Join('\n', request.Headers.Select(h => $"{h.Key}: {string.Join(',', h.Value)}"))}\n{fault}");
            }
        });
        TestContext.Out.WriteLine(string.Join(", ", statuses.OrderBy(s => s.Key).Select(s => $"{s.Value} answers of {s.Key}")));
        faults.Take(5).ShouldBeEmpty();
        log.Lines.Take(5).ShouldBeEmpty("nothing broke inside");
        statuses.Values.Sum().ShouldBe(requests);
        statuses.GetValueOrDefault(400).ShouldBeGreaterThan(requests / 4);
        statuses.GetValueOrDefault(200).ShouldBeGreaterThan(0);
        // The store stands as it stood.
        (await api.Reader.Json("/v1/gaps?limit=1")).Text("nextCursor").ShouldBe(cursor);
    }

    [Test]
    public async Task The_search_for_faults_finds_them()
    {
        (await Fault(Answer(500, "application/problem+json", "{}")))!.ShouldContain("500");
        (await Fault(Answer(400, "application/problem+json", $$"""{"detail":"{{HostileValues.Markup}}"}""")))!.ShouldContain("markup");
        (await Fault(Answer(400, "text/html", "<p>")))!.ShouldContain("page");
        (await Fault(Answer(400, "application/problem+json", "")))!.ShouldContain("JSON");
        (await Fault(Answer(400, "application/problem+json", """{"detail":"SQLite Error 1: near"}""")))!.ShouldContain("SQL");
        (await Fault(Answer(400, "application/problem+json", """{"detail":"there is no team 'x'"}"""))).ShouldBeNull();
    }

    private static HttpResponseMessage Answer(int status, string type, string text) => new((HttpStatusCode)status) { Content = Asking.Body(text, type), RequestMessage = new HttpRequestMessage(HttpMethod.Get, "/") };

    private HttpRequestMessage Make(HostileValues values, string cursor, int turn)
    {
        var value = values.Next();
        if (turn % 4 == 3)
        {
            var (method, path) = values.Of(Paths);
            var named = To(method, string.Format(path, values.Escaped(value)));
            if (method is "PUT" or "POST") named.Content = Asking.Body(value, values.Of(["application/json", "text/csv", "text/plain"]));
            return named;
        }

        if (turn % 4 == 2)
        {
            var asked = To("GET", values.Of([.. MeasureCatalogue.All.Select(m => $"/v1/{m.Name}?limit=2"), .. Tables]));
            asked.Headers.TryAddWithoutValidation(values.Of(Headers), HostileValues.ForHeader(value));
            return asked;
        }

        var measure = values.Of(MeasureCatalogue.All);
        var (address, names) = turn % 8 == 0 ? (values.Of(Tables), Common) : ($"/v1/{measure.Name}", [.. Common, .. measure.Columns.Where(c => c.IsSubject).Select(c => c.Name)]);
        var name = values.Of(names);
        if (turn % 16 == 1) name = values.Escaped(value);
        var sent = name == "cursor" ? values.Cursor(cursor) : value;
        return To("GET", $"{address}?{(name == "limit" ? "" : "limit=2&")}{name}={values.Escaped(sent)}");
    }

    // As it is: the client would mend it.
    private HttpRequestMessage To(string method, string address) =>
        new(new HttpMethod(method), new Uri(api.Anonymous.BaseAddress!.GetLeftPart(UriPartial.Authority) + address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));

    private static async Task<string?> Fault(HttpResponseMessage response)
    {
        var (status, type, text) = ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync());
        if (status >= 500) return $"{status}: {text}";
        if (text.Contains("symetrie-hostile</script>", StringComparison.Ordinal) || text.Contains("<img src=x", StringComparison.Ordinal)) return $"markup as it was sent: {text}";
        if (response.Headers.Concat(response.Content.Headers).Any(h => h.Key == "X-Evil" || h.Value.Any(v => v.Contains("<script", StringComparison.Ordinal)))) return "a header that was sent";
        foreach (var word in new[] { "SQLite", "Npgsql", "22021:", "syntax error", "no such table", "no such column", "   at Symetrie", "Exception" })
            if (status >= 400 && text.Contains(word, StringComparison.Ordinal)) return $"SQL or the inside shows: {text}";
        if (type == "text/html" && response.RequestMessage!.RequestUri!.OriginalString.Contains("/swagger", StringComparison.Ordinal)) return null;
        if (type == "text/html") return "a page";
        // Kestrel itself turns away what is no HTTP, without a body.
        if (status >= 400 && type is null && text.Length == 0 && response.Headers.ConnectionClose == true) return null;
        return type?.EndsWith("json", StringComparison.Ordinal) != true || IsJson(text) ? null : $"no JSON: {text}";
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private sealed class Broken : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) Lines.Enqueue(formatter(state, exception) + exception);
        }

        public void Dispose()
        {
        }
    }
}
