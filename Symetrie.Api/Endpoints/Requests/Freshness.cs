using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Net.Http.Headers;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints.Requests;

/// <summary>Validators from the snapshot: what a client has is good as long as the snapshot is the same.</summary>
internal static class Freshness
{
    // A newer program may print more columns of the same snapshot.
    private static readonly string Build = typeof(Freshness).Assembly.ManifestModule.ModuleVersionId.ToString("N")[..8];

    // The validators of a snapshot by format, as long as the snapshot is remembered.
    private static readonly ConditionalWeakTable<StoredSnapshot, ConcurrentDictionary<string, Validators>> Known = [];

    /// <summary>Sets the validators of an answer.</summary>
    /// <returns>Whether the client's copy is still good: then 304 was answered, and there is nothing to add.</returns>
    public static bool IsKnown(HttpContext context, StoredSnapshot? snapshot, Format format) => IsKnown(context, snapshot, format.ToString());

    /// <summary>The same for what is no format of rows: a picture.</summary>
    public static bool IsKnown(HttpContext context, StoredSnapshot? snapshot, string format)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.Vary = "Accept, Accept-Encoding";
        response.Headers.CacheControl = "private, no-cache";
        if (snapshot is null) return false;
        var validators = Known.GetValue(snapshot, _ => new(StringComparer.Ordinal)).GetOrAdd(format, Validators.Of, snapshot);
        (response.Headers.ETag, response.Headers.LastModified) = (validators.Tag, validators.LastModified);
        if (!IsGood(request, validators)) return false;
        response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    // If-Modified-Since counts only where no tag was sent (RFC 9110, 13.1.3).
    private static bool IsGood(HttpRequest request, Validators validators)
    {
        // Mostly it is the very text that was sent to it.
        if (request.Headers.IfNoneMatch is [{ } sent] && sent == validators.Tag) return true;
        var headers = request.GetTypedHeaders();
        if (headers.IfNoneMatch is { Count: > 0 } known) return known.Any(t => t.Equals(EntityTagHeaderValue.Any) || t.Compare(validators.Parsed, useStrongComparison: false));
        return headers.IfModifiedSince is { } since && validators.Modified <= since;
    }

    private sealed record Validators(string Tag, EntityTagHeaderValue Parsed, string LastModified, DateTimeOffset Modified)
    {
        public static Validators Of(string format, StoredSnapshot snapshot)
        {
            var tag = new EntityTagHeaderValue($"\"{snapshot.Id}.{format}.{Build}\"".ToLowerInvariant(), isWeak: true);
            var published = DateTimeOffset.Parse(snapshot.PublishedAt, CultureInfo.InvariantCulture);
            var modified = published.AddTicks(-(published.Ticks % TimeSpan.TicksPerSecond));
            return new Validators(tag.ToString(), tag, HeaderUtilities.FormatDate(modified), modified);
        }
    }
}
