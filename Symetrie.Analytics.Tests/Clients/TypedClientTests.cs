using NUnit.Framework;
using Shouldly;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Clients;

/// <summary>Clients that were generated from openapi.json page through the rows; all they ask and are answered goes through Prism.</summary>
[Category("Clients"), Parallelizable(ParallelScope.All)]
public sealed class TypedClientTests
{
    private static readonly string Document = Path.Combine(Places.Root, "openapi.json");

    [Test]
    public async Task OpenApi_fetch_is_typed_pages_and_gets_a_typed_404()
    {
        var (node, environment, folder) = (Tool.Node(), await Served.Environment(), Served.Folder());
        foreach (var file in new[] { "typed.ts", "tsconfig.json", "node.d.ts" }) File.Copy(Tool.Script(file), Path.Combine(folder, file));
        File.WriteAllText(Path.Combine(folder, "package.json"), """{"type":"module"}""");
        await Tool.Of("openapi-typescript", "bin/cli.js").Run([Document, "--output", Path.Combine(folder, "api.d.ts")]);
        await Tool.Of("typescript", "bin/tsc").Run(["--project", folder], folder);
        var told = await Served.Check(await node.Run([Path.Combine(folder, "out", "typed.js")], folder, environment), pages: 3);
        (told.GetProperty("problem").GetString(), told.GetProperty("detail").GetString()).ShouldBe(("/problems/not-found", "there is no run 'r-999999'"));
        await (await Served.Proxy()).Finish();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task NSwags_client_compiles_pages_and_gets_a_typed_404()
    {
        var (nswag, environment, folder) = (Tool.Of("nswag", "bin/nswag.js"), await Served.Environment(), Served.Folder());
        foreach (var file in Directory.GetFiles(Tool.Script("nswag"))) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        await nswag.Run(["openapi2csclient", "/runtime:Net100", $"/input:{Document}", $"/output:{Path.Combine(folder, "Client.cs")}", "/namespace:Symetrie.Generated", "/className:SymetrieClient", "/exceptionClass:SymetrieException", "/generateOptionalParameters:true", "/generateNullableReferenceTypes:true"]);
        var dotnet = new Tool(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet");
        await dotnet.Run(["build", "--nologo", "-v", "q", "-o", Path.Combine(folder, "out"), $"-p:Newtonsoft={Path.Combine(Tool.Packages, "nswag", "bin", "binaries", "Net100", "Newtonsoft.Json.dll")}", "nswag.csproj"], folder);
        var told = await Served.Check(await dotnet.Run([Path.Combine(folder, "out", "nswag.dll"), environment["SYMETRIE_URL"], environment["SYMETRIE_KEY"], environment["SYMETRIE_ROWS"]], folder), pages: 3);
        told.GetProperty("problem").GetString().ShouldBe("/problems/not-found");
        await (await Served.Proxy()).Finish();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Random_requests_get_no_answer_that_the_document_does_not_allow()
    {
        var (node, drawn) = (Tool.Node(), Environment.TickCount & 0xFFFFFF);
        // A program of its own: what is sent also takes in, erases and recomputes.
        await using var api = await Endpoints.TestApi.StartWithSamples();
        using var prism = await Prism.Start(api.Anonymous.BaseAddress!.ToString());
        foreach (var (runs, seed) in new[] { (Amount.Of(400, 1_500), 20260930), (Amount.Of(100, 500), drawn) })
        {
            var told = await node.Run([Tool.Script("fuzz.mjs"), Document], environment: new Dictionary<string, string>
            {
                ["SYMETRIE_URL"] = api.Anonymous.BaseAddress!.ToString().TrimEnd('/'),
                ["SYMETRIE_PROXY"] = prism.Address,
                ["SYMETRIE_KEY"] = api.Key(Scope.Admin),
                ["SYMETRIE_READER"] = api.Key(Scope.Read),
                ["SYMETRIE_RUNS"] = $"{runs}",
                ["SYMETRIE_SEED"] = $"{seed}",
            });
            TestContext.Out.WriteLine(told.Trim());
            var found = System.Text.Json.JsonDocument.Parse(told).RootElement;
            found.GetProperty("faults").GetInt32().ShouldBe(0);
            found.GetProperty("statuses").EnumerateObject().Sum(s => s.Value.GetInt32()).ShouldBe(runs);
            found.GetProperty("statuses").GetProperty("200").GetInt32().ShouldBeGreaterThan(runs / 5);
            if (runs > 1_000) found.GetProperty("asked").GetInt32().ShouldBe(found.GetProperty("operations").GetInt32(), "every operation was asked");
        }

        await prism.Finish(answersOnly: true);
        prism.Passed.ShouldBeGreaterThan(Amount.Of(425, 1_800));
    }
}
