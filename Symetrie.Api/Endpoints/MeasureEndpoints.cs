using Symetrie.Analytics.Measures;
using Symetrie.Api.Endpoints.Document;
using Symetrie.Api.Endpoints.Kept;
using Symetrie.Api.Endpoints.Requests;
using Symetrie.Api.Endpoints.Rows;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints;

/// <summary>Serves every measure of the catalogue from its row record: <c>/v1/scores</c>, <c>/v1/gaps</c>, …</summary>
internal static class MeasureEndpoints
{
    /// <summary>Maps the measures.</summary>
    public static void MapMeasures(this IEndpointRouteBuilder app, Store store)
    {
        foreach (var measure in MeasureCatalogue.All)
        {
            var fields = Field.Of(measure);
            app.Get($"/v1/{measure.Name}", Describe(measure, fields), context => Answer(context, store, measure, fields));
        }
    }

    // Whether the snapshot is still there is asked of the store every time; what a question then means, and its page, is known from the last time it was asked.
    private static async Task Answer(HttpContext context, Store store, Measure measure, IReadOnlyList<Field> fields)
    {
        var (request, pages) = (context.Request, context.RequestServices.GetRequiredService<KeptSnapshots>().Pages);
        var cursor = Cursor.Of(request);
        var snapshot = SnapshotChoice.Of(request, store, cursor);
        var format = Formats.Of(request);
        var address = KeptPages.Address(request, format.ToString());
        var kept = snapshot is null ? null : pages.Find(snapshot.Id, address);
        var asked = kept is null ? RowRequest.Of(request, store, measure, fields, snapshot, cursor) : null;
        if (kept is null && snapshot is not null) pages.Keep(snapshot.Id, address, new KeptPage(null, null));
        if (Freshness.IsKnown(context, snapshot, format)) return;
        if (kept?.Body is not null)
        {
            await RowStream.Again(context, kept, format);
            return;
        }

        asked ??= RowRequest.Of(request, store, measure, fields, snapshot, cursor);
        if (snapshot is not null && asked.Limit <= KeptPages.MostRows && HttpMethods.IsGet(request.Method))
        {
            // What is asked for once is not kept: most filters are.
            await RowStream.Whole(context, store, asked, kept is null ? null : page => pages.Keep(snapshot.Id, address, page));
            return;
        }

        // CSV has no end to print, so that its pieces make a whole; of few places there are no pieces.
        if (asked is { Rows: { After: null, Skip: 0, Sort.Count: 0, Places: null }, Limit: null, Format: not Format.Json } && HttpMethods.IsGet(request.Method))
        {
            context.Response.ContentType = format.ContentType();
            await PieceStream.Write(context, store, asked, context.RequestServices.GetRequiredService<KeptSnapshots>().Places(snapshot!, measure).Pieces());
            return;
        }

        await RowStream.Write(context, store, asked);
    }

    private static Route Describe(Measure measure, IReadOnlyList<Field> fields)
    {
        return new Route($"list{Capital(measure.Name)}", "measures", measure.Title)
        {
            Description = $"{XmlSummaries.Of(measure.RowType)} One row per {string.Join(", ", fields.Where(f => f.IsSubject).Select(f => f.Name))}; every one of them is a filter. "
                + "All rows of one answer, and of all pages behind its cursor, belong to one snapshot.",
            Query = [.. Filters(measure, fields), Choice("fields", "The columns to send, in this order; all of them by default.", fields), Choice("sort", "Columns to sort by, before the rows' own order; '-' before a name turns it round. Null comes last.", fields), Shared.Snapshot, .. Shared.Page],
            Answers = [Shared.Rows("A page of rows.", measure.RowType.Name, XmlSummaries.Of(measure.RowType), fields, cached: true, chosen: true), Shared.NotModified],
            Problems = [400, 404, 410],
        };
    }

    private static IEnumerable<Parameter> Filters(Measure measure, IReadOnlyList<Field> fields)
    {
        foreach (var field in fields.Where(f => f.IsSubject))
            yield return new Parameter(field.Name, $"Only rows with this {field.Name}; several by repeating it or with commas. {field.Summary}") { Type = field.Type, Repeats = true, Values = field.Values, Example = Shared.Example(field)?.DeepClone() };
        if (RowRequest.PeriodOf(measure) is null) yield break;
        yield return new Parameter("fromPeriod", "Only periods from this one on.") { Example = "2026-Q1" };
        yield return new Parameter("toPeriod", "Only periods before this one, which is not among them.") { Example = "2026-Q4" };
    }

    private static Parameter Choice(string name, string summary, IReadOnlyList<Field> fields) =>
        new(name, $"{summary} Known: {string.Join(", ", fields.Select(f => f.Name))}.") { Repeats = true, Example = (name == "sort" ? "-" : "") + fields[^1].Name };

    private static string Capital(string name) => string.Concat(name.Split('-').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
