using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Symetrie.Api.Endpoints.Errors;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints.Requests;

/// <summary>Where a page begins: opaque to clients, bound to the snapshot and to the query it came from.</summary>
/// <param name="Snapshot">The snapshot's id; empty for tables that are no part of one.</param>
/// <param name="Query">A digest of filters and sorting.</param>
/// <param name="After">The row before the page, in the rows' own order.</param>
/// <param name="Skip">How many rows come before, in a sorted result.</param>
internal sealed record Cursor(string Snapshot, string Query, RowPlace? After, long Skip)
{
    private const string Version = "1";

    /// <summary>Reads the parameter <c>cursor</c>; null where it does not stand.</summary>
    public static Cursor? Of(HttpRequest request)
    {
        if (request.One("cursor") is not { } text) return null;
        var bytes = new byte[text.Length];
        var parts = Base64Url.DecodeFromChars(text, bytes, out _, out var length) == OperationStatus.Done ? Encoding.UTF8.GetString(bytes, 0, length).Split('|') : [];
        if (parts is [Version, var snapshot, var query, var position, var place, var skip]
            && long.TryParse(skip, out var skipped) && skipped >= 0
            && (position.Length == 0 || (long.TryParse(position, out var at) && long.TryParse(place, out var row) && at >= 0 && row >= 0)))
            return new Cursor(snapshot, query, position.Length == 0 ? null : new RowPlace(long.Parse(position), long.Parse(place)), skipped);
        throw new Refusal(Problem.BadCursor, "parameter 'cursor': this is no cursor of ours; take it from nextCursor, as it is") { Members = new Dictionary<string, object?> { ["parameter"] = "cursor" } };
    }

    /// <summary>The cursor as a query parameter takes it.</summary>
    public string Text() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join('|', Version, Snapshot, Query, After?.Position.ToString() ?? "", After?.Place.ToString() ?? "", Skip)));

    /// <summary>Refuses to go on in another query than the cursor's.</summary>
    public void Check(string query)
    {
        if (!string.Equals(query, Query, StringComparison.Ordinal))
            throw new Refusal(Problem.BadCursor, "parameter 'cursor': it was given for other filters or another sorting; repeat those of its page, or begin without a cursor") { Members = new Dictionary<string, object?> { ["parameter"] = "cursor" } };
    }

    /// <summary>A digest of what a query asks for.</summary>
    public static string Digest(IEnumerable<string> parts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)))[..8]);
}
