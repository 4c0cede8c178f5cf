using Symetrie.Analytics.Measures;
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
        .Integer("rows", "How many rows it has, of all measures together.", s => s.Rows, "rows")
        .Truth("newData", "Against the snapshot before: whether figures changed in periods that had not ended when that was published; null where it was not kept, as in the first.", s => s.NewData is { } known ? known != 0 : null)
        .Truth("lateData", "Whether figures changed in periods that had ended by then.", s => s.LateData is { } known ? known != 0 : null)
        .Truth("reorganisation", "Whether teams came, went, moved, were renamed or have other attributes.", s => s.Reorganisation is { } known ? known != 0 : null)
        .Truth("settings", "Whether settings, questionnaires or the engine are others.", s => s.Settings is { } known ? known != 0 : null);

    /// <summary>Maps the snapshots.</summary>
    public static void MapSnapshots(this IEndpointRouteBuilder app, Store store)
    {
        app.Get("/v1/snapshots", Describe(), context => TableStream.Write(context, "snapshots", Table, store.Snapshots.List(), snapshot: null));
        app.Get("/v1/snapshots/{from}/diff/{to}", Difference(), context => DifferenceStream.Write(context, store));
    }

    private static Route Describe() => new("listSnapshots", "runs", "The published snapshots, newest first")
    {
        Description = "A snapshot never changes. Four columns tell what can have moved it; /v1/snapshots/{from}/diff/{to} has the rows. One stands here for every run whose result differs, to a reader, from the one before.",
        Query = Shared.Page,
        Answers = [Shared.Rows("The snapshots.", "Snapshot", "A published result.", Table.Fields)],
        Problems = [400],
    };

    private static Route Difference() => new("diffSnapshots", "runs", "The rows in which two snapshots differ, and why")
    {
        Description = "One row for each row of the measure that is there in one of the two only, or has other figures; a row of which only the day has moved from which it stands is none. First the subject columns, then how and why it changed, "
            + "then every figure twice: as it is in the snapshot `to`, and, under its name and Before, as it was in `from` (drift's own change is changeAfter and changeBefore; of trends, which have a levelBefore, the level was levelEarlier). Reasons are worked out of what both snapshots show: answers for periods that had not ended, or had, when the earlier one was published; teams above or below the row's; settings.",
        Path = [Shared.Id("from", "The snapshot that is compared with.", "s-5f1c0e9a7b3d2c4e6f80"), Shared.Id("to", "The snapshot that is looked at.", "s-0d4b8c2f6a1e7d3c9b50")],
        Query = [new Parameter("measure", "The measure whose rows are compared.") { Required = true, Values = [.. MeasureCatalogue.All.Select(m => m.Name)], Example = "gaps" }, .. Shared.Page],
        Answers = [Shared.Rows("The rows that differ.", "Change", "A row that differs, with the columns of the measure beside these.", DifferenceTable.Fixed, more: new MoreColumns("A column of the measure: a subject, or a figure as it is or, with Before behind its name, as it was.", AreTexts: false))],
        Problems = [400, 404, 410],
    };
}
