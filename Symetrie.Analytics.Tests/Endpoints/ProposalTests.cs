using System.Net;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>Proposed codebooks over HTTP: asked for, and given where no codebook fits.</summary>
public sealed class ProposalTests : OwnApi
{
    [Test]
    public async Task A_proposal_is_decided_put_and_read_by()
    {
        var proposal = await (await Api.Ingester.PostAsync("/v1/codebooks/propose?voice=employee", Staff())).Json();
        proposal.GetProperty("codebook").GetProperty("columns").Text("team").ShouldBe("Agence");
        proposal.GetProperty("choices").EnumerateArray().ShouldAllBe(c => c.Text("reason").Length > 0 && c.GetProperty("confidence").GetDouble() >= 0 && c.GetProperty("confidence").GetDouble() <= 1);
        proposal.GetProperty("open").EnumerateArray().Single().GetProperty("paths")[0].GetString().ShouldBe("key");
        proposal.GetProperty("rows").GetInt64().ShouldBe(120);
        (await Api.Ingester.Json("/v1/codebooks")).Rows().ShouldBeEmpty("nothing is stored");

        var codebook = JsonNode.Parse(proposal.GetProperty("codebook").GetRawText())!.AsObject();
        codebook["key"] = "accord-2026";
        (await Api.Ingester.PutAsync("/v1/codebooks/accord-2026", Asking.Body(codebook.ToJsonString(), "application/json"))).StatusCode.ShouldBe(HttpStatusCode.Created);
        var report = await (await Api.Ingester.PostAsync("/v1/imports", Staff())).Json();
        (report.Text("codebook"), report.GetProperty("added").GetInt64()).ShouldBe(("accord-2026", 120));
    }

    [Test]
    public async Task An_import_that_no_codebook_fits_is_refused_with_a_proposal()
    {
        var response = await Api.Ingester.PostAsync("/v1/imports", Staff());
        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var problem = await response.Json();
        problem.Text("type").ShouldBe("/problems/import-refused");
        problem.GetProperty("report").Text("refusalCode").ShouldBe("no-codebook");
        problem.GetProperty("report").TryGetProperty("proposal", out _).ShouldBeFalse();
        problem.GetProperty("proposal").GetProperty("codebook").GetProperty("items").GetArrayLength().ShouldBe(6);
        problem.GetRawText().ShouldNotContain("exemple.test");
        (await Api.Ingester.Json("/v1/imports")).Rows().ShouldBeEmpty();
    }

    [TestCase("", "empty"), TestCase("\"team,date\nNorth,2026-01-01", "quote")]
    public async Task What_is_no_export_is_refused(string body, string why)
    {
        var response = await Api.Ingester.PostAsync("/v1/codebooks/propose", Asking.Body(body));
        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await response.Json()).Text("detail").ShouldContain(why);
    }

    [Test]
    public async Task It_needs_the_scope_of_imports_and_a_voice_that_there_is()
    {
        (await Api.Reader.PostAsync("/v1/codebooks/propose", Staff())).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Api.Anonymous.PostAsync("/v1/codebooks/propose", Staff())).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await (await Api.Ingester.PostAsync("/v1/codebooks/propose?voice=boss", Staff())).Json()).Text("detail").ShouldContain("'boss' is none of employee, customer");
    }

    private static ByteArrayContent Staff() => new(File.ReadAllBytes(Places.OfData("exports", "proposals", "salaries-accord.csv")));
}
