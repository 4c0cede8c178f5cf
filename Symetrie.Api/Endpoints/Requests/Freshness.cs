using System.Globalization;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints.Requests;

/// <summary>Validators from the snapshot: what a client has is good as long as the snapshot is the same.</summary>
internal static class Freshness
{
    // A newer program may print more columns of the same snapshot.
    private static readonly string Build = typeof(Freshness).Assembly.ManifestModule.ModuleVersionId.ToString("N")[..8];

    /// <summary>Sets the validators of an answer.</summary>
    /// <returns>Whether the client's copy is still good: then 304 was answered, and there is nothing to add.</returns>
    public static bool IsKnown(HttpContext context, StoredSnapshot? snapshot, Format format) => IsKnown(context, snapshot, format.ToString());

    /// <summary>The same for what is no format of rows: a picture.</summary>
    public static bool IsKnown(HttpContext context, StoredSnapshot? snapshot, string format)
    {
        var (request, response) = (context.Request.GetTypedHeaders(), context.Response);
        response.Headers.Vary = "Accept, Accept-Encoding";
        response.Headers.CacheControl = "private, no-cache";
        if (snapshot is null) return false;
        var tag = new EntityTagHeaderValue($"\"{snapshot.Id}.{format}.{Build}\"".ToLowerInvariant(), isWeak: true);
        var published = DateTimeOffset.Parse(snapshot.PublishedAt, CultureInfo.InvariantCulture);
        var modified = published.AddTicks(-(published.Ticks % TimeSpan.TicksPerSecond));
        response.GetTypedHeaders().ETag = tag;
        response.GetTypedHeaders().LastModified = modified;
        if (!IsGood(request, tag, modified)) return false;
        response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    // If-Modified-Since counts only where no tag was sent (RFC 9110, 13.1.3).
    private static bool IsGood(RequestHeaders request, EntityTagHeaderValue tag, DateTimeOffset modified)
    {
        if (request.IfNoneMatch is { Count: > 0 } known) return known.Any(t => t.Equals(EntityTagHeaderValue.Any) || t.Compare(tag, useStrongComparison: false));
        return request.IfModifiedSince is { } since && modified <= since;
    }
}
