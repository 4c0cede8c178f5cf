using Symetrie.Api.Endpoints.Kept;
using Symetrie.Api.Endpoints.Requests;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints.Rows;

/// <summary>Streams rows from the store to the client, a few thousand at a time: memory does not grow with the result, and no read
/// transaction waits for a slow client.</summary>
internal static class RowStream
{
    private const long Chunk = 5_000;

    // A sorted result is sorted anew for every chunk: fewer, larger ones.
    private const long SortedChunk = 50_000;

    /// <summary>Answers a request for rows.</summary>
    public static async Task Write(HttpContext context, Store store, RowRequest request)
    {
        context.Response.ContentType = request.Format.ContentType();
        // A table has no place for the cursor of the next page, and headers go first: look ahead.
        if (request is { Rows: { } query, Limit: { } limit, Format: not Format.Json } && Ahead(store, query, limit) is { } next) Announce(context, Page(context, request, next));
        if (HttpMethods.IsHead(context.Request.Method)) return;
        var output = context.Response.BodyWriter;
        var printer = request.Format.Printer(output, request.Fields);
        printer.Begin(request.Snapshot?.Id);
        var after = request.Rows is { } rows ? await Print(context, store, rows, request.Limit ?? long.MaxValue, printer) : null;
        printer.End(after is null ? null : Page(context, request, after));
        await output.FlushAsync(context.RequestAborted);
    }

    /// <summary>Answers with a page that fits into memory.</summary>
    /// <param name="context">The request.</param>
    /// <param name="store">The store.</param>
    /// <param name="request">What it asks for.</param>
    /// <param name="keep">Told the page; null where nobody wants it again.</param>
    public static async Task Whole(HttpContext context, Store store, RowRequest request, Action<KeptPage>? keep)
    {
        using var output = new RentedBytes();
        var printer = request.Format.Printer(output, request.Fields);
        printer.Begin(request.Snapshot?.Id);
        var after = request.Rows is { } rows ? Read(store, rows, request.Limit!.Value, printer) : null;
        var next = after is null ? null : Page(context, request, after);
        printer.End(next);
        var told = request.Format == Format.Json ? null : next;
        keep?.Invoke(new KeptPage(output.Written.ToArray(), told));
        await Send(context, output.Written, told, request.Format);
    }

    /// <summary>Answers with a page that was kept.</summary>
    public static Task Again(HttpContext context, KeptPage page, Format format) => Send(context, page.Body, page.Next, format);

    private static async Task Send(HttpContext context, ReadOnlyMemory<byte> body, NextPage? next, Format format)
    {
        context.Response.ContentType = format.ContentType();
        if (next is not null) Announce(context, next);
        if (HttpMethods.IsHead(context.Request.Method)) return;
        context.Response.ContentLength = body.Length;
        await context.Response.BodyWriter.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>Sets the headers that tell of a next page.</summary>
    public static void Announce(HttpContext context, NextPage page)
    {
        context.Response.Headers.Link = $"<{page.Link}>; rel=\"next\"";
        context.Response.Headers["X-Next-Cursor"] = page.Cursor;
    }

    /// <summary>The page that a cursor begins.</summary>
    public static NextPage Page(HttpContext context, Cursor cursor)
    {
        var request = context.Request;
        var others = request.Query.Where(q => q.Key != "cursor").SelectMany(q => q.Value, (q, value) => KeyValuePair.Create(q.Key, value));
        var query = QueryString.Create(others.Append(KeyValuePair.Create("cursor", (string?)cursor.Text())));
        return new NextPage(cursor.Text(), $"{request.Scheme}://{request.Host}{request.PathBase}{request.Path}{query}");
    }

    // Returns where the next page begins; null where there is none.
    private static async Task<RowQuery?> Print(HttpContext context, Store store, RowQuery query, long limit, IRowPrinter printer)
    {
        while (true)
        {
            var want = Math.Min(limit, query.Sort.Count == 0 ? Chunk : SortedChunk);
            if (Read(store, query, want, printer) is not { } next) return null;
            (query, limit) = (next, limit - want);
            if (limit == 0) return query;
            printer.Pause();
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }
    }

    // Prints so many rows; returns where those after them begin, null where there are none.
    private static RowQuery? Read(Store store, RowQuery query, long want, IRowPrinter printer)
    {
        var (printed, more, last) = (0L, false, default(RowPlace));
        store.Snapshots.Read(query with { Limit = want + 1 }, row =>
        {
            if (more = printed == want) return;
            printer.Row(row);
            printed++;
            last = PlaceOf(query, row);
        });
        return more ? From(query, last, printed) : null;
    }

    private static RowQuery? Ahead(Store store, RowQuery query, long limit)
    {
        var (seen, last) = (0, default(RowPlace));
        store.Snapshots.Read(query with { Skip = query.Skip + limit - 1, Limit = 2 }, row =>
        {
            if (seen++ == 0) last = PlaceOf(query, row);
        });
        return seen == 2 ? From(query, last, limit) : null;
    }

    private static RowPlace PlaceOf(RowQuery query, Stores.Engines.IRowReader row) => new(row.Integer(query.Measure.Columns.Count), row.Integer(query.Measure.Columns.Count + 1));

    private static RowQuery From(RowQuery query, RowPlace last, long passed) =>
        query.Sort.Count == 0 ? query with { After = last } : query with { Skip = query.Skip + passed };

    private static NextPage Page(HttpContext context, RowRequest request, RowQuery next) =>
        Page(context, new Cursor(request.Snapshot!.Id, request.Digest, next.After, next.Skip));
}
