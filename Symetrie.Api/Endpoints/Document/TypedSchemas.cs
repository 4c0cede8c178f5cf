using System.Reflection;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Symetrie.Api.Endpoints.Document;

/// <summary>Says of our own objects what their JSON does: every member is there, and one that may be null says so, also where it is an object.</summary>
internal sealed class TypedSchemas : ISchemaFilter
{
    /// <inheritdoc/>
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema { Properties: { Count: > 0 } properties } whole) return;
        whole.Required = properties.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var property in context.Type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var name = char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
            if (!properties.TryGetValue(name, out var member) || member is not OpenApiSchemaReference) continue;
            if (new NullabilityInfoContext().Create(property).ReadState != NullabilityState.Nullable) continue;
            properties[name] = new OpenApiSchema { AnyOf = [member, new OpenApiSchema { Type = JsonSchemaType.Null }], Description = member.Description };
        }
    }
}
