using System.Net;
using NUnit.Framework;
using Shouldly;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>The same request sent twice does its work once.</summary>
[TestFixture("sqlite"), TestFixture("postgres")]
public sealed class ImportKeyTests(string engine)
{
    private TestApi api = null!;

    [SetUp]
    public async Task Start()
    {
        api = await TestApi.Start(engine: engine);
        foreach (var codebook in new[] { "sample-employee", "sample-customer" })
            (await api.Ingester.PutAsync($"/v1/codebooks/{codebook}", Asking.Body(TestApi.Codebook(codebook), "application/json"))).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [TearDown]
    public async Task Stop() => await api.DisposeAsync();

    [Test]
    public async Task Under_its_key_a_request_gets_its_first_answer_again()
    {
        var first = await (await Post(Sent.Employees(), "k")).Json();
        var again = await Post(Sent.Employees(), "k");
        again.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        var report = await again.Json();
        report.Text("id").ShouldBe(first.Text("id"));
        report.GetProperty("added").GetInt64().ShouldBe(3817);
        (await api.Ingester.Json("/v1/imports")).Rows().Length.ShouldBe(1);

        foreach (var other in new[] { Post(Sent.Employees(shift: 1), "k"), Post(Sent.Employees(), "k", "?onError=skip") })
        {
            (await other).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await (await other).Json()).Text("type").ShouldBe("/problems/idempotency-key-reused");
        }

        // Another sender's key is another key, and so is one whose import was undone.
        using (var stranger = new HttpRequestMessage(HttpMethod.Post, "/v1/imports") { Content = Asking.Body(Sent.Employees(shift: 1)) })
        {
            stranger.Headers.Add("Idempotency-Key", "k");
            (await (await api.Admin.SendAsync(stranger)).Json()).GetProperty("added").GetInt64().ShouldBe(3817);
        }

        await api.Admin.DeleteAsync($"/v1/imports/{first.Text("id")}");
        var anew = await (await Post(Sent.Employees(), "k")).Json();
        anew.GetProperty("added").GetInt64().ShouldBe(3817);
        anew.Text("id").ShouldNotBe(first.Text("id"));
    }

    [Test]
    public async Task A_refusal_is_replayed_under_its_key_and_looked_at_anew_without_one()
    {
        const string Early = "site;date\nA;2026-01-05\n";
        (await Post(Early, "k")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        for (var i = 0; i < 100 && api.Store.Postings.Unimported().Count == 0; i++) await Task.Delay(20);
        (await Post(Early, null)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        const string Codebook = """{"key":"late","voice":"employee","layout":"wide","columns":{"team":"site","date":"date"},"items":[{"key":"q","column":"site score","dimension":"respect","scale":{"min":1,"max":5}}]}""";
        (await api.Ingester.PutAsync("/v1/codebooks/late", Asking.Body(Codebook, "application/json"))).StatusCode.ShouldBe(HttpStatusCode.Created);
        var again = await Post(Early, "k");
        again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        again.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        (await again.Json()).Text("detail").ShouldNotContain("late");
        (await (await Post(Early, null)).Json()).Text("detail").ShouldContain("'late'");
    }

    [Test]
    public async Task What_still_runs_is_a_conflict()
    {
        using var busy = new BusyStore(api.Store);
        var running = Post(Sent.Employees(), null);
        while (Sent.Spooled(api.Store).All(f => !f.EndsWith(".json", StringComparison.Ordinal))) await Task.Delay(20);
        var second = await Post(Sent.Employees(), null);
        second.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await second.Json()).Text("type").ShouldBe("/problems/import-running");
        second.Headers.Location!.ToString().ShouldStartWith("/v1/imports/p-");
        busy.Dispose();
        (await (await running).Json()).Text("state").ShouldBe("imported");
        Sent.Spooled(api.Store).ShouldBeEmpty();
    }

    [Test]
    public async Task A_file_that_is_the_newest_of_its_codebook_is_known_by_its_content()
    {
        var first = await (await Post(Sent.Employees(), null)).Json();
        await api.Ingester.PostAsync("/v1/imports", Asking.Body(await File.ReadAllTextAsync(TestApi.Sample("customers.csv"))));
        var again = await Post(Sent.Employees(), null, "?name=another-name.csv");
        again.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        (await again.Json()).Text("id").ShouldBe(first.Text("id"));

        // A correction came after it: now the old file says something again, row by row.
        var corrected = Sent.Employees().Replace("EMP-0101,S01,2025-04-07,3", "EMP-0101,S01,2025-04-07,5", StringComparison.Ordinal);
        (await (await Post(corrected, null)).Json()).GetProperty("updated").GetInt64().ShouldBe(1);
        var back = await (await Post(Sent.Employees(), null)).Json();
        back.GetProperty("updated").GetInt64().ShouldBe(1);
        back.GetProperty("unchanged").GetInt64().ShouldBe(3816);

        await api.Admin.DeleteAsync($"/v1/imports/{back.Text("id")}");
        (await (await Post(corrected, null)).Json()).GetProperty("replayed").GetBoolean().ShouldBeTrue("what it says is what stands");
        (await (await Post(corrected, null, "?dryRun=true")).Json()).GetProperty("unchanged").GetInt64().ShouldBe(3817, "a dry run looks at every row");
    }

    [Test]
    public async Task A_dry_run_is_replayed_while_the_program_remembers_it()
    {
        var first = await (await Post(Sent.Employees(), "d", "?dryRun=true")).Json();
        var again = await Post(Sent.Employees(), "d", "?dryRun=true");
        again.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        (await again.Json()).Text("posting").ShouldBe(first.Text("posting"));
        (await api.Ingester.Json($"/v1/imports/{first.Text("posting")}")).Text("state").ShouldBe("dry-run");
        (await api.Ingester.Json("/v1/imports?all=true")).Rows().ShouldBeEmpty();
    }

    [TestCase(""), TestCase("two words"), TestCase("é")]
    public async Task A_key_that_is_none_is_refused(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/imports") { Content = Asking.Body(Sent.Employees()) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        if (key == "é") Assert.ThrowsAsync<HttpRequestException>(() => api.Ingester.SendAsync(request));
        else (await (await api.Ingester.SendAsync(request)).Json()).Text("parameter").ShouldBe("Idempotency-Key");
    }

    private Task<HttpResponseMessage> Post(string text, string? key, string query = "")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/imports" + query) { Content = Asking.Body(text) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return api.Ingester.SendAsync(request);
    }
}
