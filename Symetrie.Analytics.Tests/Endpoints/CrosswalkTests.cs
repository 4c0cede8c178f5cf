using System.Net;
using NUnit.Framework;
using Shouldly;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>The crosswalk and the matches over HTTP.</summary>
[TestFixture("sqlite"), TestFixture("postgres")]
public sealed class CrosswalkTests(string engine) : OwnApi(engine)
{
    [Test]
    public async Task What_is_put_is_listed_and_goes_in_again_as_it_comes_out()
    {
        const string rows = """{"rows":[{"voice":"customer","unit":"Lyon Centre","team":"S13","validTo":"2026-Q3"},{"unit":"Lyon Centre","team":"S14","validFrom":"2026-07-01"}]}""";
        var put = await Api.Ingester.PutAsync("/v1/crosswalk", Asking.Body(rows, "application/json"));
        put.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await put.Json()).GetProperty("rows").GetInt64().ShouldBe(2);
        (await Api.Ingester.Json("/v1/crosswalk")).Rows().Select(r => (r.GetProperty("voice").GetString(), r.Text("team"), r.GetProperty("validFrom").GetString(), r.GetProperty("validTo").GetString()))
            .ShouldBe([("customer", "S13", null, "2026-07-01"), (null, "S14", "2026-07-01", null)]);
        var csv = await (await Api.Ingester.GetAsync("/v1/crosswalk?format=csv")).Content.ReadAsStringAsync();
        (await (await Api.Ingester.PutAsync("/v1/crosswalk", Asking.Body(csv, "text/csv"))).Json()).GetProperty("rows").GetInt64().ShouldBe(2);
        (await (await Api.Ingester.GetAsync("/v1/crosswalk?format=csv")).Content.ReadAsStringAsync()).ShouldBe(csv);
    }

    [TestCase("""{"rows":[{"unit":"x","team":"A"},{"unit":"X","team":"B","validFrom":"2026-01-01"}]}""", "two crosswalk rows give one unit two teams on the same day: (both voices, 'x' → 'A', always) and (both voices, 'X' → 'B', from 2026-01-01)")]
    [TestCase("""{"rows":[{"unit":"x","team":"A|B"}]}""", "'A' and 'B' have no common node")]
    [TestCase("""{"rows":[{"unit":"x","team":"A","validFrom":"soon"}]}""", "rows[0].validFrom: 'soon'")]
    public async Task What_cannot_be_is_refused_and_changes_nothing(string body, string problem)
    {
        await Api.Ingester.PutAsync("/v1/crosswalk", Asking.Body("unit,team\nkept,A\n", "text/csv"));
        var response = await Api.Ingester.PutAsync("/v1/crosswalk", Asking.Body(body, "application/json"));
        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await response.Json()).Text("detail").ShouldContain(problem);
        (await Api.Ingester.Json("/v1/crosswalk")).Rows().Single().Text("unit").ShouldBe("kept");
    }

    [Test]
    public async Task Readers_see_neither()
    {
        foreach (var address in new[] { "/v1/crosswalk", "/v1/matches" })
        {
            (await Api.Reader.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await Api.Anonymous.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await Api.Reader.PutAsync("/v1/crosswalk", Asking.Body("unit,team\nx,A\n", "text/csv"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Api.Reader.PostAsync("/v1/matches", Asking.Body("{}", "application/json"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Test]
    public async Task A_suggestion_is_accepted_as_it_stands_and_then_the_team_is_matched()
    {
        await Know("staff", "employee");
        await Know("guests", "customer");
        await Import("staff", "Saint-Étienne Centre");
        await Import("guests", "St Etienne centre");
        var open = (await Api.Ingester.Json("/v1/matches?status=customer-only")).Rows().Single();
        open.GetProperty("score").GetDouble().ShouldBeGreaterThan(0.6);
        var match = $$"""{"matches":[{"voice":"{{open.Text("voice")}}","unit":"{{open.Text("unit")}}","team":"{{open.Text("target")}}"}]}""";
        (await Api.Ingester.PostAsync("/v1/matches", Asking.Body(match, "application/json"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        var rows = (await Api.Ingester.Json("/v1/matches")).Rows();
        rows.Select(r => (r.Text("status"), r.Text("team"))).ShouldBe([("matched", "Saint-Étienne Centre")]);
        (await Api.Ingester.Json("/v1/crosswalk")).Rows().Single().Text("team").ShouldBe("Saint-Étienne Centre");

        (await (await Api.Ingester.PostAsync("/v1/matches", Asking.Body("""{"matches":[]}""", "application/json"))).Json()).Text("detail").ShouldContain("no match to accept");
        (await Api.Ingester.GetAsync("/v1/matches?status=perhaps")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private Task Know(string key, string voice) => Api.Ingester.PutAsync($"/v1/codebooks/{key}", Asking.Body(
        $$$"""{"key":"{{{key}}}","voice":"{{{voice}}}","layout":"wide","columns":{"team":"{{{key}}}","date":"date"},"items":[{"key":"a","column":"a","dimension":"respect","scale":{"min":1,"max":5}}]}""", "application/json"));

    private async Task Import(string codebook, string unit) =>
        (await Api.Ingester.PostAsync($"/v1/imports?codebook={codebook}", Asking.Body($"{codebook},date,a\n{unit},2026-01-05,4\n"))).StatusCode.ShouldBe(HttpStatusCode.OK);
}
