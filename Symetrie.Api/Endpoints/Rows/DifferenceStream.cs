using Symetrie.Analytics.Measures;
using Symetrie.Api.Endpoints.Errors;
using Symetrie.Api.Endpoints.Requests;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints.Rows;

/// <summary>Pages of what changed between two snapshots, in the shape, formats and paging of measures, one period after another.</summary>
internal static class DifferenceStream
{
    /// <summary>Answers a request for what changed.</summary>
    public static async Task Write(HttpContext context, Store store)
    {
        var (request, cursor) = (context.Request, Cursor.Of(context.Request));
        var (from, to) = (SnapshotChoice.Named(store, context.Path("from")), SnapshotChoice.Named(store, context.Path("to")));
        var measure = MeasureCatalogue.Find(request.OneOf("measure", [.. MeasureCatalogue.All.Select(m => m.Name)]) ?? throw Refusal.Value("measure", "it has to be there: /v1/schemas lists the measures"))!;
        var digest = Cursor.Digest(["diff", from.Id, to.Id, measure.Name]);
        cursor?.Check(digest);
        var (format, limit) = (Formats.Of(request), request.Number("limit", 1, RowRequest.MostRows));
        // Both snapshots stand for good, and so does what separates them: both are in the address, and either may name the other's tag.
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers.Vary = "Accept, Accept-Encoding";
        var rows = Rows(store, from, to, measure, cursor?.After ?? new RowPlace(0, 0));
        await Print(context, measure, to, rows, limit ?? (format == Format.Json ? RowRequest.UsualRows : long.MaxValue), format, place => RowStream.Page(context, new Cursor(to.Id, digest, place, 0)));
    }

    // Each with the place at which a page would begin with it: the period, and how many of its rows come before.
    private static IEnumerable<(RowPlace Place, RowChange Change, ChangeCauses Causes)> Rows(Store store, StoredSnapshot from, StoredSnapshot to, Measure measure, RowPlace begin)
    {
        var changes = store.Snapshots.Compare(from, to);
        var team = measure.Columns.Index().FirstOrDefault(c => c.Item is { IsSubject: true, Name: "team" }) is { Item: not null } column ? column.Index : -1;
        for (var period = (int)Math.Min(begin.Position, changes.Periods.Count); period < changes.Periods.Count; period++)
        {
            var place = 0L;
            foreach (var change in RowChanges.Of(store, changes, measure, period))
            {
                var here = new RowPlace(period, place++);
                if (period == begin.Position && here.Place < begin.Place) continue;
                yield return (here, change, changes.Of(measure, period, team < 0 ? null : (string)(change.After ?? change.Before!)[team]!));
            }
        }
    }

    private static async Task Print(HttpContext context, Measure measure, StoredSnapshot to, IEnumerable<(RowPlace Place, RowChange Change, ChangeCauses Causes)> rows, long limit, Format format, Func<RowPlace, NextPage> page)
    {
        var table = new DifferenceTable(measure);
        context.Response.ContentType = format.ContentType();
        // A table of a limited length tells of the next page in its headers, which go first.
        var (known, next) = (format != Format.Json && limit < long.MaxValue ? rows.Take((int)limit + 1).ToList() : rows, (NextPage?)null);
        if (known is List<(RowPlace Place, RowChange Change, ChangeCauses Causes)> list && list.Count > limit) RowStream.Announce(context, page(list[^1].Place));
        if (HttpMethods.IsHead(context.Request.Method)) return;
        var printer = format.Printer(context.Response.BodyWriter, table.Fields);
        printer.Begin(to.Id);
        var printed = 0L;
        foreach (var (place, change, causes) in known)
        {
            if (printed++ == limit)
            {
                next = page(place);
                break;
            }

            printer.Row(table.Read(change, causes));
            if (printed % 1_000 != 0) continue;
            printer.Pause();
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }

        printer.End(next);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}
