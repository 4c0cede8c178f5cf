using System.Text.RegularExpressions;
using NUnit.Framework;
using Shouldly;
using Symetrie.Api.Endpoints;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>What the program tells of itself, and what of it to whom.</summary>
public sealed partial class StatusTests
{
    private const string Secret = "team Canari has 3 answers";

    [Test]
    public async Task Status_tells_of_the_snapshot_the_last_run_and_versions()
    {
        var (status, latest) = (await PublishedSamples.Api.Reader.Json("/v1/status"), PublishedSamples.Api.Store.Snapshots.Latest()!);
        status.Text("snapshot").ShouldBe(latest.Id);
        status.Text("publishedAt").ShouldBe(latest.PublishedAt);
        status.GetProperty("ageSeconds").GetDouble().ShouldBeGreaterThan(0);
        status.Text("lastSuccessAt").ShouldNotBeNullOrEmpty();
        status.GetProperty("schema").GetInt32().ShouldBe(StoreSchema.Known);
        status.GetProperty("rules").GetInt32().ShouldBe(AnalysisSettings.RuleVersion);
        status.Text("version").ShouldMatch(@"^\d+\.\d+\.\d+$");
    }

    [Test]
    public async Task Why_a_run_failed_is_told_to_administrators_alone()
    {
        await using var api = await TestApi.Start();
        var waiting = api.Store.Runs.Request();
        (await api.Reader.Json("/v1/status")).Text("nextDueAt").ShouldBe(waiting.RequestedAt);
        var number = long.Parse(waiting.Id[2..]);
        api.Store.Runs.Fail(api.Store.Runs.Start(number)!.Value, Secret);
        foreach (var address in new[] { "/v1/status", "/v1/runs", $"/v1/runs/{waiting.Id}" })
        {
            foreach (var client in new[] { api.Reader, api.Ingester }) (await client.Json(address)).GetRawText().ShouldNotContain("Canari", Case.Insensitive, address);
            (await api.Admin.Json(address)).Said().ShouldContain(Secret, Case.Sensitive, address);
        }

        (await (await api.Reader.GetAsync("/v1/runs?format=csv")).Content.ReadAsStringAsync()).ShouldNotContain("Canari");
        var status = await api.Reader.Json("/v1/status");
        status.Text("lastRunState").ShouldBe("failed");
        status.Text("lastFailedRun").ShouldBe(waiting.Id);
        status.GetProperty("nextDueAt").GetString().ShouldBeNull();
    }

    [Test]
    public async Task A_run_is_waited_for_as_long_as_Prefer_says()
    {
        await using var api = await TestApi.Start();
        using var patient = new HttpRequestMessage(HttpMethod.Post, "/v1/runs");
        patient.Headers.Add("Prefer", "wait=60");
        var answer = await api.Admin.SendAsync(patient);
        ((int)answer.StatusCode).ShouldBe(200);
        answer.Headers.GetValues("Preference-Applied").ShouldBe(["wait=60"]);
        (await answer.Json()).Text("state").ShouldBe("succeeded");
        using var hasty = new HttpRequestMessage(HttpMethod.Post, "/v1/runs");
        hasty.Headers.Add("Prefer", "wait=0");
        answer = await api.Admin.SendAsync(hasty);
        ((int)answer.StatusCode).ShouldBe(202);
        answer.Headers.Location!.ToString().ShouldBe($"/v1/runs/{(await answer.Json()).Text("id")}");
    }

    [Test]
    public async Task Readiness_is_lost_with_age_schema_and_store()
    {
        var clock = new HandClock();
        await using var api = await TestApi.Start(clock, new ServeSettings { OldestHours = 24 });
        (await api.Anonymous.Json("/health/ready")).Text("status").ShouldBe("ready", "before the first snapshot there is no age");
        api.Publish();
        clock.Now = clock.Now.AddHours(23);
        (await api.Anonymous.Json("/health/ready")).GetProperty("ageSeconds").GetDouble().ShouldBe(23 * 3600);
        clock.Now = clock.Now.AddHours(2);
        (await NotReady(api)).ShouldContain("24 hours");
        Execute(api, "update setting set value = '99' where name = 'schema'");
        (await NotReady(api)).ShouldContain("schema 99");
        Execute(api, "drop table snapshot");
        (await NotReady(api)).ShouldBe("the store does not answer");
        (await api.Anonymous.Json("/health/live")).Text("status").ShouldBe("live");
    }

    private static async Task<string> NotReady(TestApi api)
    {
        var answer = await api.Anonymous.GetAsync("/health/ready");
        ((int)answer.StatusCode).ShouldBe(503);
        return (await answer.Json()).Text("detail");
    }

    private static void Execute(TestApi api, string text) => api.Store.Engine.Write(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        return command.ExecuteNonQuery();
    });

    [Test]
    public async Task Metrics_are_text_that_a_monitor_reads_and_name_no_team()
    {
        await PublishedSamples.Api.Reader.GetAsync("/v1/gaps?team=S16&limit=1");
        await PublishedSamples.Api.Reader.GetAsync("/v1/nothing/S16");
        var answer = await PublishedSamples.Api.Ingester.GetAsync("/metrics");
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Where(l => l[0] != '#').ShouldAllBe(l => Sample().IsMatch(l));
        var families = lines.Where(l => l.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(l => l.Split(' ')[2]).ToArray();
        families.ShouldBeUnique();
        lines.Where(l => l[0] != '#').Select(Family).Except(families).ShouldBeEmpty();
        foreach (var wanted in new[] { "symetrie_requests_total{method=\"GET\",route=\"/v1/gaps\",status=\"200\"} ", "symetrie_requests_total{method=\"GET\",route=\"none\",status=\"404\"} ", "symetrie_runs{state=\"succeeded\"} ", $"symetrie_imports{{state=\"standing\"}} {SampleStore.Exports.Count}", "symetrie_age_seconds{of=\"snapshot\"} " })
            lines.ShouldContain(l => l.StartsWith(wanted, StringComparison.Ordinal), wanted);
        var text = string.Join('\n', lines);
        var tables = PublishedSamples.Api.Store.Snapshots.Tables(PublishedSamples.Api.Store.Snapshots.Latest()!);
        tables.Teams.Where(t => text.Contains($"\"{t.Key}\"", StringComparison.Ordinal) || text.Contains(t.Name, StringComparison.Ordinal)).ShouldBeEmpty();
        text.ShouldNotContain("S16");
    }

    private static string Family(string sample) => sample.Split('{', ' ')[0];

    [GeneratedRegex("""^[a-z_]+(\{[a-z]+="[^"\\]*"(,[a-z]+="[^"\\]*")*\})? -?[0-9.E+-]+$""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sample();
}
