using System.Net;
using System.Net.Http.Headers;
using System.Text;
using NUnit.Framework;
using Shouldly;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>Every address with every scope. Bodies are left out and ids unknown, so that what is let in changes nothing: it is refused for another reason.</summary>
public sealed class AccessTests
{
    private static readonly (string Method, string Address, Scope? Needed)[] Addresses =
    [
        ("GET", "/v1/scores", Scope.Read), ("GET", "/v1/gaps", Scope.Read), ("GET", "/v1/symmetry", Scope.Read), ("GET", "/v1/index", Scope.Read), ("GET", "/v1/correlations", Scope.Read), ("GET", "/v1/drift", Scope.Read), ("GET", "/v1/trends", Scope.Read), ("GET", "/v1/signals", Scope.Read), ("GET", "/v1/alerts", Scope.Read), ("GET", "/v1/forecast", Scope.Read), ("GET", "/v1/items", Scope.Read), ("GET", "/v1/leads", Scope.Read), ("GET", "/v1/drivers", Scope.Read), ("GET", "/v1/reliability", Scope.Read), ("GET", "/v1/waba", Scope.Read), ("GET", "/v1/participation", Scope.Read),
        ("GET", "/v1/pairing", Scope.Read), ("GET", "/v1/teams", Scope.Read), ("GET", "/v1/team-periods", Scope.Read), ("GET", "/v1/dimensions", Scope.Read), ("GET", "/v1/periods", Scope.Read),
        ("GET", "/v1/schemas", Scope.Read), ("GET", "/v1/schemas/gaps", Scope.Read), ("GET", "/v1/snapshots", Scope.Read), ("GET", "/v1/runs", Scope.Read), ("GET", "/v1/runs/r-0", Scope.Read),
        ("GET", "/v1/codebooks", Scope.Read), ("GET", "/v1/codebooks/none", Scope.Read), ("GET", "/v1/calendar", Scope.Read),
        ("POST", "/v1/codebooks/propose", Scope.Ingest), ("GET", "/v1/crosswalk", Scope.Ingest), ("PUT", "/v1/crosswalk", Scope.Ingest), ("GET", "/v1/matches", Scope.Ingest), ("POST", "/v1/matches", Scope.Ingest),
        ("PUT", "/v1/teams", Scope.Ingest), ("POST", "/v1/imports", Scope.Ingest), ("GET", "/v1/imports", Scope.Ingest), ("GET", "/v1/imports/i-0", Scope.Ingest),
        ("PUT", "/v1/codebooks/none", Scope.Ingest), ("DELETE", "/v1/codebooks/none", Scope.Ingest),
        ("POST", "/v1/runs?x=1", Scope.Admin), ("DELETE", "/v1/imports/i-0", Scope.Admin), ("PUT", "/v1/calendar", Scope.Admin), ("GET", "/v1/disclosure", Scope.Admin), ("DELETE", "/v1/respondents/none", Scope.Admin),
        ("GET", "/", null), ("GET", "/health/live", null), ("GET", "/health/ready", null), ("GET", "/openapi.json", null), ("GET", "/swagger/index.html", null),
        ("GET", "/v1/none", Scope.Read), ("PATCH", "/v1/gaps", Scope.Read),
    ];

    private static IEnumerable<TestCaseData> Matrix() =>
        from address in Addresses
        from scope in Enum.GetValues<Scope>().Cast<Scope?>().Prepend(null)
        select new TestCaseData(address.Method, address.Address, address.Needed, scope);

    [TestCaseSource(nameof(Matrix))]
    public async Task A_key_opens_what_its_scope_holds(string method, string address, Scope? needed, Scope? has)
    {
        var api = PublishedSamples.Api;
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (has is { } scope) request.Headers.Add("X-Api-Key", api.Key(scope));
        var status = (await api.Anonymous.SendAsync(request)).StatusCode;
        if (needed is null || has >= needed) status.ShouldNotBeOneOf(HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.InternalServerError);
        else status.ShouldBe(has is null ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden);
    }

    [Test]
    public async Task The_matrix_names_every_address_of_the_document()
    {
        var document = await PublishedSamples.Api.Anonymous.Json("/openapi.json");
        var said = document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => $"{o.Name.ToUpperInvariant()} {Pattern(p.Name)}")).ToArray();
        var tested = Addresses.Select(a => $"{a.Method} {a.Address.Split('?')[0]}").ToArray();
        said.Length.ShouldBeGreaterThan(20);
        said.ShouldAllBe(s => tested.Any(t => s.EndsWith('*') ? t.StartsWith(s.TrimEnd('*'), StringComparison.Ordinal) : t == s));
    }

    // A parameter in the path stands at its end.
    private static string Pattern(string path) => path.Split('{')[0] + (path.Contains('{') ? "*" : "");

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
    }

    [Test]
    public async Task A_revoked_key_ends_at_once()
    {
        var (key, stored) = PublishedSamples.Api.Store.Keys.Add(Scope.Read, "short");
        (await Status(h => h.Add("X-Api-Key", key))).ShouldBe(HttpStatusCode.OK);
        PublishedSamples.Api.Store.Keys.Revoke(stored.Id).ShouldBeTrue();
        (await Status(h => h.Add("X-Api-Key", key))).ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static async Task<HttpStatusCode> Status(Action<HttpRequestHeaders> set, string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/periods" + query);
        set(request.Headers);
        return (await PublishedSamples.Api.Anonymous.SendAsync(request)).StatusCode;
    }
}
