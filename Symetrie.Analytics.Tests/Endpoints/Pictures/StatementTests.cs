using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Tests.Commands;
using Symetrie.Analytics.Tests.River;
using Symetrie.Api.Endpoints;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Endpoints.Pictures;

/// <summary>The statement, the chain and the contour of a small organisation: what they say is what the rows say.</summary>
internal sealed class StatementTests
{
    private TestStore store = null!;
    private WebApplication app = null!;
    private HttpClient reader = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        store = OrganisationWithOutcomes.Published();
        app = Symetrie.Api.Endpoints.Api.Build(store.Store, new AnalysisSettings(), "http://127.0.0.1:0", new ServeSettings { RequestsPerMinute = 0 });
        await app.StartAsync();
        reader = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        reader.DefaultRequestHeaders.Add("X-Api-Key", store.Store.Keys.Add(Scope.Read, "test").Key);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        reader.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        store.Dispose();
    }

    [TestCase("en"), TestCase("fr")]
    public async Task It_says_what_the_rows_say(string language)
    {
        var page = await Page($"/v1/statement.html?period=2026-Q1&lang={language}");
        page.Attribute("lang")!.Value.ShouldBe(language);
        var gaps = (await reader.Json("/v1/gaps?team=org&period=2026-Q1")).Rows().ToDictionary(r => r.Text("dimension"));
        var scores = (await reader.Json("/v1/scores?team=org&period=2026-Q1")).Rows().ToDictionary(r => (r.Text("dimension"), r.Text("voice")));
        var rows = page.Descendants("tr").Where(r => r.Attribute("data-dimension") is not null).ToArray();
        rows.Select(r => r.Attribute("data-dimension")!.Value).ShouldBe(gaps.Keys, ignoreOrder: true);
        foreach (var row in rows)
        {
            var dimension = row.Attribute("data-dimension")!.Value;
            row.Attribute("data-verdict")!.Value.ShouldBe(gaps[dimension].Text("verdict"));
            foreach (var voice in new[] { "employee", "customer" })
            {
                var score = scores[(dimension, voice)];
                var half = Math.Max(1, score.GetProperty("meanUpper").GetDouble() - score.GetProperty("mean").GetDouble());
                var words = FormattableString.Invariant(language == "en" ? (FormattableString)$"{score.GetProperty("mean").GetDouble():F0}, give or take {half:F0}" : $"{score.GetProperty("mean").GetDouble():F0}, à {half:F0} près");
                row.Value.ShouldContain(words);
            }
        }

        page.Value.ShouldContain(store.Store.Snapshots.Latest()!.Id);
        page.Value.ShouldContain("Maison <Exemple> & fils");
        page.Value.ShouldContain(language == "en" ? "No ritual was recorded for this period." : "Aucun rituel n’a été consigné pour cette période.");
    }

    [Test]
    public async Task It_tells_where_the_chain_breaks_and_what_symmetry_goes_with()
    {
        var page = await Page("/v1/statement.html");
        var chain = page.Descendants("section").Single(s => s.Attribute("id")?.Value == "chain");
        var broken = (await reader.Json("/v1/cascade?team=a3&fromLevel=managers&toLevel=employees")).Rows().Single();
        broken.Text("verdict").ShouldBe("lost");
        // Whole points, as the page has them.
        string Whole(string column) => Math.Round(broken.GetProperty(column).GetDouble(), MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture);
        chain.Value.ShouldContain($"Area 3: the chain breaks between managers and employees, on 1 of 1 subjects. Most of all on recognition, where employees receive {Whole("gap")} (between {Whole("gapLower")} and {Whole("gapUpper")}) points less.");
        chain.Value.ShouldNotContain("Area 1: the chain");
        page.Descendants("section").Single(s => s.Attribute("id")?.Value == "summary").Value.ShouldContain("In Area 3, what managers receive goes no further");
        var surface = (await reader.Json("/v1/outcomes?series=both&level=pooled&dimension=overall&lag=0&stratum=all")).Rows();
        surface.ShouldBeEmpty("one period is no average of periods");
        page.Descendants("section").ShouldNotContain(s => s.Attribute("id")!.Value == "outcomes");
        (await reader.Json("/v1/outcomes?series=both&level=between&dimension=overall&lag=0&stratum=all")).Rows().Single().Text("verdict").ShouldBe("symmetry-helps");
    }

    [Test]
    public async Task It_loads_nothing_and_runs_nothing()
    {
        var answer = await reader.GetAsync("/v1/statement.html?lang=fr");
        var text = await answer.Content.ReadAsStringAsync();
        (answer.StatusCode, answer.Content.Headers.ContentType!.ToString()).ShouldBe((HttpStatusCode.OK, "text/html; charset=utf-8"));
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
        foreach (var forbidden in new[] { "<script", " src=", "href=", "url(http", "@import", "javascript:" }) text.ShouldNotContain(forbidden, Case.Insensitive);
        text.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal).ShouldNotContain("://");
        text.ShouldStartWith("<!doctype html>\n<html");
        text.ShouldContain("@page { size: A4");
    }

    [Test]
    public async Task The_command_writes_the_same_bytes_and_refuses_what_is_not_there()
    {
        var served = await reader.GetStringAsync("/v1/statement.html?period=2026-Q1&lang=fr");
        var (exit, text, _) = await Shell.Run("statement", "--period", "2026-Q1", "--lang", "fr", "--store", store.Address);
        (exit, text).ShouldBe((0, served));
        var file = Path.Combine(Path.GetDirectoryName(store.Address)!, "statement.html");
        (await Shell.Run("statement", "--period", "2026-Q1", "--lang", "fr", "--store", store.Address, "--out", file)).Exit.ShouldBe(0);
        (await File.ReadAllTextAsync(file)).ShouldBe(served);
        var wrong = await Shell.Run("statement", "--period", "2031-Q1", "--store", store.Address);
        (wrong.Exit, wrong.Out).ShouldBe((2, ""));
        wrong.Error.ShouldContain("'2031-Q1' is not a period of the snapshot; it has 2026-Q1");
        (await Shell.Run("statement", "--store", store.Address)).Exit.ShouldBe(2);
        (await Shell.Run("statement", "--period", "2026-Q1", "--snapshot", "s-none", "--store", store.Address)).Exit.ShouldBe(1);
    }

    [TestCase("period=2031-Q1", "period"), TestCase("lang=de", "lang"), TestCase("team=nobody", "team"), TestCase("colour=red", "colour")]
    public async Task A_wrong_parameter_is_named(string query, string parameter)
    {
        var answer = await reader.GetAsync($"/v1/statement.html?{query}");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(parameter);
    }

    [Test]
    public async Task What_a_client_has_is_good_as_long_as_the_snapshot_stands_and_nobody_reads_without_a_key()
    {
        var first = await reader.GetAsync("/v1/statement.html");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/v1/statement.html");
        again.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(first.Headers.ETag!.ToString()));
        (await reader.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        using var anonymous = new HttpClient { BaseAddress = reader.BaseAddress };
        (await anonymous.GetAsync("/v1/statement.html")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task The_chain_is_broken_where_the_rows_say_so()
    {
        var picture = await Picture.Of(reader, "/v1/plots/cascade.svg?dimension=recognition");
        var rows = (await reader.Json("/v1/cascade?dimension=recognition")).Rows().Where(r => (r.Text("fromLevel"), r.Text("toLevel")) is ("managers", "employees") or ("employees", "customers")).ToDictionary(r => (r.Text("team"), r.Text("fromLevel")));
        var segments = picture.With("data-verdict").ToArray();
        segments.Length.ShouldBe(10, "two links of the whole and of four areas");
        foreach (var segment in segments)
        {
            var row = rows[(segment.Attribute("data-team")!.Value, segment.Attribute("data-from")!.Value)];
            segment.Attribute("data-verdict")!.Value.ShouldBe(row.Text("verdict"));
            segment.Descendants(Picture.Svg + "line").Count().ShouldBe(row.Text("verdict") == "lost" ? 4 : 1);
        }

        segments.Where(s => s.Attribute("data-verdict")!.Value == "lost").Select(s => s.Attribute("data-team")!.Value).ShouldContain("a3");
        (await Picture.Of(reader, "/v1/plots/cascade.svg?dimension=overall&lang=fr")).Text.ShouldContain("Rien n’est publié ici");
    }

    [Test]
    public async Task The_contour_is_the_surface_of_its_row()
    {
        var picture = await Picture.Of(reader, "/v1/plots/outcome-surface.svg?dimension=overall&level=between&lang=fr");
        picture.Text.ShouldContain("Rotation du personnel");
        picture.With("data-role").Select(r => r.Attribute("data-role")!.Value).ShouldBe(["equality", "teams"], ignoreOrder: true);
        var row = (await reader.Json("/v1/outcomes?series=both&level=between&dimension=overall&lag=0&stratum=all")).Rows().Single();
        picture.Root.Element(Picture.Svg + "desc")!.Value.ShouldContain($"{row.GetProperty("teams").GetInt64()} équipes : au mieux là où les deux voix sont égales : démontré");
        (await reader.GetAsync("/v1/plots/outcome-surface.svg?metric=nothing")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await reader.Json("/v1/cascade?team=all-teams&fields=dimension")).Rows().ShouldNotBeEmpty();
        (await reader.GetAsync("/v1/scores?team=posts:nobody")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await reader.GetAsync("/v1/practice?team=level:employees")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await reader.GetAsync("/v1/practice?team=level:nobody")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Picture.Of(reader, "/v1/plots/outcome-surface.svg?dimension=overall")).Text.ShouldContain("Nothing is published");
    }

    private async Task<XElement> Page(string address)
    {
        var answer = await reader.GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        // Well-formed but for its doctype.
        return XDocument.Parse(text[text.IndexOf('\n', StringComparison.Ordinal)..]).Root!;
    }
}
