using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>Texts that were sent come back with what a browser takes for markup escaped, and with their accents as they are.</summary>
public sealed class EscapingTests : OwnApi
{
    private const string Text = "Équipe <script>alert('a&b+c')</script>";
    [Test]
    public async Task A_proposal_escapes_the_columns_it_names()
    {
        var export = $"team,date,\"{Text}\"\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"North,2026-09-{1 + (i % 28):00},{1 + (i % 5)}\n"));
        await Repeats(await Api.Ingester.PostAsync("/v1/codebooks/propose?voice=employee", Asking.Body(export)));
    }

    [Test]
    public async Task A_codebook_escapes_its_title()
    {
        var codebook = JsonNode.Parse(TestApi.Codebook("sample-panel"))!.AsObject();
        codebook["title"] = Text;
        (await Repeats(await Api.Ingester.PutAsync("/v1/codebooks/sample-panel", Asking.Body(codebook.ToJsonString())))).GetProperty("title").GetString().ShouldBe(Text);
        (await Repeats(await Api.Reader.GetAsync("/v1/codebooks/sample-panel"))).GetProperty("title").GetString().ShouldBe(Text);
        (await Repeats(await Api.Reader.GetAsync("/v1/codebooks"))).Rows().Single().Text("title").ShouldBe(Text);
    }

    [Test]
    public async Task A_problem_escapes_what_was_asked_for() =>
        (await Repeats(await Api.Reader.GetAsync("/v1/gaps?sort=" + Uri.EscapeDataString(Text)))).Text("detail").ShouldContain(Text);

    private static async Task<System.Text.Json.JsonElement> Repeats(HttpResponseMessage response)
    {
        var raw = await response.Content.ReadAsStringAsync();
        raw.ShouldContain("script", Case.Insensitive);
        raw.ShouldContain("Équipe");
        raw.IndexOfAny(['<', '>', '&', '\'', '+']).ShouldBe(-1, raw);
        return await response.Json();
    }
}
