using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tests.Endpoints;
using Symetrie.Api.Stores;
using EndpointsApi = Symetrie.Api.Endpoints.Api;

namespace Symetrie.Analytics.Tests.Disclosure.Http;

/// <summary>An organisation in the real program: its teams and exports posted over HTTP into a fresh store, recomputed, and read with a read key. The clock stands still,
/// and every request names the same host, so that two of them differ only in what was answered.</summary>
internal sealed class ServedOrganisation : IAsyncDisposable
{
    private const string Host = "symetrie.test";
    private readonly string folder;
    private readonly WebApplication app;
    private readonly HttpClient admin;

    private ServedOrganisation(string folder, Store store, WebApplication app)
    {
        (this.folder, Store, this.app) = (folder, store, app);
        (Reader, admin, Ingester) = (With(Scope.Read), With(Scope.Admin), With(Scope.Ingest));
    }

    public Store Store { get; }

    /// <summary>Holds a read key.</summary>
    public HttpClient Reader { get; }

    /// <summary>Holds a key that takes exports in.</summary>
    public HttpClient Ingester { get; }

    public string Folder => folder;

    public static async Task<ServedOrganisation> Start(ILoggerProvider? log = null)
    {
        var place = Directory.CreateTempSubdirectory("symetrie-test-").FullName;
        var store = Store.Open(Path.Combine(place, "store.db"), new StandingClock());
        var program = EndpointsApi.Build(store, new AnalysisSettings { Threads = 1 }, "http://127.0.0.1:0", new Symetrie.Api.Endpoints.ServeSettings { RequestsPerMinute = 0 });
        if (log is not null) program.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        await program.StartAsync();
        return new ServedOrganisation(place, store, program);
    }

    /// <summary>A program that has taken an organisation in and published it.</summary>
    /// <param name="made">The organisation; its answers lie in one quarter.</param>
    /// <param name="seed">Draws what no reader may notice: ids, days, the order of rows, comments.</param>
    /// <param name="log">Told what is logged.</param>
    public static async Task<ServedOrganisation> Start(Organisation made, int seed, ILoggerProvider? log = null)
    {
        var served = await Start(log);
        await served.TakeIn(made, seed);
        await served.Publish();
        return served;
    }

    public async Task TakeIn(Organisation made, int seed)
    {
        var random = new Random(seed);
        await Put("/v1/teams", Exported.Teams(made), "text/csv");
        foreach (var voice in Voices.Both)
        {
            await Put($"/v1/codebooks/{voice.Text()}", Exported.Codebook(voice), "application/json");
            if (made.Answers.Exists(a => a.Voice == voice)) await Import(Exported.Answers(made, voice, random), voice.Text());
        }

        if (made.Invited.Count == 0) return;
        await Put("/v1/codebooks/invited", Exported.Roster, "application/json");
        await Import(Exported.Invited(made), "invited");
    }

    public async Task<string> Import(string text, string codebook, string more = "")
    {
        var response = await Ingester.PostAsync($"/v1/imports?codebook={codebook}{more}", Asking.Body(text));
        var report = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? report : throw new InvalidOperationException(report);
    }

    public async Task Publish()
    {
        var run = await (await admin.PostAsync("/v1/runs", null)).Json();
        for (var id = run.Text("id"); Store.Runs.Find(id)!.State is "queued" or "running";) await Task.Delay(2);
        if (Store.Runs.Find(run.Text("id"))!.Error is { } error) throw new InvalidOperationException(error);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in new[] { Reader, admin, Ingester }) client.Dispose();
        await app.DisposeAsync();
        Store.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task Put(string address, string text, string type)
    {
        var response = await Ingester.PutAsync(address, Asking.Body(text, type));
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
    }

    private HttpClient With(Scope scope)
    {
        var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        client.DefaultRequestHeaders.Host = Host;
        client.DefaultRequestHeaders.Add("X-Api-Key", Store.Keys.Add(scope, "test").Key);
        return client;
    }

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 10, 5, 12, 0, 0, TimeSpan.Zero);
    }
}

/// <summary>An organisation as files that a survey tool would export.</summary>
internal static class Exported
{
    public const string Roster = """{"key":"invited","voice":"employee","layout":"invited","columns":{"team":"team","period":"period","n":"n"},"items":[]}""";

    public static string Codebook(Voice voice) => $$"""
        {"key":"{{voice.Text()}}","voice":"{{voice.Text()}}","layout":"wide","columns":{"team":"team","date":"date","respondent":"who"},
         "items":[{"key":"a","column":"a","dimension":"respect","scale":{"min":1,"max":5} }]}
        """;

    public static string Teams(Organisation made)
    {
        var attributes = made.Teams.SelectMany(t => t.Attributes.Keys).Distinct().Order(StringComparer.Ordinal).ToArray();
        return Table(["key", "name", "parent", .. attributes], made.Teams.Select(t => (string[])[t.Key, t.Name, t.Parent ?? "", .. attributes.Select(a => t.Attributes.TryGetValue(a, out var v) ? v[0].Value : "")]));
    }

    public static string Answers(Organisation made, Voice voice, Random random)
    {
        var rows = made.Answers.Where(a => a.Voice == voice)
            .Select(a => (string[])[a.Team, Day(random), $"{voice.Text()}-{a.Number * 7919:x}-{random.Next(1 << 20)}", Step(a), $"said {random.Next(1 << 20)}"]).ToArray();
        random.Shuffle(rows);
        return Table(["team", "date", "who", "a", "comment"], rows);
    }

    public static string Invited(Organisation made) => Table(["team", "period", "n"], made.Invited.Select(i => (string[])[i.Key.Team, "2026-Q1", i.Value.ToString(CultureInfo.InvariantCulture)]));

    public static string Step(Answer answer) => (1 + (answer.Score / (25 * ScorePoints.UnitsPerPoint))).ToString(CultureInfo.InvariantCulture);

    private static string Day(Random random) => Organisation.Quarter.EmployeeFrom.AddDays(random.Next(90)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Table(string[] header, IEnumerable<string[]> rows) =>
        rows.Aggregate(new StringBuilder().AppendJoin(',', header).Append('\n'), (text, row) => text.AppendJoin(',', row).Append('\n')).ToString();
}
