using Symetrie.Api.Endpoints.Document;
using Symetrie.Api.Endpoints.Rows;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints;

/// <summary>The published snapshots.</summary>
internal static class SnapshotEndpoints
{
    private static readonly Table<StoredSnapshot> Table = new Table<StoredSnapshot>()
        .Text("id", "The id: pin a query to it with snapshot=.", s => s.Id, key: true)
        .Text("run", "The run that published it.", s => s.Run)
        .Instant("publishedAt", "When it was published, UTC.", s => s.PublishedAt)
        .Integer("rows", "How many rows it has, of all measures together.", s => s.Rows, "rows");

    /// <summary>Maps the snapshots.</summary>
    public static void MapSnapshots(this IEndpointRouteBuilder app, Store store) =>
        app.Get("/v1/snapshots", Describe(), context => TableStream.Write(context, "snapshots", Table, store.Snapshots.List(), snapshot: null));

    private static Route Describe() => new("listSnapshots", "runs", "The published snapshots, newest first")
    {
        Description = "A snapshot never changes. One stands here for every run whose result differs, to a reader, from the one before.",
        Query = Shared.Page,
        Answers = [Shared.Rows("The snapshots.", "Snapshot", "A published result.", Table.Fields)],
        Problems = [400],
    };
}
