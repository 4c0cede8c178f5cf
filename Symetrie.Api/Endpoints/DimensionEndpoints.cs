using Symetrie.Api.Endpoints.Document;
using Symetrie.Api.Endpoints.Rows;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints;

/// <summary>The dimensions, in French and English.</summary>
internal static class DimensionEndpoints
{
    private static readonly Table<DimensionEntry> Table = new Table<DimensionEntry>()
        .Text("key", "The dimension's key, as the rows of measures have it.", d => d.Key, key: true)
        .Text("nameEn", "The English name.", d => d.NameEn)
        .Text("nameFr", "The French name.", d => d.NameFr)
        .Truth("employee", "Whether the employee voice rates it.", d => d.Employee)
        .Truth("customer", "Whether the customer voice rates it.", d => d.Customer)
        .Text("employeeQuestionEn", "The mirrored question to employees, English; null where a codebook declared the dimension alone.", d => d.EmployeeQuestionEn, nullable: true)
        .Text("employeeQuestionFr", "The mirrored question to employees, French.", d => d.EmployeeQuestionFr, nullable: true)
        .Text("customerQuestionEn", "The mirrored question to customers, English.", d => d.CustomerQuestionEn, nullable: true)
        .Text("customerQuestionFr", "The mirrored question to customers, French.", d => d.CustomerQuestionFr, nullable: true);

    /// <summary>Maps the dimensions.</summary>
    public static void MapDimensions(this IEndpointRouteBuilder app, Store store) =>
        app.Get("/v1/dimensions", Describe(), context => TableStream.OfSnapshot(context, store, "dimensions", tables => (Table, tables.Dimensions)));

    private static Route Describe() => new("listDimensions", "dimension tables", "The dimensions, in French and English")
    {
        Description = "What the voices rate in a snapshot, with the mirrored question that each is asked. The key is unique.",
        Query = [Shared.Snapshot, .. Shared.Page],
        Answers = [Shared.Rows("The dimensions.", "Dimension", "A dimension, with its names and mirrored questions.", Table.Fields, cached: true), Shared.NotModified],
        Problems = [400, 404, 410],
    };
}
