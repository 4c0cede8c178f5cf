using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>What holds for every address that can be read, whichever there are.</summary>
public sealed class GetTests
{
    private static string[] Addresses()
    {
        var api = PublishedSamples.Api;
        var snapshot = api.Store.Snapshots.Latest()!.Id;
        return [.. api.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
            .Select(e => e.RoutePattern.RawText! switch
            {
                "/v1/snapshots/{from}/diff/{to}" => $"/v1/snapshots/{snapshot}/diff/{snapshot}?measure=gaps",
                var pattern => pattern.Replace("{measure}", "gaps", StringComparison.Ordinal).Replace("{key}", "sample-employee", StringComparison.Ordinal).Replace("/runs/{id}", "/runs/r-1", StringComparison.Ordinal).Replace("{id}", "i-1", StringComparison.Ordinal),
            })
            // A stream has no end, and the files of the page have a test of their own.
            .Where(a => !a.EndsWith("/events", StringComparison.Ordinal) && !a.StartsWith("/page/", StringComparison.Ordinal))];
    }

    [Test]
    public async Task HEAD_answers_everywhere_as_GET_does_without_the_body()
    {
        foreach (var address in Addresses())
        {
            var get = await PublishedSamples.Api.Admin.GetAsync(address);
            get.StatusCode.ShouldBe(HttpStatusCode.OK, address);
            using var request = new HttpRequestMessage(HttpMethod.Head, address);
            var head = await PublishedSamples.Api.Admin.SendAsync(request);
            head.StatusCode.ShouldBe(get.StatusCode, address);
            (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty(address);
            head.Content.Headers.ContentType.ShouldBe(get.Content.Headers.ContentType, address);
            head.Headers.ETag.ShouldBe(get.Headers.ETag, address);
        }
    }

    [Test]
    public async Task What_comes_of_a_snapshot_is_not_sent_twice()
    {
        var cached = 0;
        foreach (var address in Addresses())
        {
            var first = await PublishedSamples.Api.Admin.GetAsync(address);
            if (first.Headers.ETag is not { } tag) continue;
            cached++;
            tag.IsWeak.ShouldBeTrue(address);
            first.Headers.CacheControl!.ToString().ShouldBe("no-cache, private", address);
            (await Again(address, r => r.Headers.IfNoneMatch.Add(tag))).ShouldBe(HttpStatusCode.NotModified, address);
            (await Again(address, r => r.Headers.IfModifiedSince = first.Content.Headers.LastModified)).ShouldBe(HttpStatusCode.NotModified, address);
            (await Again(address, r => r.Headers.IfModifiedSince = first.Content.Headers.LastModified!.Value.AddSeconds(-1))).ShouldBe(HttpStatusCode.OK, address);
        }

        cached.ShouldBeGreaterThanOrEqualTo(MeasureCatalogue.All.Count + 4);
    }

    private static async Task<HttpStatusCode> Again(string address, Action<HttpRequestMessage> set)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        set(request);
        return (await PublishedSamples.Api.Admin.SendAsync(request)).StatusCode;
    }

    [Test]
    public async Task A_parameter_that_is_not_known_is_refused_everywhere()
    {
        foreach (var address in Addresses())
        {
            var answer = await PublishedSamples.Api.Admin.GetAsync(address + (address.Contains('?') ? "&" : "?") + "nonsense=1");
            ((int)answer.StatusCode).ShouldBe(400, address);
            (await answer.Json()).Text("parameter").ShouldBe("nonsense", address);
        }
    }
}
