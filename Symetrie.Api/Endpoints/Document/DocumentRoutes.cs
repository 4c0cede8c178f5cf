using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Symetrie.Api.Access;

namespace Symetrie.Api.Endpoints.Document;

/// <summary>The document's own address, and what makes it.</summary>
internal static class DocumentRoutes
{
    /// <summary>Maps the document.</summary>
    public static void MapDocument(this WebApplication app) => app.Get("/openapi.json", Describe(), context => Replies.Text(context, app.Services.GetRequiredService<OpenApiText>().Write()));

    /// <summary>Adds what makes the document.</summary>
    public static IServiceCollection AddDocument(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSingleton<OpenApiText>();
        return services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc(OpenApiText.Name, OpenApiText.Info());
            foreach (var (name, scheme) in Schemes()) options.AddSecurityDefinition(name, scheme);
            options.OperationFilter<OperationWriter>();
            options.DocumentFilter<DocumentWriter>();
            options.SchemaFilter<TypedSchemas>();
            options.SupportNonNullableReferenceTypes();
            options.CustomSchemaIds(type => type.Name);
            options.IncludeXmlComments(Path.Combine(AppContext.BaseDirectory, "symetrie.xml"));
            options.IncludeXmlComments(Path.Combine(AppContext.BaseDirectory, "Symetrie.Analytics.xml"));
        });
    }

    /// <summary>The ways to send a key, each as good as the others.</summary>
    internal static IReadOnlyList<(string Name, OpenApiSecurityScheme Scheme)> Schemes() =>
    [
        ("apiKey", new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = KeyText.Header, Description = "The key in a header of its own." }),
        ("bearer", new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The key as bearer token." }),
        ("basic", new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "basic", Description = "The key as password; the user name does not matter." }),
    ];

    private static Route Describe() => new("getOpenApi", "operations", "This document")
    {
        Scope = null,
        Description = "The OpenAPI 3.1 description of the program that runs here.",
        Answers = [new AnswerDoc(200, "The document.", new ContentDoc(Shared.Json, new Shape.Given("OpenApi", new JsonObject { ["type"] = "object", ["description"] = "An OpenAPI 3.1 document." }), new JsonObject { ["openapi"] = "3.1.1" }))],
        Problems = [400],
    };
}
