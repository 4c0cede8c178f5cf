using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>The schemas that tools take, held against the rows.</summary>
public sealed class RowSchemaTests
{
    private static readonly string[] Names = [.. MeasureCatalogue.All.Select(m => m.Name)];

    [TestCaseSource(nameof(Names))]
    public async Task The_JSON_Schema_of_a_measure_fits_each_of_its_rows(string measure)
    {
        var answer = await PublishedSamples.Api.Reader.GetAsync($"/v1/schemas/{measure}?format=jsonschema");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/schema+json");
        var schema = await answer.Json();
        schema.Text("$schema").ShouldBe("https://json-schema.org/draft/2020-12/schema");
        var properties = schema.GetProperty("properties").EnumerateObject().ToDictionary(p => p.Name, p => p.Value);
        foreach (var row in (await PublishedSamples.Api.Reader.Json($"/v1/{measure}?limit=50000")).Rows())
        {
            row.EnumerateObject().Select(c => c.Name).ShouldBe(schema.GetProperty("required").EnumerateArray().Select(n => n.GetString()!));
            foreach (var cell in row.EnumerateObject())
            {
                Fits(properties[cell.Name].GetProperty("type"), cell.Value).ShouldBeTrue($"{cell.Name}: {cell.Value}");
                if (properties[cell.Name].TryGetProperty("enum", out var values)) values.EnumerateArray().ShouldContain(v => v.ToString() == cell.Value.ToString());
            }
        }
    }

    private static bool Fits(JsonElement type, JsonElement cell)
    {
        if (type.ValueKind == JsonValueKind.Array) return type.EnumerateArray().Any(t => Fits(t, cell));
        return type.GetString() switch
        {
            "null" => cell.ValueKind == JsonValueKind.Null,
            "string" => cell.ValueKind == JsonValueKind.String,
            "boolean" => cell.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "integer" => cell.ValueKind == JsonValueKind.Number && cell.TryGetInt64(out _),
            "number" => cell.ValueKind == JsonValueKind.Number,
            _ => false,
        };
    }

    [TestCaseSource(nameof(Names))]
    public async Task The_Table_Schema_of_a_measure_fits_its_CSV(string measure)
    {
        var schema = await PublishedSamples.Api.Reader.Json($"/v1/schemas/{measure}?format=frictionless");
        var header = (await (await PublishedSamples.Api.Reader.GetAsync($"/v1/{measure}?format=csv&limit=1")).Content.ReadAsStringAsync()).Split("\r\n")[0].Split(',');
        var fields = schema.GetProperty("fields").EnumerateArray().ToArray();
        fields.Select(f => f.Text("name")).ShouldBe(header);
        fields.ShouldAllBe(f => new[] { "string", "integer", "number", "boolean", "date" }.Contains(f.Text("type")));
        schema.GetProperty("missingValues").EnumerateArray().Select(v => v.GetString()).ShouldBe([""]);
        if (!schema.TryGetProperty("primaryKey", out var key)) return;
        var names = key.EnumerateArray().Select(n => n.GetString()!).ToArray();
        names.ShouldBe(MeasureCatalogue.Find(measure)!.Columns.Where(c => c.IsSubject).Select(c => c.Name));
        var keys = (await PublishedSamples.Api.Reader.Json($"/v1/{measure}?limit=50000")).Rows().Select(r => string.Join('\t', names.Select(n => r.GetProperty(n).ToString())));
        keys.ShouldBeUnique();
    }
}
