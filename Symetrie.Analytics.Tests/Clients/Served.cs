using System.Globalization;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Tests.Endpoints;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Clients;

/// <summary>One program with the demo's exports, and one proxy before it, for all clients. Neither starts before a client that is here asks for it.</summary>
[SetUpFixture]
internal sealed class Served
{
    private static readonly SemaphoreSlim Gate = new(1);
    private static TestApi? api;
    private static Prism? prism;

    /// <summary>The program.</summary>
    public static async Task<TestApi> Api()
    {
        await Gate.WaitAsync();
        try
        {
            return api ??= await TestApi.StartWithSamples();
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>The proxy before it.</summary>
    public static async Task<Prism> Proxy()
    {
        var upstream = (await Api()).Anonymous.BaseAddress!.ToString();
        await Gate.WaitAsync();
        try
        {
            return prism ??= await Prism.Start(upstream);
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>All gaps, as the program itself answers them.</summary>
    public static async Task<JsonElement[]> Gaps() => (await (await Api()).Reader.Json("/v1/gaps?limit=50000")).Rows();

    /// <summary>What a client has to know, as environment variables: the way through the proxy, a key, how many gaps there are.</summary>
    public static async Task<Dictionary<string, string>> Environment() => new()
    {
        ["SYMETRIE_URL"] = (await Proxy()).Address,
        ["SYMETRIE_KEY"] = (await Api()).Key(Scope.Read),
        ["SYMETRIE_ROWS"] = (await Gaps()).Length.ToString(CultureInfo.InvariantCulture),
        ["SYMETRIE_MEASURES"] = string.Join(',', MeasureCatalogue.All.Select(m => m.Name)),
    };

    /// <summary>Looks at what a client that paged through all gaps says it found.</summary>
    public static async Task<JsonElement> Check(string told, int pages)
    {
        TestContext.Out.WriteLine(told.Trim());
        var found = JsonDocument.Parse(told).RootElement;
        found.GetProperty("pages").GetInt32().ShouldBe(pages);
        var gaps = await Gaps();
        found.GetProperty("rows").GetInt32().ShouldBe(gaps.Length);
        found.GetProperty("sum").GetDouble().ShouldBe(gaps.Select(g => g.GetProperty("gap")).Aggregate(0.0, (sum, gap) => sum + (gap.ValueKind == JsonValueKind.Null ? 0 : gap.GetDouble())));
        return found;
    }

    /// <summary>A folder of a test's own, with the packages of Node's in it.</summary>
    public static string Folder()
    {
        var folder = Directory.CreateTempSubdirectory("symetrie-client-").FullName;
        Directory.CreateSymbolicLink(Path.Combine(folder, "node_modules"), Tool.Packages);
        return folder;
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        prism?.Dispose();
        if (api is not null) await api.DisposeAsync();
        (prism, api) = (null, null);
    }
}
