using System.Net;
using NUnit.Framework;
using Shouldly;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>The referential, actions, and what rituals did, over HTTP.</summary>
public sealed class RitualTests
{
    private const string Small = """{"dimensions":[{"key":"respect","promise":{"customer":{"en":"We listen <to you>.","fr":"Nous vous écoutons."}}}],"rituals":[{"key":"tea","title":{"en":"Tea","fr":"Thé"},"level":"employees","dimension":"respect"}]}""";

    [Test]
    public async Task A_referential_stands_from_its_putting_and_snapshots_keep_theirs()
    {
        await using var api = await TestApi.StartWithSamples();
        var snapshot = (await api.Reader.Json("/v1/gaps?limit=1")).Text("snapshot");
        (await api.Reader.Json("/v1/referential")).GetProperty("rituals").GetArrayLength().ShouldBe(10);
        var put = await api.Admin.PutAsync("/v1/referential", Asking.Body(Small, "application/json"));
        put.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await put.Content.ReadAsStringAsync()).ShouldNotContain("<to you>", Case.Sensitive, "texts of requests are escaped");
        var now = await api.Reader.Json("/v1/referential");
        now.GetProperty("rituals")[0].Text("direction").ShouldBe("up");
        now.GetProperty("dimensions")[0].GetProperty("employee").Text("en").ShouldStartWith("I am treated with respect");
        (await api.Reader.Json($"/v1/referential?snapshot={snapshot}")).GetProperty("rituals").GetArrayLength().ShouldBe(10);
        api.Publish();
        var next = (await api.Reader.Json("/v1/gaps?limit=1")).Text("snapshot");
        next.ShouldNotBe(snapshot);
        (await api.Reader.Json($"/v1/referential?snapshot={next}")).GetProperty("rituals").GetArrayLength().ShouldBe(1);
        // The rituals that the samples speak of are in it no more.
        (await api.Reader.Json("/v1/effects")).Rows().ShouldBeEmpty();
        (await api.Reader.Json($"/v1/effects?snapshot={snapshot}&limit=5")).Rows().Length.ShouldBe(5);
        (await api.Ingester.PutAsync("/v1/referential", Asking.Body(Small, "application/json"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var wrong = await api.Admin.PutAsync("/v1/referential", Asking.Body("""{"dimensions":[],"rituals":[{"key":"tea"}]}""", "application/json"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await wrong.Json()).GetProperty("errors").GetArrayLength().ShouldBe(3);
        (await api.Reader.Json("/v1/referential")).GetProperty("rituals").GetArrayLength().ShouldBe(1);
    }

    [Test]
    public async Task Actions_are_put_as_a_whole_and_go_in_again_as_they_come_out()
    {
        await using var api = await TestApi.Start();
        var put = await api.Ingester.PutAsync("/v1/actions", Asking.Body("""{"rows":[{"team":"S13","ritual":"debriefing","start":"2026-Q1","end":null},{"team":"Lyon","ritual":"welcome","start":"2026-02-03","end":"2026-Q3","assignment":"random"}]}""", "application/json"));
        (await put.Json()).GetProperty("rows").GetInt64().ShouldBe(2);
        (await api.Ingester.Json("/v1/actions")).Rows().Select(r => (r.Text("team"), r.Text("ritual"), r.Text("start"), r.GetProperty("end").GetString(), r.Text("assignment")))
            .ShouldBe([("S13", "debriefing", "2026-01-01", null, "chosen"), ("Lyon", "welcome", "2026-02-03", "2026-07-01", "random")]);
        var csv = await api.Ingester.GetStringAsync("/v1/actions?format=csv");
        (await (await api.Ingester.PutAsync("/v1/actions", Asking.Body(csv, "text/csv"))).Json()).GetProperty("rows").GetInt64().ShouldBe(2);
        (await api.Ingester.GetStringAsync("/v1/actions?format=csv")).ShouldBe(csv);
        (await api.Reader.GetAsync("/v1/actions")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        foreach (var (body, problem) in new[]
        {
            ("""{"rows":[{"team":"S13","ritual":"dancing","start":"2026-Q1"}]}""", "'dancing' is no ritual of the referential"),
            ("""{"rows":[{"team":"S13","ritual":"welcome","start":"2026-Q1"},{"team":"s13","ritual":"welcome","start":"2026-01-01"}]}""", "holds 'welcome' from 2026-01-01 on twice"),
            ("""{"rows":[{"team":"S13","ritual":"welcome","start":"soon"}]}""", "rows[0].start: 'soon'"),
            ("""{"rows":[{"team":"S13","ritual":"welcome","start":"2026-Q2","end":"2026-Q1"}]}""", "rows[0].end: '2026-Q1' is not after the start"),
            ("team,ritual\nS13,welcome\n", "line 1: there is no column 'start'"),
            ("team,ritual,start,assignment\nS13,welcome,2026-Q1,dice\n", "line 2: column 'assignment': 'dice'"),
        })
        {
            var refused = await api.Ingester.PutAsync("/v1/actions", Asking.Body(body, body[0] == '{' ? "application/json" : "text/csv"));
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, body);
            (await refused.Json()).Text("detail").ShouldContain(problem);
        }

        (await api.Ingester.Json("/v1/actions")).Rows().Length.ShouldBe(2);
    }

    [Test]
    public async Task The_samples_show_what_their_rituals_were_made_to_do()
    {
        async Task<(string Verdict, double Effect, double Plain)> Effect(string ritual, string voice, int lag)
        {
            var row = (await PublishedSamples.Api.Reader.Json($"/v1/effects?ritual={ritual}&voice={voice}&lag={lag}&limit=50000")).Rows().Single(r => r.GetProperty("expected").GetBoolean());
            return (row.Text("verdict"), row.GetProperty("effect").GetDouble(), row.GetProperty("againstLast").GetDouble());
        }

        // It works: 8 points, and 7 a quarter later.
        (await Effect("debriefing", "employee", 0)).Verdict.ShouldBe("helped");
        (await Effect("debriefing", "employee", 0)).Effect.ShouldBe(8, 4.8);
        (await Effect("debriefing", "customer", 1)).Verdict.ShouldBe("helped");
        (await Effect("debriefing", "customer", 1)).Effect.ShouldBe(7, 2.4);
        (await Effect("morning-briefing", "employee", 0)).Verdict.ShouldBe("no-effect-shown");

        // Its shops had a bad quarter before: counted from that one it would be a great success.
        var idea = await Effect("idea-hour", "employee", 0);
        idea.Verdict.ShouldBe("no-effect-shown");
        idea.Plain.ShouldBeGreaterThan(10);
        var practice = (await PublishedSamples.Api.Reader.Json("/v1/practice?period=2026-Q3&limit=50000")).Rows();
        practice.Single(r => r.Text("team") == "S09").GetProperty("planned").GetInt64().ShouldBe(10);
        practice.Where(r => r.Text("ritual") == "one-to-one").Select(r => r.Text("team")).ShouldBe(["level:managers"]);
    }
}
