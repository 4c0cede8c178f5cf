using System.IO.Compression;
using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>Exports in and out again, over HTTP, each test with a store of its own.</summary>
[TestFixture("sqlite"), TestFixture("postgres")]
public sealed class ImportTests(string engine)
{
    private TestApi api = null!;

    [SetUp]
    public async Task Start()
    {
        api = await TestApi.Start(engine: engine);
        (await api.Ingester.PutAsync("/v1/codebooks/sample-employee", Asking.Body(TestApi.Codebook("sample-employee"), "application/json"))).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [TearDown]
    public async Task Stop() => await api.DisposeAsync();

    [TestCase("application/x-www-form-urlencoded")]
    [TestCase("text/csv")]
    [TestCase("application/vnd.ms-excel")]
    [TestCase(null)]
    public async Task A_file_goes_in_as_the_body_whatever_its_type(string? type)
    {
        var report = await (await api.Ingester.PostAsync("/v1/imports?name=mine.csv", Asking.Body(Employees(), type))).Json();
        report.Text("state").ShouldBe("imported");
        report.Text("name").ShouldBe("mine.csv");
        report.GetProperty("added").GetInt64().ShouldBe(3817);
    }

    [Test]
    public async Task A_file_goes_in_packed_or_as_a_form()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(System.Text.Encoding.UTF8.GetBytes(Employees()));
        var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentEncoding.Add("gzip");
        (await (await api.Ingester.PostAsync("/v1/imports", content)).Json()).GetProperty("added").GetInt64().ShouldBe(3817);

        using var form = new MultipartFormDataContent { { Asking.Body(Employees(), "text/csv"), "file", "employees.csv" } };
        form.Headers.Add("Idempotency-Key", "a-request-of-its-own");
        var again = await (await api.Ingester.PostAsync("/v1/imports", form)).Json();
        again.Text("name").ShouldBe("employees.csv");
        again.GetProperty("unchanged").GetInt64().ShouldBe(3817);
    }

    [Test]
    public async Task A_dry_run_reports_and_keeps_nothing()
    {
        var report = await (await api.Ingester.PostAsync("/v1/imports?dryRun=true", Asking.Body(Employees()))).Json();
        report.Text("state").ShouldBe("dry-run");
        report.GetProperty("added").GetInt64().ShouldBe(3817);
        report.GetProperty("id").ValueKind.ShouldBe(JsonValueKind.Null);
        (await api.Ingester.Json("/v1/imports")).Rows().ShouldBeEmpty();
    }

    [Test]
    public async Task A_broken_file_is_answered_with_its_report_and_changes_nothing()
    {
        var broken = Employees().Split('\n');
        broken[5] = broken[5].Replace("2025", "20x5");
        var response = await api.Ingester.PostAsync("/v1/imports", Asking.Body(string.Join('\n', broken)));
        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await response.Json();
        problem.Text("type").ShouldBe("/problems/import-refused");
        problem.GetProperty("report").GetProperty("problems")[0].GetProperty("samples")[0].GetProperty("line").GetInt64().ShouldBe(6);
        (await api.Ingester.Json("/v1/imports")).Rows().ShouldBeEmpty();

        var skipped = await (await api.Ingester.PostAsync("/v1/imports?onError=skip", Asking.Body(string.Join('\n', broken)))).Json();
        skipped.GetProperty("added").GetInt64().ShouldBe(3816);
        skipped.GetProperty("rejected").GetInt64().ShouldBe(1);
    }

    [Test]
    public async Task An_import_is_listed_reported_and_undone()
    {
        var posted = await api.Ingester.PostAsync("/v1/imports", Asking.Body(Employees()));
        var report = await posted.Json();
        var address = posted.Content.Headers.ContentLocation!.ToString();
        address.ShouldBe($"/v1/imports/{report.Text("id")}");
        (await api.Ingester.Json(address)).GetRawText().ShouldBe(report.GetRawText());
        (await api.Ingester.Json("/v1/imports")).Rows().Single().GetProperty("undoneAt").ValueKind.ShouldBe(JsonValueKind.Null);

        (await api.Ingester.DeleteAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await (await api.Admin.DeleteAsync(address)).Json()).GetProperty("removed").GetInt64().ShouldBe(3817);
        (await api.Admin.DeleteAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await api.Ingester.Json("/v1/imports")).Rows().Single().GetProperty("undoneAt").ValueKind.ShouldBe(JsonValueKind.String);
    }

    [Test]
    public async Task A_run_is_asked_for_watched_and_publishes()
    {
        (await api.Reader.Json("/v1/scores")).GetProperty("snapshot").ValueKind.ShouldBe(JsonValueKind.Null);
        await api.Ingester.PostAsync("/v1/imports", Asking.Body(Employees()));
        var asked = await api.Admin.PostAsync("/v1/runs", null);
        asked.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var run = await Ended(asked.Headers.Location!.ToString());
        run.Text("state").ShouldBe("succeeded");
        run.GetProperty("progress").GetDouble().ShouldBe(1);
        (await api.Reader.Json("/v1/snapshots")).Rows().Single().Text("id").ShouldBe(run.Text("snapshot"));
        (await api.Reader.Json("/v1/scores?limit=1")).Text("snapshot").ShouldBe(run.Text("snapshot"));
        (await api.Anonymous.Json("/health/ready")).Text("snapshot").ShouldBe(run.Text("snapshot"));
    }

    [Test]
    public async Task Cells_that_look_like_formulas_are_escaped_in_tables()
    {
        var teams = """{"teams":[{"key":"S16","name":"=HYPERLINK(\"x\")"},{"key":"S17","name":"@home, \"sweet\""},{"key":"S18","name":"Plain"}]}""";
        (await api.Ingester.PutAsync("/v1/teams", Asking.Body(teams, "application/json"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await api.Ingester.PostAsync("/v1/imports", Asking.Body(Employees()));
        api.Publish();
        var lines = (await (await api.Reader.GetAsync("/v1/teams?format=csv")).Content.ReadAsStringAsync()).Split("\r\n");
        lines.ShouldContain(l => l.StartsWith("S16,\"'=HYPERLINK(\"\"x\"\")\",", StringComparison.Ordinal));
        lines.ShouldContain(l => l.StartsWith("S17,\"'@home, \"\"sweet\"\"\",", StringComparison.Ordinal));
        lines.ShouldContain(l => l.StartsWith("S18,Plain,", StringComparison.Ordinal));
        (await (await api.Reader.GetAsync("/v1/scores?team=S16&format=csv")).Content.ReadAsStringAsync()).ShouldContain("\"'=HYPERLINK(\"\"x\"\")\"");
        var means = (await api.Reader.Json("/v1/teams")).Rows().Single(t => t.Text("key") == "S17");
        means.Text("name").ShouldBe("@home, \"sweet\"");
    }

    private static string Employees() => File.ReadAllText(TestApi.Sample("employees.csv"));

    private async Task<JsonElement> Ended(string address)
    {
        for (var i = 0; i < 600; i++)
        {
            var run = await api.Reader.Json(address);
            if (run.Text("state") is "succeeded" or "failed") return run;
            await Task.Delay(100);
        }

        throw new TimeoutException(address);
    }
}
