using System.Globalization;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Tests.Stores;
using Symetrie.Api.Recompute;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>A store that cannot grow: what comes is refused whole and said so, what is there is served on, and with space all goes on by itself.</summary>
public sealed class FullDiskTests
{
    [Test]
    public async Task Without_space_nothing_is_half_and_with_space_it_goes_on()
    {
        await using var api = await TestApi.Start();
        Filled.Fill(api.Store, quarters: 1);
        var before = await api.Reader.GetStringAsync("/v1/scores?format=csv");
        Filled.Take(api.Store, Filled.Export(3, perTeam: 200));
        Most(api, Pages(api));
        var answer = await api.Ingester.PostAsync("/v1/imports", Asking.Body(Filled.Export(4, perTeam: 200), "text/csv"));
        ((int)answer.StatusCode).ShouldBe(507, await answer.Content.ReadAsStringAsync());
        (await answer.Json()).Text("type").ShouldBe("/problems/insufficient-storage");
        api.Store.Responses.Imports().Count.ShouldBe(2);
        api.Store.Runs.Request();
        var claim = api.Store.Runs.Claim()!.Value;
        Should.Throw<StoreFullException>(() => new Recomputer(api.Store, new AnalysisSettings { Confidence = 0.9, Seed = 3 }).Run(claim));
        (await api.Reader.GetStringAsync("/v1/scores?format=csv")).ShouldBe(before);
        Most(api, 1_000_000);
        (await api.Ingester.PostAsync("/v1/imports", Asking.Body(Filled.Export(4, perTeam: 200), "text/csv"))).IsSuccessStatusCode.ShouldBeTrue();
        Filled.Publish(api.Store).Published.ShouldBeTrue();
        (await api.Reader.GetStringAsync("/v1/scores?format=csv")).ShouldNotBe(before);
    }

    private static long Pages(TestApi api) => Run(api, "pragma page_count");

    private static void Most(TestApi api, long pages) => Run(api, $"pragma max_page_count = {pages}");

    private static long Run(TestApi api, string text) => api.Store.Engine.Write(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    });
}
