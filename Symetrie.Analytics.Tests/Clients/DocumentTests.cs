using NUnit.Framework;
using Shouldly;

namespace Symetrie.Analytics.Tests.Clients;

/// <summary>Linters that nobody here wrote find nothing in openapi.json.</summary>
[Category("Clients"), Parallelizable(ParallelScope.All)]
public sealed class DocumentTests
{
    private static readonly string Document = Path.Combine(Places.Root, "openapi.json");

    [Test]
    public async Task Spectral_finds_nothing_by_any_of_its_rules()
    {
        var said = await Tool.Of("@stoplight/spectral-cli", "dist/index.js").Run(["lint", "--ruleset", Tool.Script("spectral.yaml"), "--fail-severity", "hint", Document]);
        said.ShouldContain("No results with a severity of 'hint' or higher found");
    }

    [Test]
    public async Task Redocly_finds_nothing_by_its_strict_recommendations()
    {
        var said = await Tool.Of("@redocly/cli", "bin/cli.js").Run(["lint", "--extends", "recommended-strict", "--format", "json", Document]);
        var totals = System.Text.Json.JsonDocument.Parse(said[said.IndexOf('{', StringComparison.Ordinal)..]).RootElement.GetProperty("totals");
        (totals.GetProperty("errors").GetInt32(), totals.GetProperty("warnings").GetInt32(), totals.GetProperty("ignored").GetInt32()).ShouldBe((0, 0, 0));
    }
}
