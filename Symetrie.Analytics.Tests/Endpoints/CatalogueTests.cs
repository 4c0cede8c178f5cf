using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>Teams, dimensions, periods, codebooks and the calendar.</summary>
[TestFixture("sqlite"), TestFixture("postgres")]
public sealed class CatalogueTests(string engine)
{
    private static readonly string[] Groups = ["rest-of:", "posts:", "leaders:"];

    [Test]
    public async Task Every_team_dimension_and_period_of_a_row_joins_one_row_of_its_table()
    {
        var reader = PublishedSamples.Api.Reader;
        foreach (var (table, column) in new[] { ("teams", "team"), ("dimensions", "dimension"), ("periods", "period") })
        {
            var keys = (await reader.Json($"/v1/{table}?limit=50000")).Rows().Select(r => r.Text("key")).ToArray();
            keys.ShouldBeUnique();
            // What is left of a node joins the node, and so do those who lead there; an attribute cell joins no team.
            var told = (await reader.Json($"/v1/scores?limit=50000&fields={column}")).Rows().Select(r => r.Text(column)!).Distinct().Where(k => !k.StartsWith("attribute:", StringComparison.Ordinal));
            told.Select(k => Array.Find(Groups, g => k.StartsWith(g, StringComparison.Ordinal)) is { } group ? k[group.Length..] : k).ShouldBeSubsetOf(keys);
        }
    }

    [Test]
    public async Task A_team_tells_its_place_and_attributes()
    {
        var teams = (await PublishedSamples.Api.Reader.Json("/v1/teams")).Rows();
        teams.Length.ShouldBe(55);
        var lyon = teams.Single(t => t.Text("key") == "S13");
        (lyon.Text("path"), lyon.GetProperty("depth").GetInt32(), lyon.GetProperty("isLeaf").GetBoolean()).ShouldBe(("CLAIRVAL/R-RHA/A-LYO/S13", 3, true));
        (lyon.Text("format"), lyon.Text("region")).ShouldBe(("station", "Rhône-Alpes"));
        teams.Single(t => t.Text("key") == "R-RHA").GetProperty("format").ValueKind.ShouldBe(JsonValueKind.Null);
        var formats = (await PublishedSamples.Api.Reader.Json("/v1/team-periods?limit=50000")).Rows().Where(t => t.Text("team") == "S13").Select(t => t.Text("format"));
        formats.ShouldBe(["city", "city", "city", "station", "station", "station"]);
    }

    [Test]
    public async Task Periods_tell_both_windows_in_order()
    {
        var periods = (await PublishedSamples.Api.Reader.Json("/v1/periods")).Rows();
        periods.Select(p => p.GetProperty("position").GetInt32()).ShouldBe([1, 2, 3, 4, 5, 6]);
        (periods[0].Text("key"), periods[0].Text("employeeFrom"), periods[0].Text("customerTo")).ShouldBe(("2025-Q2", "2025-04-01", "2025-07-01"));
    }

    [Test]
    public async Task A_codebook_comes_back_as_it_was_put_and_goes_while_it_is_free()
    {
        await using var api = await TestApi.Start(engine: engine);
        var text = TestApi.Codebook("sample-panel");
        (await api.Ingester.PutAsync("/v1/codebooks/sample-panel", Asking.Body(text))).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await api.Ingester.PutAsync("/v1/codebooks/sample-panel", Asking.Body(text))).StatusCode.ShouldBe(HttpStatusCode.OK);
        var served = await (await api.Reader.GetAsync("/v1/codebooks/sample-panel")).Content.ReadAsStringAsync();
        (await (await api.Ingester.PutAsync("/v1/codebooks/sample-panel", Asking.Body(served))).Json()).GetProperty("version").GetInt32().ShouldBe(1);
        (await api.Reader.Json("/v1/codebooks")).Rows().Single().Text("layout").ShouldBe("aggregate");
        (await api.Ingester.DeleteAsync("/v1/codebooks/sample-panel")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await api.Reader.GetAsync("/v1/codebooks/sample-panel")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_broken_codebook_is_told_every_problem_by_its_path()
    {
        var response = await PublishedSamples.Api.Ingester.PutAsync("/v1/codebooks/x", Asking.Body("""{"key":"x","voice":"boss","layout":"wide","columns":{"team":"t","date":"d"},"items":[{"key":"q","dimension":"respect","scale":{"min":5,"max":1}}]}"""));
        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var errors = (await response.Json()).GetProperty("errors").EnumerateArray().Select(e => e.GetString()!).ToArray();
        errors.ShouldContain(e => e.StartsWith("voice:", StringComparison.Ordinal));
        errors.ShouldContain(e => e.StartsWith("items[0].scale.max:", StringComparison.Ordinal));
    }

    [Test]
    public async Task The_calendar_can_be_set_while_the_store_is_empty()
    {
        await using var api = await TestApi.Start(engine: engine);
        var windows = """{"kind":"named","timeZone":"Europe/Zurich","windows":[{"key":"Spring 2026","employeeFrom":"2026-03-01","employeeTo":"2026-04-01","customerFrom":"2026-04-01","customerTo":"2026-07-01"}]}""";
        (await api.Admin.PutAsync("/v1/calendar", Asking.Body(windows))).StatusCode.ShouldBe(HttpStatusCode.OK);
        var calendar = await api.Reader.Json("/v1/calendar");
        (calendar.Text("kind"), calendar.Text("timeZone"), calendar.GetProperty("windows")[0].Text("customerTo")).ShouldBe(("named", "Europe/Zurich", "2026-07-01"));
        (await api.Admin.PutAsync("/v1/calendar", Asking.Body("""{"kind":"year"}"""))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await api.Reader.Json("/v1/calendar")).Text("timeZone").ShouldBe("Europe/Zurich");
    }

    [Test]
    public async Task A_year_is_named_with_or_without_its_letter()
    {
        await using var api = await TestApi.Start(engine: engine);
        await api.Admin.PutAsync("/v1/calendar", Asking.Body("""{"kind":"year"}"""));
        await api.Ingester.PutAsync("/v1/codebooks/sample-employee", Asking.Body(TestApi.Codebook("sample-employee")));
        await api.Ingester.PostAsync("/v1/imports", Asking.Body(await File.ReadAllTextAsync(TestApi.Sample("employees.csv"))));
        api.Publish();
        var rows = (await api.Reader.Json("/v1/scores?period=2025&limit=50000")).Rows();
        rows.ShouldNotBeEmpty();
        rows.ShouldAllBe(r => r.Text("period") == "Y2025");
        (await api.Reader.Json("/v1/scores?period=Y2025&limit=50000")).Rows().Length.ShouldBe(rows.Length);
    }

    [Test]
    public async Task The_root_is_open_and_tells_the_way()
    {
        var index = await PublishedSamples.Api.Anonymous.Json("/");
        foreach (var address in index.GetProperty("measures").EnumerateArray().Concat(index.GetProperty("tables").EnumerateArray()))
            (await PublishedSamples.Api.Reader.GetAsync(address.GetString() + "?limit=1")).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var address in index.GetProperty("plots").EnumerateArray())
            (await PublishedSamples.Api.Reader.GetAsync(address.GetString())).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await PublishedSamples.Api.Anonymous.GetAsync(index.Text("documentation") + "/index.html")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
