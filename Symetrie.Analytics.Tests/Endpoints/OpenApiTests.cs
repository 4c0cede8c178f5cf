using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>The committed contract and the running program say the same.</summary>
public sealed class OpenApiTests
{
    [Test]
    public void The_committed_document_is_the_running_programs()
    {
        var running = Symetrie.Api.Endpoints.Api.OpenApiText(PublishedSamples.Api.App);
        var committed = Path.Combine(Root(), "openapi.json");
        File.Exists(committed).ShouldBeTrue("openapi.json is missing; the command `symetrie openapi --out openapi.json` writes it");
        FirstDifference(File.ReadAllText(committed), running).ShouldBeNull("the contract changed: look at the difference, then write it with `symetrie openapi --out openapi.json`");
    }

    private static string? FirstDifference(string committed, string running)
    {
        if (committed == running) return null;
        var (left, right) = (committed.Split('\n'), running.Split('\n'));
        var line = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"line {line + 1}: committed {left.ElementAtOrDefault(line)}, running {right.ElementAtOrDefault(line)}";
    }

    [Test]
    public async Task Every_operation_is_described_in_full()
    {
        var document = await PublishedSamples.Api.Anonymous.Json("/openapi.json");
        document.Text("openapi").ShouldStartWith("3.1");
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject()).ToArray();
        operations.Select(o => o.Value.Text("operationId")).ShouldBeUnique();
        var tags = document.GetProperty("tags").EnumerateArray().Select(t => t.Text("name")).ToArray();
        foreach (var operation in operations.Select(o => o.Value))
        {
            foreach (var member in new[] { "summary", "description" }) operation.Text(member).ShouldNotBeNullOrWhiteSpace(operation.Text("operationId"));
            tags.ShouldContain(operation.GetProperty("tags")[0].GetString()!);
            operation.TryGetProperty("security", out _).ShouldBeTrue(operation.Text("operationId"));
            operation.GetProperty("responses").EnumerateObject().ShouldContain(r => r.Name[0] == '4');
        }
    }

    [Test]
    public async Task The_rows_of_the_document_are_the_row_records()
    {
        var schemas = (await PublishedSamples.Api.Anonymous.Json("/openapi.json")).GetProperty("components").GetProperty("schemas");
        foreach (var measure in MeasureCatalogue.All)
        {
            var schema = schemas.GetProperty(measure.RowType.Name);
            schema.GetProperty("properties").EnumerateObject().Select(p => p.Name).ShouldBe(measure.Columns.Select(c => c.Name));
            schema.TryGetProperty("required", out _).ShouldBeFalse("with fields= rows have fewer columns");
            schema.GetProperty("additionalProperties").GetBoolean().ShouldBeFalse();
            foreach (var column in measure.Columns)
            {
                var type = schema.GetProperty("properties").GetProperty(column.Name).GetProperty("type");
                (type.ValueKind == JsonValueKind.Array).ShouldBe(column.IsNullable, column.Name);
            }
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Symetrie.slnx"))) folder = folder.Parent;
        return folder.FullName;
    }
}
