using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;
using Symetrie.Api.Endpoints.Kept;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>What is kept of snapshots answers as the store does, and takes no more room than it may.</summary>
public sealed class KeptTests
{
    [Test]
    public void No_more_is_kept_than_there_is_room_for_and_what_was_asked_for_last_stays()
    {
        var pages = new KeptPages(100_000);
        for (var i = 0; i < 100; i++)
        {
            pages.Keep("s", $"{i}", new KeptPage(new byte[5_000], null));
            pages.Find("s", "0").ShouldNotBeNull("it is asked for again and again");
            pages.Taken.ShouldBeLessThanOrEqualTo(100_000);
        }

        pages.Find("s", "99").ShouldNotBeNull();
        pages.Find("s", "1").ShouldBeNull();
        pages.Find("t", "99").ShouldBeNull("another snapshot");
        var taken = pages.Taken;
        pages.Keep("s", "large", new KeptPage(new byte[50_000], null));
        pages.Find("s", "large").ShouldBeNull("a page that would push out all others");
        pages.Keep("s", "99", new KeptPage(new byte[5_000], null));
        pages.Taken.ShouldBe(taken, "the same page again takes its place, not another");
    }

    [TestCase("/v1/gaps?limit=700"), TestCase("/v1/gaps?limit=700&format=csv"), TestCase("/v1/correlations?fields=headline,stratum&sort=-headline&limit=20")]
    public async Task A_page_is_the_same_however_often_it_is_asked_for(string address)
    {
        var answers = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            using var answer = await PublishedSamples.Api.Reader.GetAsync(address);
            answers.Add($"{answer.Content.Headers.ContentType} {answer.Headers.ETag} {string.Join(' ', answer.Headers.TryGetValues("X-Next-Cursor", out var cursor) ? cursor : [])}\n{await answer.Content.ReadAsStringAsync()}");
        }

        answers.Distinct().ShouldHaveSingleItem();
        var kept = PublishedSamples.Api.App.Services.GetRequiredService<KeptSnapshots>().Pages;
        kept.Taken.ShouldBeGreaterThan(0);
        // The same question of a kept page: known, or wrong, as before.
        using var known = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "If-None-Match", "*" } } };
        (await PublishedSamples.Api.Reader.SendAsync(known)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await PublishedSamples.Api.Reader.GetAsync(address + "&limit=1")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PublishedSamples.Api.Anonymous.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task Another_snapshot_is_answered_from_as_soon_as_it_is_there_and_the_old_one_stays_what_it_was()
    {
        await using var api = await TestApi.StartWithSamples();
        const string Address = "/v1/gaps?limit=3";
        var before = await Thrice(api, Address);
        var old = before.Text("snapshot");
        await Thrice(api, $"{Address}&snapshot={old}");
        api.Publish(new AnalysisSettings { Confidence = 0.8 });
        var after = await Thrice(api, Address);
        after.Text("snapshot").ShouldNotBe(old);
        after.Rows()[0].GetProperty("gapLower").GetDouble().ShouldBeGreaterThan(before.Rows()[0].GetProperty("gapLower").GetDouble());
        (await Thrice(api, $"{Address}&snapshot={old}")).GetRawText().ShouldNotBe(after.GetRawText());
    }

    // The oracle: all rows, filtered here.
    [TestCase("gaps"), TestCase("drift"), TestCase("pairing")]
    public async Task Every_filter_lets_the_rows_through_that_it_means(string measure)
    {
        var all = (await PublishedSamples.Api.Reader.Json($"/v1/{measure}?limit=50000")).Rows();
        var subjects = MeasureCatalogue.Find(measure)!.Columns.Where(c => c is { IsSubject: true, Kind: ColumnKind.Text }).Select(c => c.Name).ToArray();
        var random = new Random(11);
        for (var i = 0; i < 20; i++)
        {
            var chosen = subjects.Where(_ => random.Next(2) == 0).ToDictionary(s => s, s => Enumerable.Range(0, 1 + random.Next(3)).Select(_ => all[random.Next(all.Length)].Text(s)).Distinct().ToArray());
            var query = string.Concat(chosen.SelectMany(c => c.Value.Select(v => $"&{c.Key}={Uri.EscapeDataString(v)}")));
            var expected = all.Where(r => chosen.All(c => c.Value.Contains(r.Text(c.Key)))).Select(r => r.GetRawText()).ToArray();
            (await PublishedSamples.Api.Reader.Json($"/v1/{measure}?limit=50000{query}")).Rows().Select(r => r.GetRawText()).ShouldBe(expected, query);
            var csv = await PublishedSamples.Api.Reader.GetStringAsync($"/v1/{measure}?format=csv{query}");
            csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(expected.Length + 1, query);
        }
    }

    private static async Task<JsonElement> Thrice(TestApi api, string address)
    {
        for (var i = 0; i < 2; i++) await api.Reader.Json(address);
        return await api.Reader.Json(address);
    }
}
