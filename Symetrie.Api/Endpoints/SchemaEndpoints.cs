using System.Text.Json.Nodes;
using Symetrie.Analytics.Measures;
using Symetrie.Api.Endpoints.Document;
using Symetrie.Api.Endpoints.Requests;
using Symetrie.Api.Endpoints.Rows;

namespace Symetrie.Api.Endpoints;

/// <summary>The column dictionary: what every column of every measure means.</summary>
internal static class SchemaEndpoints
{
    private static readonly string[] Formats = ["json", "csv", "jsonschema", "frictionless"];

    private static readonly Table<Measure> Measures = new Table<Measure>()
        .Text("measure", "The measure's name, as its address has it.", m => m.Name, key: true)
        .Text("title", "The question it answers.", m => m.Title)
        .Text("summary", "What a row is.", m => XmlSummaries.Of(m.RowType))
        .Integer("columns", "How many columns a row has.", m => m.Columns.Count);

    private static readonly Table<Field> Columns = new Table<Field>()
        .Text("name", "The column's name in JSON, CSV, filters and sorting.", f => f.Name, key: true)
        .Text("type", "The JSON type.", f => f.Type, values: ["string", "integer", "number", "boolean"])
        .Text("format", "int64, double, date or date-time; null for plain texts.", f => f.Format, nullable: true)
        .Truth("subject", "Whether it belongs to the row's key: every one is a filter.", f => f.IsSubject)
        .Truth("nullable", "Whether it can be null.", f => f.IsNullable)
        .Text("enum", "The texts it can take, joined by '|'; null where they are not a fixed list.", f => f.Values is { } values ? string.Join('|', values) : null, nullable: true)
        .Text("unit", "What it is counted or measured in; null for texts and truths; 1 for a pure number.", f => f.Unit, nullable: true)
        .Text("summary", "What it means.", f => f.Summary);

    /// <summary>Maps the dictionary.</summary>
    public static void MapSchemas(this IEndpointRouteBuilder app)
    {
        app.Get("/v1/schemas", Listing(), context => TableStream.Write(context, "schemas", Measures, MeasureCatalogue.All, snapshot: null));
        app.Get("/v1/schemas/{measure}", One(), context =>
        {
            var measure = MeasureCatalogue.Find(context.Path("measure")) ?? throw RouteMap.Missing("measure", context.Path("measure"));
            return context.Request.OneOf("format", Formats) switch
            {
                "jsonschema" => Write(context, RowSchemas.OfJson(measure), RowSchemas.JsonSchema),
                "frictionless" => Write(context, RowSchemas.OfTable(measure), RowSchemas.TableSchema),
                _ => TableStream.Write(context, $"schemas/{measure.Name}", Columns, Field.Of(measure), snapshot: null),
            };
        });
    }

    private static Task Write(HttpContext context, JsonObject schema, string type)
    {
        context.Response.ContentType = type;
        return context.Response.WriteAsync(schema.ToJsonString(Replies.Json), context.RequestAborted);
    }

    private static Route Listing() => new("listSchemas", "measures", "The measures there are")
    {
        Description = "Every measure with the question it answers. Its columns are described at /v1/schemas/{measure}.",
        Query = Shared.Page,
        Answers = [Shared.Rows("The measures.", "MeasureSchema", "A measure, with the question it answers.", Measures.Fields)],
        Problems = [400],
    };

    private static Route One() => new("listColumns", "measures", "What every column of a measure means")
    {
        Description = "One row a column, in the order in which rows have them; or, by format, one schema of the row: JSON Schema for the JSON, Frictionless Table Schema for the CSV.",
        Path = [Shared.Id("measure", "The measure's name.", "gaps") with { Values = [.. MeasureCatalogue.All.Select(m => m.Name)] }],
        Query = [.. Shared.Page.Select(p => p.Name == "format" ? p with { Summary = p.Summary + " jsonschema and frictionless describe the row to tools.", Values = Formats } : p)],
        Answers = [WithSchemas(Shared.Rows("The columns.", "ColumnSchema", "A column of a measure.", Columns.Fields))],
        Problems = [400, 404],
    };

    private static AnswerDoc WithSchemas(AnswerDoc rows)
    {
        var any = new Shape.Given("SchemaDocument", new JsonObject { ["type"] = "object", ["description"] = "A schema of the row." });
        return rows with { Kinds = [.. rows.Kinds, new ContentDoc(RowSchemas.JsonSchema, any, RowSchemas.OfJson(MeasureCatalogue.Find("pairing")!)), new ContentDoc(RowSchemas.TableSchema, any, RowSchemas.OfTable(MeasureCatalogue.Find("pairing")!))] };
    }
}
