using Symetrie.Api.Endpoints.Document;
using Symetrie.Api.Endpoints.Rows;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints;

/// <summary>The periods, with the windows of both voices.</summary>
internal static class PeriodEndpoints
{
    private static readonly Table<(PeriodEntry Period, int Place)> Table = new Table<(PeriodEntry Period, int Place)>()
        .Text("key", "The period's label, as the rows of measures have it.", p => p.Period.Key, key: true)
        .Integer("position", "Its place in the order of time, from 1: what to sort labels by.", p => p.Place + 1, "1")
        .Day("employeeFrom", "First day of the employee window.", p => p.Period.EmployeeFrom)
        .Day("employeeTo", "The day after its last.", p => p.Period.EmployeeTo)
        .Day("customerFrom", "First day of the customer window.", p => p.Period.CustomerFrom)
        .Day("customerTo", "The day after its last.", p => p.Period.CustomerTo);

    /// <summary>Maps the periods.</summary>
    public static void MapPeriods(this IEndpointRouteBuilder app, Store store) =>
        app.Get("/v1/periods", Describe(), context => TableStream.OfSnapshot<(PeriodEntry Period, int Place)>(context, store, "periods", tables => (Table, [.. tables.Periods.Select((p, i) => (p, i))])));

    private static Route Describe() => new("listPeriods", "dimension tables", "The periods, with the windows of both voices")
    {
        Description = "The periods of a snapshot in order of time. A window ends before its end date. The key is unique.",
        Query = [Shared.Snapshot, .. Shared.Page],
        Answers = [Shared.Rows("The periods in order.", "Period", "A period, with its window of each voice.", Table.Fields, cached: true), Shared.NotModified],
        Problems = [400, 404, 410],
    };
}
