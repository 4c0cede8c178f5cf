using System.Net;
using NUnit.Framework;
using Shouldly;
using Symetrie.Api.Endpoints;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>What stands around every address: limits, origins, proxies, headers.</summary>
public sealed class ServingTests
{
    [Test]
    public async Task A_key_that_asks_too_often_is_told_when_to_ask_again_and_hinders_no_other()
    {
        await using var api = await TestApi.Start(serving: new ServeSettings { RequestsPerMinute = 5 });
        for (var i = 0; i < 5; i++) (await api.Reader.GetAsync("/v1/periods")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var refused = await api.Reader.GetAsync("/v1/periods");
        ((int)refused.StatusCode).ShouldBe(429);
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 12);
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await refused.Json()).Text("type").ShouldBe("/problems/too-many-requests");
        (await api.Admin.GetAsync("/v1/periods")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task Who_guesses_keys_is_held_up_too_and_a_probe_never()
    {
        await using var api = await TestApi.Start(serving: new ServeSettings { RequestsPerMinute = 5 });
        for (var i = 0; i < 5; i++) ((int)(await Guess(api, i)).StatusCode).ShouldBe(401);
        ((int)(await Guess(api, 6)).StatusCode).ShouldBe(429);
        (await api.Reader.GetAsync("/v1/periods")).StatusCode.ShouldBe(HttpStatusCode.OK);
        for (var i = 0; i < 9; i++) (await api.Anonymous.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<HttpResponseMessage> Guess(TestApi api, int number)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/periods");
        request.Headers.Add("X-Api-Key", $"sym_{number:d12}_{number:d64}");
        return await api.Anonymous.SendAsync(request);
    }

    [Test]
    public async Task Pages_of_named_origins_may_ask_and_of_no_other()
    {
        await using var api = await TestApi.Start(serving: new ServeSettings { Origins = ["https://bi.example.org"] });
        (await Preflight(api, "https://bi.example.org")).Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["https://bi.example.org"]);
        (await Preflight(api, "https://evil.example.org")).Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
        (await Preflight(PublishedSamples.Api, "https://bi.example.org")).Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse("off by default");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/periods");
        request.Headers.Add("Origin", "https://bi.example.org");
        var answer = await api.Reader.SendAsync(request);
        answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["https://bi.example.org"]);
        answer.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse();
    }

    private static async Task<HttpResponseMessage> Preflight(TestApi api, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/v1/gaps");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "GET");
        request.Headers.Add("Access-Control-Request-Headers", "x-api-key");
        return await api.Anonymous.SendAsync(request);
    }

    [Test]
    public async Task What_a_proxy_forwards_is_believed_where_it_is_named_and_not_otherwise()
    {
        (await Link(PublishedSamples.Api)).ShouldStartWith("http://127.0.0.1");
        await using var api = await TestApi.Start(serving: new ServeSettings { Proxies = ["127.0.0.0/8"] });
        foreach (var name in new[] { "A", "B" }) await api.Ingester.PutAsync("/v1/teams", Asking.Body($$"""{"teams":[{"key":"{{name}}"}]}""", "application/json"));
        using var request = Forwarded("/v1/schemas?limit=1");
        (await (await api.Reader.SendAsync(request)).Json()).Text("nextLink").ShouldStartWith("https://bi.example.org/symetrie/v1/schemas?");
    }

    private static async Task<string> Link(TestApi api)
    {
        using var request = Forwarded("/v1/gaps?limit=1");
        return (await (await api.Reader.SendAsync(request)).Json()).Text("nextLink");
    }

    private static HttpRequestMessage Forwarded(string address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in new[] { ("For", "203.0.113.7"), ("Proto", "https"), ("Host", "bi.example.org"), ("Prefix", "/symetrie") }) request.Headers.Add("X-Forwarded-" + name, value);
        return request;
    }

    [TestCase("/v1/gaps?limit=1")]
    [TestCase("/v1/gaps?format=csv&limit=1")]
    [TestCase("/v1/none")]
    [TestCase("/openapi.json")]
    [TestCase("/health/live")]
    public async Task Every_answer_keeps_a_browser_from_mistaking_it(string address)
    {
        var headers = (await PublishedSamples.Api.Reader.GetAsync(address)).Headers;
        headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        headers.GetValues("Content-Security-Policy").Single().ShouldBe("default-src 'none'; frame-ancestors 'none'");
        headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
        headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        headers.Contains("Server").ShouldBeFalse();
    }

    [Test]
    public void Settings_that_cannot_be_are_refused()
    {
        Should.Throw<ArgumentException>(() => new ServeSettings { Origins = ["*"] }).Message.ShouldContain("origin");
        Should.Throw<ArgumentException>(() => new ServeSettings { Origins = ["https://bi.example.org/page"] });
        Should.Throw<ArgumentException>(() => new ServeSettings { Proxies = ["everybody"] }).Message.ShouldContain("10.0.0.0/8");
        Should.Throw<ArgumentOutOfRangeException>(() => new ServeSettings { RequestsPerMinute = -1 });
        Should.Throw<ArgumentOutOfRangeException>(() => new ServeSettings { OldestHours = -1 });
    }
}
