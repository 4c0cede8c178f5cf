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
        var columns = schema.GetProperty("properties").EnumerateObject().ToDictionary(p => p.Name, p => new Column(p.Value));
        var required = schema.GetProperty("required").EnumerateArray().Select(n => n.GetString()!).ToArray();
        // A hundred thousand cells: a message is made only for those that do not fit.
        var misfits = new List<string>();
        foreach (var row in (await PublishedSamples.Api.Reader.Json($"/v1/{measure}?limit=50000")).Rows())
        {
            var at = 0;
            foreach (var cell in row.EnumerateObject())
                if (at == required.Length || !cell.NameEquals(required[at++]) || !columns[cell.Name].Holds(cell.Value)) misfits.Add($"{cell.Name}: {cell.Value} in {row}");
            if (at < required.Length) misfits.Add($"{required[at]} is missing in {row}");
        }

        misfits.ShouldBeEmpty();
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

    private sealed class Column(JsonElement schema)
    {
        private readonly string[] types = [.. schema.GetProperty("type") is { ValueKind: JsonValueKind.Array } several ? several.EnumerateArray().Select(t => t.GetString()!) : [schema.GetProperty("type").GetString()!]];
        private readonly HashSet<string>? values = schema.TryGetProperty("enum", out var named) ? [.. named.EnumerateArray().Select(v => v.ToString())] : null;

        public bool Holds(JsonElement cell) => Array.Exists(types, t => Fits(t, cell)) && values?.Contains(cell.ToString()) != false;

        private static bool Fits(string type, JsonElement cell) => type switch
        {
            "null" => cell.ValueKind == JsonValueKind.Null,
            "string" => cell.ValueKind == JsonValueKind.String,
            "boolean" => cell.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "integer" => cell.ValueKind == JsonValueKind.Number && cell.TryGetInt64(out _),
            "number" => cell.ValueKind == JsonValueKind.Number,
            _ => false,
        };
    }
}
