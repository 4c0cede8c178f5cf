using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;
using Symetrie.Api.Endpoints.Rows;

namespace Symetrie.Api.Endpoints.Document;

/// <summary>Makes the schemas of bodies. The columns are the truth: of measures, and of our own tables.</summary>
internal sealed class Schemas(ISchemaGenerator generator, SchemaRepository repository, OpenApiDocument document)
{
    /// <summary>The schema of a shape; named ones go to the components.</summary>
    public IOpenApiSchema Of(Shape shape) => shape switch
    {
        Shape.Page page => Page(page),
        Shape.One one => Row(one.Name, one.Summary, one.Fields),
        Shape.Typed typed => generator.GenerateSchema(typed.Type, repository),
        Shape.Given given => Named(given.Name, () => Parse(given.Schema)),
        Shape.Plain plain => new OpenApiSchema { Type = JsonSchemaType.String, Format = plain.Format },
        _ => throw new ArgumentOutOfRangeException(nameof(shape)),
    };

    /// <summary>The schema of problem details.</summary>
    public IOpenApiSchema Problem() => Named("Problem", () => new OpenApiSchema
    {
        Type = JsonSchemaType.Object,
        Description = "Problem details (RFC 9457).",
        Required = new HashSet<string>(["type", "title", "status", "detail", "traceId"], StringComparer.Ordinal),
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["type"] = Text("The kind of problem: /problems/ and a stable slug.", "uri-reference"),
            ["title"] = Text("The kind in a few words."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Description = "The HTTP status." },
            ["detail"] = Text("What is wrong; it names the parameter, line or field."),
            ["traceId"] = Text("Under which the log has it."),
            ["parameter"] = Text("The parameter that is wrong, where one is."),
            ["errors"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String }, Description = "Every problem of a body, each beginning with its place." },
            ["proposal"] = Of(new Shape.Given("CodebookProposal", ProposalSchema.Json())),
            ["report"] = Of(new Shape.Typed(typeof(Imports.ImportReport))),
        },
    });

    /// <summary>The schema of a parameter.</summary>
    public static OpenApiSchema Of(Parameter parameter)
    {
        var one = new OpenApiSchema
        {
            Type = parameter.Type switch
            {
                "integer" => JsonSchemaType.Integer,
                "boolean" => JsonSchemaType.Boolean,
                _ => JsonSchemaType.String,
            },
            Format = parameter.Type == "integer" ? "int64" : null,
            Enum = Enum(parameter.Values),
            Default = parameter.Default?.DeepClone(),
            Minimum = parameter.Minimum?.ToString(),
            Maximum = parameter.Maximum?.ToString(),
        };
        return parameter.Repeats ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = one } : one;
    }

    private IOpenApiSchema Page(Shape.Page page)
    {
        var row = Row(page.Name, page.Summary, page.Fields, page.More, page.IsChosen);
        // GapRow, GapPage: in some languages a class cannot have a member called like itself, and a gap has a gap.
        return Named((page.Name.EndsWith("Row", StringComparison.Ordinal) ? page.Name[..^"Row".Length] : page.Name) + "Page", () => new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "A page of rows.",
            AdditionalPropertiesAllowed = false,
            Required = new HashSet<string>(["snapshot", "data", "nextCursor", "nextLink"], StringComparer.Ordinal),
            Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
            {
                ["snapshot"] = Maybe("The snapshot all rows belong to; null before the first run, and for tables that belong to none."),
                ["data"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = row, Description = "The rows." },
                ["nextCursor"] = Maybe("The cursor of the next page; null on the last."),
                ["nextLink"] = Maybe("The address of the next page; null on the last."),
            },
        });
    }

    private IOpenApiSchema Row(string name, string summary, IReadOnlyList<Field> fields, MoreColumns? more = null, bool chosen = false) => Named(name, () => new OpenApiSchema
    {
        Type = JsonSchemaType.Object,
        Description = summary + (chosen ? " Every column is on every row; with the parameter fields those that it names, and no other." : ""),
        AdditionalPropertiesAllowed = more is not null,
        AdditionalProperties = more is null ? null : new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null | (more.AreTexts ? default : JsonSchemaType.Number | JsonSchemaType.Boolean), Description = more.Summary },
        Required = chosen ? null : new HashSet<string>(fields.Select(f => f.Name), StringComparer.Ordinal),
        Properties = fields.ToDictionary(f => f.Name, f => (IOpenApiSchema)Of(f), StringComparer.Ordinal),
    });

    private static OpenApiSchema Of(Field field) => new()
    {
        Type = field.Type switch
        {
            "integer" => JsonSchemaType.Integer,
            "number" => JsonSchemaType.Number,
            "boolean" => JsonSchemaType.Boolean,
            _ => JsonSchemaType.String,
        } | (field.IsNullable ? JsonSchemaType.Null : default(JsonSchemaType)),
        Format = field.Format,
        Description = field.Summary,
        Enum = field is { Values: not null, IsNullable: true } ? [.. Enum(field.Values)!, JsonNullSentinel.JsonNull] : Enum(field.Values),
    };

    private static List<JsonNode>? Enum(IReadOnlyList<string>? values) => values is null ? null : [.. values.Select(v => (JsonNode)JsonValue.Create(v))];

    private static OpenApiSchema Text(string description, string? format = null) => new() { Type = JsonSchemaType.String, Description = description, Format = format };

    private static OpenApiSchema Maybe(string description) => new() { Type = JsonSchemaType.String | JsonSchemaType.Null, Description = description };

    private OpenApiSchemaReference Named(string name, Func<OpenApiSchema> make)
    {
        if (!repository.Schemas.ContainsKey(name)) repository.Schemas.Add(name, make());
        return new OpenApiSchemaReference(name, document);
    }

    // Keywords that our given schemas use, and no others.
    private static OpenApiSchema Parse(JsonObject json)
    {
        var schema = new OpenApiSchema();
        foreach (var (keyword, value) in json) Set(schema, keyword, value!);
        return schema;
    }

    private static void Set(OpenApiSchema schema, string keyword, JsonNode value)
    {
        switch (keyword)
        {
            case "type": schema.Type = (value as JsonArray)?.Select(v => TypeOf(v!)).Aggregate((a, b) => a | b) ?? TypeOf(value); break;
            case "format": schema.Format = value.GetValue<string>(); break;
            case "description": schema.Description = value.GetValue<string>(); break;
            case "pattern": schema.Pattern = value.GetValue<string>(); break;
            case "maximum": schema.Maximum = value.ToJsonString(); break;
            case "exclusiveMinimum": schema.ExclusiveMinimum = value.ToJsonString(); break;
            case "enum": schema.Enum = [.. value.AsArray().Select(v => v?.DeepClone() ?? JsonNullSentinel.JsonNull)]; break;
            case "required": schema.Required = value.AsArray().Select(v => v!.GetValue<string>()).ToHashSet(StringComparer.Ordinal); break;
            case "items": schema.Items = Parse(value.AsObject()); break;
            case "properties": schema.Properties = value.AsObject().ToDictionary(p => p.Key, p => (IOpenApiSchema)Parse(p.Value!.AsObject()), StringComparer.Ordinal); break;
            case "additionalProperties" when value is JsonObject inner: schema.AdditionalProperties = Parse(inner); break;
            case "additionalProperties": schema.AdditionalPropertiesAllowed = value.GetValue<bool>(); break;
            default: throw new NotSupportedException($"the keyword '{keyword}' is not written into the document");
        }
    }

    private static JsonSchemaType TypeOf(JsonNode name) => System.Enum.Parse<JsonSchemaType>(name.GetValue<string>(), ignoreCase: true);
}
