using System.Text.Json.Nodes;
using Symetrie.Analytics.Measures;
using Symetrie.Api.Endpoints.Requests;
using Symetrie.Api.Endpoints.Rows;

namespace Symetrie.Api.Endpoints.Document;

/// <summary>Words that several addresses share.</summary>
internal static class Shared
{
    public const string Json = "application/json";
    public const string Csv = "text/csv";

    /// <summary>Which snapshot.</summary>
    public static Parameter Snapshot { get; } = new("snapshot", "The snapshot to read; the latest published one by default.") { Example = "s-5f1c0e9a7b3d2c4e6f80" };

    /// <summary>Parameters of every page.</summary>
    public static IReadOnlyList<Parameter> Page { get; } =
    [
        new("limit", $"The most rows of a page. JSON has {RowRequest.UsualRows:N0} by default; CSV has all rows where no limit is given.") { Type = "integer", Minimum = 1, Maximum = RowRequest.MostRows, Example = 1000 },
        new("cursor", "Where the page begins: nextCursor of the page before, with the same filters and sorting."),
        new("format", "The format; by default as the header Accept says, else JSON.") { Values = ["json", "csv"], Example = "json" },
        new("dialect", "The dialect of CSV: RFC 4180 (comma, no byte order mark), or what a French Excel opens (byte order mark, semicolon, decimal comma).") { Values = ["rfc4180", "excel-fr"], Example = "excel-fr" },
    ];

    /// <summary>An id in a path.</summary>
    public static Parameter Id(string name, string summary, string example) => new(name, summary) { Required = true, Example = example };

    /// <summary>A page of rows, in both formats.</summary>
    public static AnswerDoc Rows(string summary, string name, string rowSummary, IReadOnlyList<Field> fields, bool cached = false, MoreColumns? more = null, bool chosen = false)
    {
        var (row, line) = (new JsonObject(), new List<string>());
        foreach (var field in fields)
        {
            row[field.Name] = Example(field);
            line.Add(Example(field)?.ToString() ?? "");
        }

        var page = new JsonObject { ["snapshot"] = cached ? "s-5f1c0e9a7b3d2c4e6f80" : null, ["data"] = new JsonArray(row), ["nextCursor"] = null, ["nextLink"] = null };
        var csv = $"{string.Join(',', fields.Select(f => f.Name))}\r\n{string.Join(',', line)}\r\n";
        return new AnswerDoc(200, summary, new ContentDoc(Json, new Shape.Page(name, rowSummary, fields, more, chosen), page), new ContentDoc(Csv, new Shape.Plain(), JsonValue.Create(csv)))
        {
            Headers = cached ? [("ETag", "Names the snapshot and the format; send it back in If-None-Match."), ("Last-Modified", "When the snapshot was published."), .. NextHeaders] : NextHeaders,
        };
    }

    /// <summary>One row.</summary>
    public static AnswerDoc Row(int status, string summary, string name, string rowSummary, IReadOnlyList<Field> fields) =>
        new(status, summary, new ContentDoc(Json, new Shape.One(name, rowSummary, fields), new JsonObject(fields.Select(f => KeyValuePair.Create(f.Name, Example(f))))));

    /// <summary>The attributes of teams.</summary>
    public static MoreColumns Attributes { get; } = new("An attribute of the team.", AreTexts: true);

    /// <summary>No change since the client's copy.</summary>
    public static AnswerDoc NotModified { get; } = new(304, "The client's copy is still good.");

    /// <summary>An example of a column.</summary>
    public static JsonNode? Example(Field field) => field switch
    {
        { Values: [var first, ..] } => first,
        { Format: "date" } => "2026-10-01",
        { Format: "date-time" } => "2026-10-01T02:30:00.000Z",
        { Kind: ColumnKind.Text } => Examples.GetValueOrDefault(field.Name, "text"),
        { Kind: ColumnKind.Integer } => 24,
        { Kind: ColumnKind.Boolean } => true,
        { Unit: "score points" } => 64.25,
        _ => 0.5,
    };

    private static IReadOnlyList<(string Name, string Summary)> NextHeaders { get; } =
        [("Link", "CSV with a limit: the address of the next page, rel=\"next\"."), ("X-Next-Cursor", "CSV with a limit: the cursor of the next page.")];

    private static Dictionary<string, string> Examples { get; } = new(StringComparer.Ordinal)
    {
        ["period"] = "2026-Q3",
        ["fromPeriod"] = "2026-Q2",
        ["toPeriod"] = "2026-Q3",
        ["team"] = "S16",
        ["teamName"] = "Saint-Étienne",
        ["key"] = "S16",
        ["name"] = "Saint-Étienne",
        ["dimension"] = "recognition",
        ["employeeDimension"] = "recognition",
        ["customerDimension"] = "respect",
        ["stratum"] = "all",
        ["parent"] = "A-LYO",
        ["path"] = "CLAIRVAL/R-RHA/A-LYO/S16",
        ["id"] = "r-1",
        ["run"] = "r-1",
        ["snapshot"] = "s-5f1c0e9a7b3d2c4e6f80",
        ["codebook"] = "sample-employee",
        ["state"] = "succeeded",
        ["stage"] = "done",
        ["measure"] = "gaps",
    };
}
