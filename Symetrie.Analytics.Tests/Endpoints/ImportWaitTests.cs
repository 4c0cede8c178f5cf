using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>Imports that take their time: how long an answer waits, and how one sees how far they are.</summary>
public sealed class ImportWaitTests
{
    private TestApi api = null!;

    [SetUp]
    public async Task Start()
    {
        api = await TestApi.Start();
        (await api.Ingester.PutAsync("/v1/codebooks/sample-employee", Asking.Body(TestApi.Codebook("sample-employee"), "application/json"))).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [TearDown]
    public async Task Stop() => await api.DisposeAsync();

    [Test]
    public async Task A_client_that_does_not_wait_is_told_where_to_look_and_sees_the_end()
    {
        using var busy = new BusyStore(api.Store);
        var accepted = await Post(Sent.Employees(), "respond-async");
        accepted.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        accepted.Headers.GetValues("Preference-Applied").ShouldBe(["respond-async"]);
        accepted.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        var place = accepted.Headers.Location!.ToString();
        var running = await api.Ingester.Json(place);
        running.Text("state").ShouldBeOneOf("queued", "running");
        running.Text("posting").ShouldBe(place.Split('/')[^1]);
        running.GetProperty("progress").GetProperty("totalBytes").GetInt64().ShouldBe(System.Text.Encoding.UTF8.GetByteCount(Sent.Employees()));

        var events = api.Ingester.GetStringAsync(place + "/events");
        await Task.Delay(500);
        busy.Dispose();
        var told = (await events).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        told[0].ShouldStartWith("event: progress\ndata: {\"posting\":\"p-");
        told[..^1].ShouldAllBe(e => e.StartsWith("event: progress\n", StringComparison.Ordinal));
        told[^1].ShouldStartWith("event: end\ndata: ");
        var report = JsonDocument.Parse(told[^1]["event: end\ndata: ".Length..]).RootElement;
        report.Text("state").ShouldBe("imported");
        report.GetProperty("added").GetInt64().ShouldBe(3817);
        report.GetProperty("progress").ValueKind.ShouldBe(JsonValueKind.Null);

        (await api.Ingester.Json(place)).GetRawText().ShouldBe(report.GetRawText());
        (await api.Ingester.Json($"/v1/imports/{report.Text("id")}")).GetRawText().ShouldBe(report.GetRawText());
        (await api.Ingester.GetStringAsync($"/v1/imports/{report.Text("id")}/events")).ShouldStartWith("event: end\n");
    }

    [Test]
    public async Task A_client_that_waits_gets_the_report()
    {
        var done = await Post(Sent.Employees(), "wait=60");
        done.StatusCode.ShouldBe(HttpStatusCode.OK);
        done.Headers.GetValues("Preference-Applied").ShouldBe(["wait=60"]);
        (await done.Json()).Text("state").ShouldBe("imported");
    }

    [Test]
    public async Task The_wait_ends_when_it_was_said_to()
    {
        using var busy = new BusyStore(api.Store);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        (await Post(Sent.Employees(), "wait=1")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        watch.Elapsed.ShouldBeInRange(TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(8));
    }

    [TestCase("respond-async"), TestCase("wait=30"), TestCase(null)]
    public async Task A_header_that_does_not_fit_is_told_at_once_whoever_has_the_store(string? prefer)
    {
        using var busy = new BusyStore(api.Store);
        var refused = await Post("shop,id\nS1,7\n", prefer).WaitAsync(TimeSpan.FromSeconds(20));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var report = (await refused.Json()).GetProperty("report");
        report.Text("refusalCode").ShouldBe("no-codebook");
        (await api.Ingester.GetStringAsync(report.Text("rejectedRows"))).Split("\r\n")[1].ShouldContain(",no-codebook,");
        busy.Dispose();

        // Once the store's turn has come it is written down.
        for (var i = 0; i < 100 && api.Store.Postings.Unimported().Count == 0; i++) await Task.Delay(50);
        api.Store.Postings.Unimported().Single().State.ShouldBe("refused");
        (await api.Ingester.Json($"/v1/imports/{report.Text("posting")}")).Text("state").ShouldBe("refused");
        (await api.Ingester.Json("/v1/imports")).Rows().ShouldBeEmpty();
        (await api.Ingester.Json("/v1/imports?all=true")).Rows().Single().Text("state").ShouldBe("refused");
    }

    [Test]
    public async Task An_import_that_has_not_ended_is_cancelled_and_leaves_nothing()
    {
        using var busy = new BusyStore(api.Store);
        var first = (await Post(Sent.Employees(), "respond-async")).Headers.Location!.ToString();
        var second = (await Post(Sent.Employees(shift: 1), "respond-async")).Headers.Location!.ToString();
        var cancelling = api.Admin.DeleteAsync(second);
        await Task.Delay(200);
        busy.Dispose();
        (await cancelling).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await api.Ingester.Json(second)).Text("state").ShouldBe("cancelled");
        for (var i = 0; i < 200 && (await api.Ingester.Json(first)).Text("state") != "imported"; i++) await Task.Delay(50);
        (await api.Ingester.Json("/v1/imports")).Rows().Length.ShouldBe(1);
        (await api.Admin.DeleteAsync(second)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        Sent.Spooled(api.Store).ShouldBeEmpty();
    }

    [Test]
    public async Task What_is_unknown_is_404()
    {
        foreach (var address in new[] { "/v1/imports/p-0", "/v1/imports/p-0/events", "/v1/imports/p-0/errors.csv", "/v1/imports/i-1/errors.csv" })
            (await api.Ingester.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
        (await api.Reader.GetAsync("/v1/imports/p-0/events")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private Task<HttpResponseMessage> Post(string text, string? prefer)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/imports") { Content = Asking.Body(text) };
        if (prefer is not null) request.Headers.Add("Prefer", prefer);
        return api.Ingester.SendAsync(request);
    }
}
