using Symetrie.Analytics.Measures;
using Symetrie.Api.Endpoints.Errors;
using Symetrie.Api.Endpoints.Kept;
using Symetrie.Api.Endpoints.Rows;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints.Requests;

/// <summary>What a request for rows of a measure asks for, read and checked as a whole.</summary>
internal sealed record RowRequest
{
    /// <summary>The most rows of a page.</summary>
    public const long MostRows = 50_000;

    /// <summary>The rows of a page where none are asked for.</summary>
    public const long UsualRows = 1_000;

    /// <summary>The snapshot; null where none was published yet.</summary>
    public required StoredSnapshot? Snapshot { get; init; }

    /// <summary>Which rows; null where none can pass.</summary>
    public required RowQuery? Rows { get; init; }

    /// <summary>Which columns of them, in the order asked for.</summary>
    public required IReadOnlyList<Field> Fields { get; init; }

    /// <summary>The format.</summary>
    public required Format Format { get; init; }

    /// <summary>The rows of the page; null for all of them.</summary>
    public required long? Limit { get; init; }

    /// <summary>A digest of filters and sorting, to bind cursors to.</summary>
    public required string Digest { get; init; }

    /// <summary>Reads a request.</summary>
    /// <exception cref="Refusal">Something in it is wrong; the parameter is named.</exception>
    public static RowRequest Of(HttpRequest request, Store store, Measure measure, IReadOnlyList<Field> fields, StoredSnapshot? snapshot, Cursor? cursor)
    {
        var kept = request.HttpContext.RequestServices.GetRequiredService<KeptSnapshots>();
        var tables = kept.Tables(snapshot);
        var (format, limit, chosen) = (Formats.Of(request), request.Number("limit", 1, MostRows), Chosen(request, fields));
        var sort = Sort(request, measure);
        // Before the first snapshot no subject has any value, and no filter can be wrong.
        var filters = snapshot is null ? [] : Filters(request, measure, new Subjects(store, tables));
        var digest = Cursor.Digest([measure.Name, .. filters.Select(f => $"{f.Column.Name}={string.Join('\t', f.Values.Order(StringComparer.Ordinal))}"), .. sort.Select(s => $"sort={s.Column.Name},{s.Descending}")]);
        cursor?.Check(digest);
        var rows = snapshot is null || filters.Exists(f => f.Values.Count == 0) ? null
            : new RowQuery { Measure = measure, Snapshot = snapshot, Filters = filters, Sort = sort, After = cursor?.After, Skip = cursor?.Skip ?? 0 };
        if (rows is not null && filters.Count > 0) rows = kept.Places(snapshot!, measure).Narrow(rows);
        return new RowRequest { Snapshot = snapshot, Rows = rows, Fields = chosen, Format = format, Limit = limit ?? (format == Format.Json ? UsualRows : null), Digest = digest };
    }

    private static List<(Column Column, IReadOnlyList<string> Values)> Filters(HttpRequest request, Measure measure, Subjects subjects)
    {
        var filters = new List<(Column Column, IReadOnlyList<string> Values)>();
        foreach (var column in measure.Columns.Where(c => c.IsSubject && request.Query.ContainsKey(c.Name)))
            filters.Add((column, [.. request.Many(column.Name, v => subjects.IsWhole(column, v)).Select(v => subjects.Read(column, v)).Distinct(StringComparer.Ordinal)]));
        if (PeriodOf(measure) is not { } period) return filters;
        var (from, to) = (request.One("fromPeriod"), request.One("toPeriod"));
        if (from is not null || to is not null) filters.Add((period, subjects.Between(from, to)));
        return filters;
    }

    /// <summary>The column that <c>fromPeriod</c> and <c>toPeriod</c> bound; null where the measure has no period, or has these as subjects.</summary>
    public static Column? PeriodOf(Measure measure) =>
        measure.Columns.FirstOrDefault(c => c is { IsSubject: true, Name: "period" });

    private static IReadOnlyList<Field> Chosen(HttpRequest request, IReadOnlyList<Field> fields)
    {
        if (!request.Query.ContainsKey("fields")) return fields;
        return [.. request.Many("fields").Select(name => fields.FirstOrDefault(f => f.Name == name) ?? throw Refusal.Value("fields", $"there is no column '{name}'; there are {string.Join(", ", fields.Select(f => f.Name))}"))];
    }

    private static IReadOnlyList<(Column Column, bool Descending)> Sort(HttpRequest request, Measure measure)
    {
        if (!request.Query.ContainsKey("sort")) return [];
        return [.. request.Many("sort").Select(text =>
        {
            var descending = text[0] == '-';
            var name = descending ? text[1..] : text;
            var column = measure.Columns.FirstOrDefault(c => c.Name == name);
            return column is null ? throw Refusal.Value("sort", $"there is no column '{name}'; there are {string.Join(", ", measure.Columns.Select(c => c.Name))}") : (column, descending);
        })];
    }
}
