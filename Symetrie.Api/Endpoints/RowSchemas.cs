using System.Text.Json.Nodes;
using Symetrie.Analytics.Measures;
using Symetrie.Api.Endpoints.Rows;

namespace Symetrie.Api.Endpoints;

/// <summary>A measure's row in the two languages in which tools describe rows: JSON Schema (draft 2020-12) and Frictionless Table Schema.</summary>
internal static class RowSchemas
{
    public const string JsonSchema = "application/schema+json";
    public const string TableSchema = "application/vnd.frictionless.table-schema+json";

    /// <summary>JSON Schema of one row.</summary>
    public static JsonObject OfJson(Measure measure)
    {
        var fields = Field.Of(measure);
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = measure.Name,
            ["description"] = XmlSummaries.Of(measure.RowType),
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = new JsonArray([.. fields.Select(f => (JsonNode)f.Name)]),
            ["properties"] = new JsonObject(fields.Select(f => KeyValuePair.Create(f.Name, (JsonNode?)Property(f)))),
        };
    }

    /// <summary>Frictionless Table Schema of the rows as CSV.</summary>
    public static JsonObject OfTable(Measure measure)
    {
        var fields = Field.Of(measure);
        var schema = new JsonObject
        {
            ["$schema"] = "https://datapackage.org/profiles/2.0/tableschema.json",
            ["name"] = measure.Name,
            ["title"] = measure.Title,
            ["fields"] = new JsonArray([.. fields.Select(f => (JsonNode)Column(f))]),
            ["missingValues"] = new JsonArray(""),
        };
        // A key must not be null anywhere.
        var key = fields.Where(f => f.IsSubject).ToArray();
        if (key.All(f => !f.IsNullable)) schema["primaryKey"] = new JsonArray([.. key.Select(f => (JsonNode)f.Name)]);
        return schema;
    }

    private static JsonObject Property(Field field)
    {
        var property = new JsonObject { ["type"] = field.IsNullable ? new JsonArray(field.Type, "null") : field.Type, ["description"] = field.Summary };
        if (field.Format is not null) property["format"] = field.Format;
        if (field.Values is { } values) property["enum"] = new JsonArray([.. values.Select(v => (JsonNode?)v), .. field.IsNullable ? [(JsonNode?)null] : Array.Empty<JsonNode?>()]);
        if (field.Unit is not null) property["x-unit"] = field.Unit;
        return property;
    }

    private static JsonObject Column(Field field)
    {
        var column = new JsonObject { ["name"] = field.Name, ["type"] = field.Format == "date" ? "date" : field.Type, ["description"] = field.Summary };
        if (field.Type == "boolean") (column["trueValues"], column["falseValues"]) = (new JsonArray("true"), new JsonArray("false"));
        if (field.Unit is not null) column["unit"] = field.Unit;
        var constraints = new JsonObject();
        if (!field.IsNullable) constraints["required"] = true;
        if (field.Values is { } values) constraints["enum"] = new JsonArray([.. values.Select(v => (JsonNode)v)]);
        if (constraints.Count > 0) column["constraints"] = constraints;
        return column;
    }
}
