using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;
using Symetrie.Api.Endpoints.Errors;

namespace Symetrie.Api.Endpoints.Document;

/// <summary>Writes an operation of the document from its route, and from nothing else.</summary>
internal sealed class OperationWriter : IOperationFilter
{
    private static readonly int[] Everywhere = [429, 500];
    private static readonly int[] Writing = [507];
    private static readonly int[] Guarded = [401, 403];

    /// <inheritdoc/>
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var route = context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<Route>().Single();
        var schemas = new Schemas(context.SchemaGenerator, context.SchemaRepository, context.Document);
        operation.OperationId = route.Id;
        operation.Summary = route.Summary;
        operation.Description = route.Description + (route.Scope is { } scope ? $" Needs a key of scope {scope.ToString().ToLowerInvariant()}." : " Needs no key.");
        operation.Tags = new HashSet<OpenApiTagReference> { new(route.Tag, context.Document) };
        operation.Parameters = [.. route.Path.Select(p => Of(p, ParameterLocation.Path)), .. route.Query.Select(p => Of(p, ParameterLocation.Query)), .. route.Headers.Select(p => Of(p, ParameterLocation.Header))];
        operation.RequestBody = route.Body is { } body ? new OpenApiRequestBody { Required = true, Description = body.Summary, Content = Contents(body.Kinds, schemas) } : null;
        operation.Responses = Responses(route, context.ApiDescription.HttpMethod == HttpMethods.Get, schemas, context.Document);
        operation.Security = route.Scope is null ? [] : [.. DocumentRoutes.Schemes().Select(s => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(s.Name, context.Document)] = [] })];
    }

    private static IOpenApiParameter Of(Parameter parameter, ParameterLocation place) => new OpenApiParameter
    {
        Name = parameter.Name,
        In = place,
        Required = parameter.Required,
        Description = parameter.Summary,
        Schema = Schemas.Of(parameter),
        Example = parameter.Repeats && parameter.Example is { } one ? new JsonArray(one.DeepClone()) : parameter.Example?.DeepClone(),
        Explode = place == ParameterLocation.Query,
    };

    private static OpenApiResponses Responses(Route route, bool isReading, Schemas schemas, OpenApiDocument document)
    {
        var responses = new OpenApiResponses();
        foreach (var answer in route.Answers)
            responses[answer.Status.ToString()] = new OpenApiResponse { Description = answer.Summary, Content = Contents(answer.Kinds, schemas), Headers = Headers(answer.Headers) };
        foreach (var status in route.Problems.Concat(route.Scope is null ? [] : Guarded).Concat(Everywhere).Concat(isReading ? [] : Writing).Distinct().Order())
            responses[status.ToString()] = Problems(status, schemas, document);
        return responses;
    }

    private static OpenApiResponseReference Problems(int status, Schemas schemas, OpenApiDocument document)
    {
        var name = $"Problem{status}";
        if (document.Components?.Responses?.ContainsKey(name) != true) document.AddComponent(name, ProblemOf(status, schemas));
        return new OpenApiResponseReference(name, document);
    }

    private static OpenApiResponse ProblemOf(int status, Schemas schemas)
    {
        var kinds = Problem.All.Where(p => p.Status == status).ToArray();
        var example = new JsonObject { ["type"] = kinds[0].Type, ["title"] = kinds[0].Title, ["status"] = status, ["detail"] = "what is wrong, naming the parameter, line or field", ["traceId"] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00" };
        return new OpenApiResponse
        {
            Description = string.Join("; ", kinds.Select(k => $"{k.Title} ({k.Type})")) + ".",
            Headers = status switch
            {
                401 => Headers([("WWW-Authenticate", "The ways to send a key.")]),
                429 or 503 => Headers([("Retry-After", "When to try again, in seconds.")]),
                _ => null,
            },
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["application/problem+json"] = new OpenApiMediaType { Schema = schemas.Problem(), Example = example } },
        };
    }

    private static Dictionary<string, OpenApiMediaType> Contents(IReadOnlyList<ContentDoc> kinds, Schemas schemas) =>
        kinds.ToDictionary(k => k.ContentType, k => (OpenApiMediaType)new OpenApiMediaType { Schema = schemas.Of(k.Shape), Example = k.Example?.DeepClone() }, StringComparer.Ordinal);

    private static Dictionary<string, IOpenApiHeader>? Headers(IReadOnlyList<(string Name, string Summary)> headers) =>
        headers.Count == 0 ? null : headers.ToDictionary(h => h.Name, h => (IOpenApiHeader)new OpenApiHeader { Description = h.Summary, Schema = new OpenApiSchema { Type = JsonSchemaType.String } }, StringComparer.Ordinal);
}

/// <summary>Writes what the document says of itself: its groups, and where it is served.</summary>
internal sealed class DocumentWriter : IDocumentFilter
{
    private static readonly (string Name, string Summary)[] Tags =
    [
        ("measures", "The questions the engine answers, one flat table each."),
        ("plots", "Pictures drawn from the rows, as SVG."),
        ("dimension tables", "What a BI model joins the measures to."),
        ("runs", "Recomputes and the snapshots they publish."),
        ("imports", "Exports and teams in, reports out, and the way back."),
        ("codebooks", "Questionnaires: which column of an export is what."),
        ("practice", "What is promised, and what is done so that it is kept: promises, rituals, and which teams hold them."),
        ("teams", "Which unit of an export is which team, and when."),
        ("calendar", "How periods are cut."),
        ("respondents", "Erasing a person; nothing of one can be read."),
        ("disclosure", "Minimums, and how much is released: counts, never which."),
        ("operations", "Status, figures for a monitor, probes, the index and this document."),
    ];

    /// <inheritdoc/>
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        swaggerDoc.Servers = [new OpenApiServer { Url = "/", Description = "The server this document came from." }];
        swaggerDoc.Tags = Tags.OrderBy(t => t.Name, StringComparer.Ordinal).Select(t => new OpenApiTag { Name = t.Name, Description = t.Summary }).ToHashSet();
    }
}
