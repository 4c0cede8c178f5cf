using NUnit.Framework;
using Shouldly;

namespace Symetrie.Analytics.Tests.Endpoints;

public sealed class FilterTests
{
    [TestCase("/v1/scores?team=S16,S17&voice=employee", "team", "S16,S17")]
    [TestCase("/v1/scores?team=S16&team=S17", "team", "S16,S17")]
    [TestCase("/v1/gaps?period=2026-Q1", "period", "2026-Q1")]
    [TestCase("/v1/gaps?period=q1%202026", "period", "2026-Q1")]
    [TestCase("/v1/gaps?fromPeriod=2026-Q1", "period", "2026-Q1,2026-Q2,2026-Q3")]
    [TestCase("/v1/gaps?toPeriod=2025-Q4", "period", "2025-Q2,2025-Q3")]
    [TestCase("/v1/gaps?fromPeriod=2025-Q4&toPeriod=2026-Q2", "period", "2025-Q4,2026-Q1")]
    [TestCase("/v1/drift?fromPeriod=2025-Q2&toPeriod=2026-Q3", "toPeriod", "2026-Q3")]
    [TestCase("/v1/drift?series=gap", "series", "gap")]
    [TestCase("/v1/correlations?stratum=format=city", "stratum", "format=city")]
    [TestCase("/v1/pairing?pairing=employee-only", "pairing", "employee-only")]
    public async Task Only_rows_that_pass_are_there(string query, string column, string values)
    {
        var rows = (await PublishedSamples.Api.Reader.Json(query + (query.Contains('?') ? "&" : "?") + "limit=50000")).Rows();
        rows.Select(r => r.Text(column)).Distinct().Order(StringComparer.Ordinal).ShouldBe(values.Split(','));
    }

    [TestCase("/v1/gaps?period=2031-Q1")]
    [TestCase("/v1/gaps?fromPeriod=2031-Q1")]
    [TestCase("/v1/gaps?fromPeriod=2026-Q1&toPeriod=2026-Q1")]
    public async Task A_period_without_results_is_no_error(string query) => (await PublishedSamples.Api.Reader.Json(query)).Rows().ShouldBeEmpty();

    [TestCase("/v1/gaps?teams=S16", "unknown-parameter", "teams")]
    [TestCase("/v1/gaps?Team=S16", "unknown-parameter", "Team")]
    [TestCase("/v1/gaps?voice=employee", "unknown-parameter", "voice")]
    [TestCase("/v1/gaps?team=S99", "bad-value", "team")]
    [TestCase("/v1/gaps?team=", "bad-value", "team")]
    [TestCase("/v1/gaps?team=S16,,S17", "bad-value", "team")]
    [TestCase("/v1/gaps?dimension=kindness", "bad-value", "dimension")]
    [TestCase("/v1/gaps?period=spring", "bad-value", "period")]
    [TestCase("/v1/gaps?fromPeriod=2026-Q5", "bad-value", "fromPeriod")]
    [TestCase("/v1/scores?voice=boss", "bad-value", "voice")]
    [TestCase("/v1/correlations?stratum=format=moon", "bad-value", "stratum")]
    [TestCase("/v1/gaps?limit=0", "bad-value", "limit")]
    [TestCase("/v1/gaps?limit=50001", "bad-value", "limit")]
    [TestCase("/v1/gaps?limit=-1", "bad-value", "limit")]
    [TestCase("/v1/gaps?limit=5&limit=6", "bad-value", "limit")]
    [TestCase("/v1/gaps?fields=gap,size", "bad-value", "fields")]
    [TestCase("/v1/gaps?sort=size", "bad-value", "sort")]
    [TestCase("/v1/gaps?format=xml", "bad-value", "format")]
    [TestCase("/v1/gaps?dialect=excel-fr", "bad-value", "dialect")]
    [TestCase("/v1/gaps?cursor=abc", "bad-cursor", "cursor")]
    [TestCase("/v1/gaps?cursor=%2B==!", "bad-cursor", "cursor")]
    [TestCase("/v1/gaps?cursor=MXxzfHF8fDJ8LTM", "bad-cursor", "cursor")]
    [TestCase("/v1/gaps?team=%00", "bad-value", "team")]
    [TestCase("/v1/teams?region=Nord", "unknown-parameter", "region")]
    [TestCase("/v1/runs/r-1?verbose=1", "unknown-parameter", "verbose")]
    public async Task What_is_not_known_is_refused_by_name(string query, string slug, string parameter)
    {
        var response = await PublishedSamples.Api.Reader.GetAsync(query);
        ((int)response.StatusCode).ShouldBe(400);
        var problem = await response.Json();
        problem.Text("type").ShouldBe("/problems/" + slug);
        problem.Text("parameter").ShouldBe(parameter);
        problem.Text("detail").ShouldContain($"'{parameter}'");
    }

    [Test]
    public async Task Columns_come_as_asked_for()
    {
        var row = (await PublishedSamples.Api.Reader.Json("/v1/gaps?fields=gap,team&limit=1")).Rows()[0];
        row.EnumerateObject().Select(p => p.Name).ShouldBe(["gap", "team"]);
    }

    [Test]
    public async Task A_snapshot_can_be_pinned_and_an_unknown_one_is_told()
    {
        var page = await PublishedSamples.Api.Reader.Json("/v1/gaps?limit=1");
        (await PublishedSamples.Api.Reader.Json($"/v1/gaps?limit=1&snapshot={page.Text("snapshot")}")).Text("snapshot").ShouldBe(page.Text("snapshot"));
        var response = await PublishedSamples.Api.Reader.GetAsync("/v1/gaps?snapshot=s-0");
        ((int)response.StatusCode).ShouldBe(404);
        (await response.Json()).Text("type").ShouldBe("/problems/unknown-snapshot");
    }

    [Test]
    public async Task A_snapshot_that_was_purged_is_gone_and_not_unknown()
    {
        await using var api = await TestApi.StartWithSamples();
        var page = await api.Reader.Json("/v1/gaps?limit=1");
        api.Store.Engine.Write(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "delete from snapshot";
            return command.ExecuteNonQuery();
        });
        foreach (var query in new[] { $"snapshot={page.Text("snapshot")}", $"limit=1&cursor={page.Text("nextCursor")}" })
        {
            var response = await api.Reader.GetAsync("/v1/gaps?" + query);
            ((int)response.StatusCode).ShouldBe(410);
            (await response.Json()).Text("type").ShouldBe("/problems/snapshot-gone");
        }
    }
}
