using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;

namespace Symetrie.Analytics.Tests.Endpoints;

public sealed class PagingTests
{
    private static readonly string[] Measures = [.. MeasureCatalogue.All.Select(m => m.Name)];

    [TestCaseSource(nameof(Measures))]
    public async Task All_pages_together_are_one_big_page(string measure)
    {
        var whole = await PublishedSamples.Api.Reader.Json($"/v1/{measure}?limit=50000");
        whole.GetProperty("nextCursor").ValueKind.ShouldBe(JsonValueKind.Null);
        var expected = whole.Rows().Select(r => r.GetRawText()).ToArray();
        expected.Length.ShouldBeGreaterThan(measure == "alerts" ? 10 : 100);
        var walked = (await Walk($"/v1/{measure}?limit={(expected.Length / 4) + 1}", 4)).ToArray();
        walked.Length.ShouldBe(expected.Length);
        // Thousands of rows: only those that differ are told.
        walked.Zip(expected).Where(r => !string.Equals(r.First, r.Second, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Test]
    public async Task A_sorted_and_filtered_result_pages_as_it_stands()
    {
        const string query = "/v1/gaps?dimension=respect,recognition&sort=-gap,team";
        var whole = (await PublishedSamples.Api.Reader.Json(query + "&limit=50000")).Rows();
        var gaps = whole.Select(r => r.GetProperty("gap")).ToArray();
        var figures = gaps.TakeWhile(g => g.ValueKind == JsonValueKind.Number).Select(g => g.GetDouble()).ToArray();
        figures.ShouldBe(figures.OrderDescending());
        gaps.Skip(figures.Length).ShouldAllBe(g => g.ValueKind == JsonValueKind.Null);
        (await Walk($"{query}&limit={(whole.Length / 3) + 1}", 3)).ShouldBe(whole.Select(r => r.GetRawText()));
    }

    [Test]
    public async Task A_page_that_ends_with_the_last_row_has_no_page_behind_it()
    {
        var rows = (await PublishedSamples.Api.Reader.Json("/v1/periods")).Rows();
        (await PublishedSamples.Api.Reader.Json($"/v1/periods?limit={rows.Length}")).GetProperty("nextCursor").ValueKind.ShouldBe(JsonValueKind.Null);
        var some = await PublishedSamples.Api.Reader.Json("/v1/gaps?period=2026-Q2&team=S16&limit=50000");
        (await PublishedSamples.Api.Reader.Json($"/v1/gaps?period=2026-Q2&team=S16&limit={some.Rows().Length}")).GetProperty("nextCursor").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Test]
    public async Task The_next_link_is_the_next_page()
    {
        var first = await PublishedSamples.Api.Reader.Json("/v1/scores?voice=employee&limit=7&fields=team,mean");
        var byLink = await PublishedSamples.Api.Reader.Json(first.Text("nextLink"));
        var byCursor = await PublishedSamples.Api.Reader.Json($"/v1/scores?voice=employee&limit=7&fields=team,mean&cursor={first.Text("nextCursor")}");
        byLink.GetRawText().ShouldBe(byCursor.GetRawText());
        byLink.Rows()[0].GetRawText().ShouldNotBe(first.Rows()[0].GetRawText());
    }

    [TestCase("/v1/gaps?dimension=respect", "bad-cursor")]
    [TestCase("/v1/gaps?sort=gap", "bad-cursor")]
    [TestCase("/v1/scores?", "bad-cursor")]
    [TestCase("/v1/teams?", "bad-cursor")]
    [TestCase("/v1/gaps?snapshot=s-other", "bad-cursor")]
    public async Task A_cursor_serves_its_own_query_only(string other, string slug)
    {
        var cursor = (await PublishedSamples.Api.Reader.Json("/v1/gaps?limit=3")).Text("nextCursor");
        var response = await PublishedSamples.Api.Reader.GetAsync($"{other}&cursor={cursor}");
        ((int)response.StatusCode).ShouldBe(400);
        (await response.Json()).Text("type").ShouldBe("/problems/" + slug);
    }

    [Test]
    public async Task A_table_with_a_limit_tells_its_next_page_in_the_headers()
    {
        var json = await PublishedSamples.Api.Reader.Json("/v1/gaps?team=S16&limit=5");
        var response = await PublishedSamples.Api.Reader.GetAsync("/v1/gaps?team=S16&limit=5&format=csv");
        response.Headers.GetValues("X-Next-Cursor").Single().ShouldBe(json.Text("nextCursor"));
        response.Headers.GetValues("Link").Single().ShouldContain("rel=\"next\"");
        (await response.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(6);
        var last = await PublishedSamples.Api.Reader.GetAsync("/v1/gaps?team=S16&limit=50000&format=csv");
        last.Headers.Contains("Link").ShouldBeFalse();
    }

    private static async Task<List<string>> Walk(string address, int pages)
    {
        var (rows, next, seen) = (new List<string>(), (string?)address, 0);
        for (; next is not null; seen++)
        {
            var page = await PublishedSamples.Api.Reader.Json(next);
            page.Rows().ShouldNotBeEmpty();
            rows.AddRange(page.Rows().Select(r => r.GetRawText()));
            next = page.GetProperty("nextCursor").GetString() is { } cursor ? $"{address}&cursor={Uri.EscapeDataString(cursor)}" : null;
        }

        seen.ShouldBe(pages);
        return rows;
    }
}
