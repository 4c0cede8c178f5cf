using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>Every address with every scope. Bodies are left out and ids unknown, so that what is let in changes nothing: it is refused for another reason.</summary>
public sealed class AccessTests
{
    // What is not here wants scope read, and may only be read. A new address that writes, or that is open, has to be entered.
    private static readonly Dictionary<string, Scope?> MoreOrLess = new(StringComparer.Ordinal)
    {
        ["GET /"] = null,
        ["GET /health/live"] = null,
        ["GET /health/ready"] = null,
        ["GET /openapi.json"] = null,
        ["PUT /v1/teams"] = Scope.Ingest,
        ["POST /v1/imports"] = Scope.Ingest,
        ["GET /v1/imports"] = Scope.Ingest,
        ["GET /v1/imports/{id}"] = Scope.Ingest,
        ["GET /v1/imports/{id}/events"] = Scope.Ingest,
        ["GET /v1/imports/{id}/errors.csv"] = Scope.Ingest,
        ["POST /v1/codebooks/propose"] = Scope.Ingest,
        ["GET /v1/crosswalk"] = Scope.Ingest,
        ["PUT /v1/crosswalk"] = Scope.Ingest,
        ["GET /v1/actions"] = Scope.Ingest,
        ["PUT /v1/actions"] = Scope.Ingest,
        ["GET /v1/matches"] = Scope.Ingest,
        ["POST /v1/matches"] = Scope.Ingest,
        ["PUT /v1/codebooks/{key}"] = Scope.Ingest,
        ["DELETE /v1/codebooks/{key}"] = Scope.Ingest,
        ["GET /metrics"] = Scope.Ingest,
        ["POST /v1/runs"] = Scope.Admin,
        ["DELETE /v1/imports/{id}"] = Scope.Admin,
        ["PUT /v1/calendar"] = Scope.Admin,
        ["PUT /v1/referential"] = Scope.Admin,
        ["GET /v1/disclosure"] = Scope.Admin,
        ["DELETE /v1/respondents/{hash}"] = Scope.Admin,
    };

    private static (string Method, string Pattern, Endpoint Endpoint)[] Mapped(IServiceProvider services) =>
        [.. services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IHttpMethodMetadata>() is not null)
            .SelectMany(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(m => (m, e.RoutePattern.RawText!, (Endpoint)e)))];

    private static Scope? Wanted(string method, string pattern)
    {
        // The files of the page: whoever may look at it brings a key of their own.
        if (pattern.StartsWith("/page/", StringComparison.Ordinal)) return null;
        if (MoreOrLess.TryGetValue($"{(method == "HEAD" ? "GET" : method)} {pattern}", out var scope)) return scope;
        method.ShouldBeOneOf(["GET", "HEAD"], $"{method} {pattern} writes: say which scope it wants");
        return Scope.Read;
    }

    [TestCase(null)]
    [TestCase(Scope.Read)]
    [TestCase(Scope.Ingest)]
    [TestCase(Scope.Admin)]
    public async Task A_key_opens_what_its_scope_holds(Scope? has)
    {
        var (api, wrong) = (PublishedSamples.Api, new List<string>());
        var mapped = Mapped(api.App.Services);
        mapped.Length.ShouldBeGreaterThan(80);
        foreach (var (method, pattern, _) in mapped)
        {
            var wanted = Wanted(method, pattern);
            // A parameter that is not known keeps a POST that is let in from doing anything.
            using var request = new HttpRequestMessage(new HttpMethod(method), Address(pattern) + (method == "POST" ? "?nonsense=1" : ""));
            if (has is { } scope) request.Headers.Add("X-Api-Key", api.Key(scope));
            var status = (int)(await api.Anonymous.SendAsync(request, HttpCompletionOption.ResponseHeadersRead)).StatusCode;
            var good = wanted is null || has >= wanted ? status is not (401 or 403) and < 500 : status == (has is null ? 401 : 403);
            if (!good) wrong.Add($"{method} {pattern}: {status}");
        }

        wrong.ShouldBeEmpty();
    }

    [Test]
    public void Every_address_names_a_policy_or_is_declared_open()
    {
        var mapped = Mapped(PublishedSamples.Api.App.Services);
        Unguarded(mapped.Select(m => m.Endpoint)).ShouldBeEmpty();
        mapped.Where(m => m.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(m => m.Pattern).Where(p => !p.StartsWith("/page/", StringComparison.Ordinal)).Distinct()
            .ShouldBe(MoreOrLess.Where(m => m.Value is null).Select(m => m.Key[4..]), ignoreOrder: true);
        // One that does neither is noticed.
        var bare = new RouteEndpointBuilder(_ => Task.CompletedTask, Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse("/v1/bare"), 0) { DisplayName = "bare" }.Build();
        Unguarded([bare]).ShouldBe(["bare"]);
    }

    [Test]
    public async Task The_document_says_what_each_address_wants()
    {
        var document = await PublishedSamples.Api.Anonymous.Json("/openapi.json");
        var said = document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => (Name: $"{o.Name.ToUpperInvariant()} {p.Name}", Operation: o.Value))).ToArray();
        said.Select(s => s.Name).ShouldBe(Mapped(PublishedSamples.Api.App.Services).Where(m => m.Method != "HEAD" && !m.Pattern.StartsWith("/page/", StringComparison.Ordinal)).Select(m => $"{m.Method} {m.Pattern}"), ignoreOrder: true);
        foreach (var (name, operation) in said)
        {
            var parts = name.Split(' ');
            var wanted = Wanted(parts[0], parts[1]);
            operation.Text("description").ShouldEndWith(wanted is { } scope ? $"Needs a key of scope {scope.ToString().ToLowerInvariant()}." : "Needs no key.");
            (operation.GetProperty("security").GetArrayLength() == 0).ShouldBe(wanted is null, name);
        }
    }

    [TestCase("GET", "/v1/none")]
    [TestCase("PATCH", "/v1/gaps")]
    [TestCase("GET", "/store.db")]
    public async Task What_is_not_on_the_map_wants_a_key_too(string method, string address)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        (await PublishedSamples.Api.Anonymous.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static string[] Unguarded(IEnumerable<Endpoint> endpoints)
    {
        var scopes = Enum.GetNames<Scope>().Select(n => n.ToLowerInvariant()).ToArray();
        return [.. endpoints.Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null && !e.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(a => scopes.Contains(a.Policy))).Select(e => e.DisplayName!)];
    }

    private static string Address(string pattern) => string.Join('/', pattern.Split('/').Select(part => part.StartsWith('{') ? "none" : part));

    [Test]
    public async Task A_key_is_taken_in_each_of_three_headers()
    {
        var key = PublishedSamples.Api.Key(Scope.Read);
        (await Status(h => h.Add("X-Api-Key", key))).ShouldBe(HttpStatusCode.OK);
        (await Status(h => h.Authorization = new AuthenticationHeaderValue("Bearer", key))).ShouldBe(HttpStatusCode.OK);
        (await Status(h => h.Authorization = new AuthenticationHeaderValue("Basic", Base64(":" + key)))).ShouldBe(HttpStatusCode.OK);
        (await Status(h => h.Authorization = new AuthenticationHeaderValue("Basic", Base64("anybody:" + key)))).ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task Nothing_else_is_a_key()
    {
        var key = PublishedSamples.Api.Key(Scope.Read);
        (await Status(h => h.Add("X-Api-Key", key[..^1] + (key[^1] == '0' ? '1' : '0')))).ShouldBe(HttpStatusCode.Unauthorized);
        (await Status(h => h.Add("X-Api-Key", "sym__"))).ShouldBe(HttpStatusCode.Unauthorized);
        (await Status(h => h.Authorization = new AuthenticationHeaderValue("Basic", Base64(key + ":")))).ShouldBe(HttpStatusCode.Unauthorized);
        (await Status(h => h.TryAddWithoutValidation("Authorization", "Basic %%%"))).ShouldBe(HttpStatusCode.Unauthorized);
        (await Status(h => h.TryAddWithoutValidation("Authorization", "Digest " + key))).ShouldBe(HttpStatusCode.Unauthorized);
        (await Status(_ => { }, "?api_key=" + key)).ShouldBe(HttpStatusCode.Unauthorized);
        (await Status(_ => { }, "?X-Api-Key=" + key)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task A_refusal_says_how_to_send_a_key()
    {
        var response = await PublishedSamples.Api.Anonymous.GetAsync("/v1/gaps");
        response.Headers.WwwAuthenticate.Select(w => w.Scheme).ShouldBe(["Bearer", "Basic"]);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await response.Json()).Text("detail").ShouldContain("X-Api-Key");
        // Who sends a key of its own accord, as the page does, is not to be asked for another by the browser.
        using var page = new HttpRequestMessage(HttpMethod.Get, "/v1/gaps");
        page.Headers.Add("X-Api-Key", "sym_none");
        (await PublishedSamples.Api.Anonymous.SendAsync(page)).Headers.WwwAuthenticate.Select(w => w.Scheme).ShouldBe(["Bearer"]);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static async Task<HttpStatusCode> Status(Action<HttpRequestHeaders> set, string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/periods" + query);
        set(request.Headers);
        return (await PublishedSamples.Api.Anonymous.SendAsync(request)).StatusCode;
    }
}
