using Symetrie.Api.Endpoints.Rows;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints;

/// <summary>An import, or a posting of which nothing was taken in, as a row of the list.</summary>
internal sealed record ImportRow(string Id, string State, string? Codebook, string Name, string ContentHash, string CreatedAt, string? UndoneAt)
{
    /// <summary>The columns.</summary>
    public static Table<ImportRow> Table { get; } = new Table<ImportRow>()
        .Text("id", "The id.", i => i.Id, key: true)
        .Text("codebook", "The codebook it was read by; null where nothing was taken in.", i => i.Codebook, nullable: true)
        .Text("name", "The file's name.", i => i.Name)
        .Text("contentHash", "SHA-256 of the bytes as sent, unpacked, in hex.", i => i.ContentHash)
        .Instant("createdAt", "When it was taken in, UTC; of others, when it was sent.", i => i.CreatedAt)
        .Instant("undoneAt", "When it was undone, UTC; null while it stands.", i => i.UndoneAt, nullable: true)
        .Text("state", "What became of it.", i => i.State, values: ["imported", "undone", "refused", "cancelled", "failed"]);

    /// <summary>The imports, newest first; with what came to nothing where all is wanted.</summary>
    public static IReadOnlyList<ImportRow> All(Store store, bool all)
    {
        var imports = store.Responses.Imports().Select(i => new ImportRow(i.Id, i.UndoneAt is null ? "imported" : "undone", i.Codebook, i.Name, i.ContentHash, i.CreatedAt, i.UndoneAt));
        if (!all) return [.. imports];
        var others = store.Postings.Unimported().Select(p => new ImportRow(p.Id, p.State, null, p.Name, p.ContentHash, p.CreatedAt, null));
        return [.. imports.Concat(others).OrderByDescending(i => i.CreatedAt, StringComparer.Ordinal)];
    }
}
