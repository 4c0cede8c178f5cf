using Symetrie.Api.Endpoints.Kept;
using Symetrie.Api.Endpoints.Requests;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints.Rows;

/// <summary>Pages of our own tables (teams, runs, imports, …), in the shape, formats and paging of measures.</summary>
internal static class TableStream
{
    /// <summary>Answers with a page of rows that lie in memory.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">The table's name: cursors of one table are no cursors of another.</param>
    /// <param name="table">The columns.</param>
    /// <param name="rows">All rows.</param>
    /// <param name="snapshot">The snapshot they belong to; null where they belong to none.</param>
    public static async Task Write<T>(HttpContext context, string name, Table<T> table, IReadOnlyList<T> rows, string? snapshot)
    {
        var (cursor, format, digest) = (Cursor.Of(context.Request), Formats.Of(context.Request), Cursor.Digest([name]));
        cursor?.Check(digest);
        var limit = context.Request.Number("limit", 1, RowRequest.MostRows) ?? (format == Format.Json ? RowRequest.UsualRows : int.MaxValue);
        var skip = (int)Math.Min(cursor?.Skip ?? 0, rows.Count);
        var end = (int)Math.Min(rows.Count, skip + limit);
        var next = end < rows.Count ? RowStream.Page(context, new Cursor(snapshot ?? "", digest, null, end)) : null;
        context.Response.ContentType = format.ContentType();
        if (next is not null && format != Format.Json) RowStream.Announce(context, next);
        if (HttpMethods.IsHead(context.Request.Method)) return;
        var printer = format.Printer(context.Response.BodyWriter, table.Fields);
        printer.Begin(snapshot);
        using (var reader = table.Read([.. rows.Skip(skip).Take(end - skip)]))
            while (reader.Next()) printer.Row(reader);
        printer.End(next);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    /// <summary>Answers with one row of a table.</summary>
    public static async Task One<T>(HttpContext context, Table<T> table, T row, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        await Replies.Write(context, Members(table, row), status);
    }

    private static Dictionary<string, object?> Members<T>(Table<T> table, T row)
    {
        using var reader = table.Read([row]);
        reader.Next();
        return table.Fields.ToDictionary(f => f.Name, f => reader.IsNull(f.Place) ? null : f.Kind switch
        {
            Analytics.Measures.ColumnKind.Text => (object?)reader.Text(f.Place),
            Analytics.Measures.ColumnKind.Integer => reader.Integer(f.Place),
            Analytics.Measures.ColumnKind.Boolean => reader.Integer(f.Place) != 0,
            _ => reader.Real(f.Place),
        }, StringComparer.Ordinal);
    }

    /// <summary>Answers with a page of a snapshot's dimension table.</summary>
    public static Task OfSnapshot<T>(HttpContext context, Store store, string name, Func<SnapshotTables, (Table<T> Table, IReadOnlyList<T> Rows)> make)
    {
        var snapshot = SnapshotChoice.Of(context.Request, store, Cursor.Of(context.Request));
        if (Freshness.IsKnown(context, snapshot, Formats.Of(context.Request))) return Task.CompletedTask;
        var (table, rows) = make(context.RequestServices.GetRequiredService<KeptSnapshots>().Tables(snapshot));
        return Write(context, name, table, rows, snapshot?.Id);
    }
}
