using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Tests.Commands;
using Symetrie.Api.Access;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>What becomes of a key: it ends, is revoked, is used; and what of it is stored.</summary>
public sealed partial class KeyTests
{
    [Test]
    public async Task A_key_that_another_process_revokes_ends_within_a_second()
    {
        var api = PublishedSamples.Api;
        var (key, stored) = api.Store.Keys.Add(Scope.Read, "short");
        (await Status(key)).ShouldBe(HttpStatusCode.OK);
        (await Shell.Run("keys", "revoke", stored.Id, "--store", api.Store.Engine.Address)).Exit.ShouldBe(0);
        await Task.Delay(1_000);
        (await Status(key)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task A_key_ends_when_it_says()
    {
        var clock = new HandClock();
        await using var api = await TestApi.Start(clock);
        var made = await Shell.Run("keys", "add", "--scope", "read", "--name", "ending", "--expires", "90d", "--store", api.Store.Engine.Address);
        var stored = api.Store.Keys.List().Single(k => k.Name == "ending");
        (DateTimeOffset.Parse(stored.ExpiresAt!) - TimeProvider.System.GetUtcNow()).TotalDays.ShouldBe(90, 0.01);
        clock.Now = DateTimeOffset.Parse(stored.ExpiresAt!).AddSeconds(-1);
        (await Status(made.Out.Trim(), api)).ShouldBe(HttpStatusCode.OK);
        clock.Now = clock.Now.AddSeconds(1);
        (await Status(made.Out.Trim(), api)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [TestCase("soon")]
    [TestCase("0d")]
    [TestCase("-3d")]
    [TestCase("d")]
    [TestCase("2001-01-01")]
    [TestCase("9999w")]
    public async Task An_end_that_is_none_is_refused_and_makes_no_key(string expires)
    {
        var before = PublishedSamples.Api.Store.Keys.List().Count;
        var made = await Shell.Run("keys", "add", "--scope", "read", $"--expires={expires}", "--store", PublishedSamples.Api.Store.Engine.Address);
        made.Exit.ShouldBe(2);
        made.Error.ShouldContain("90d");
        PublishedSamples.Api.Store.Keys.List().Count.ShouldBe(before);
    }

    [Test]
    public async Task The_list_shows_when_a_key_was_last_used()
    {
        await using var api = await TestApi.Start(new HandClock());
        var (key, stored) = api.Store.Keys.Add(Scope.Read, "seldom");
        (await Status(key, api)).ShouldBe(HttpStatusCode.OK);
        api.App.Services.GetRequiredService<KeyUses>().Write();
        var list = (await Shell.Run("keys", "list", "--store", api.Store.Engine.Address)).Out.Split('\n');
        list[0].Split('\t').ShouldContain("lastUsedAt");
        list.Single(l => l.StartsWith(stored.Id, StringComparison.Ordinal)).ShouldContain("2026-10-05T12:00:00.000Z");
        api.Store.Keys.List().Single(k => k.Name == "test" && k.Scope == "ingest").LastUsedAt.ShouldBeNull();
    }

    [Test]
    public async Task The_store_holds_no_key()
    {
        await using var api = await TestApi.Start();
        var files = Directory.GetFiles(Path.GetDirectoryName(api.Store.Engine.Address)!).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)).Select(Stores.Erasable.Bytes).ToArray();
        foreach (var scope in Enum.GetValues<Scope>())
        {
            var secret = api.Key(scope).Split('_')[2];
            foreach (var needle in new[] { System.Text.Encoding.ASCII.GetBytes(secret), Convert.FromHexString(secret) })
                files.Count(f => Holds(f, needle)).ShouldBe(0);
            files.Count(f => Holds(f, System.Security.Cryptography.SHA256.HashData(Convert.FromHexString(secret)))).ShouldBeGreaterThan(0);
        }
    }

    [Test]
    public async Task A_wrong_key_is_told_nothing_by_its_kind()
    {
        var api = PublishedSamples.Api;
        var parts = api.Key(Scope.Read).Split('_');
        var (revoked, stored) = api.Store.Keys.Add(Scope.Admin, "gone");
        api.Store.Keys.Revoke(stored.Id);
        var ended = api.Store.Keys.Add(Scope.Admin, "over", TimeProvider.System.GetUtcNow().AddDays(-1)).Key;
        string[] wrong = [$"sym_{parts[1]}_{new string('0', 64)}", $"sym_{new string('0', 12)}_{parts[2]}", $"sym_{parts[1]}_{new string('z', 64)}", revoked, ended, "sym_x_y", "none"];
        var answers = new List<string>();
        foreach (var key in wrong)
        {
            var response = await Ask(key, api);
            var headers = response.Headers.Concat(response.Content.Headers).Where(h => h.Key != "Date").Select(h => $"{h.Key}: {string.Join(',', h.Value)}");
            answers.Add($"{(int)response.StatusCode} {string.Join('\n', headers)} {TraceId().Replace(await response.Content.ReadAsStringAsync(), "")}");
        }

        answers.Distinct().ShouldHaveSingleItem().ShouldStartWith("401");
    }

    // Both look up, hash and compare: where one went another way, its median would be far from the other's.
    [Test]
    public void A_known_and_an_unknown_key_take_the_same_time()
    {
        var keys = PublishedSamples.Api.Store.Keys;
        var known = PublishedSamples.Api.Key(Scope.Read).Split('_')[1];
        var (right, wrong) = ($"sym_{known}_{new string('0', 64)}", $"sym_{new string('0', 12)}_{new string('0', 64)}");
        var times = new Dictionary<string, List<long>> { [right] = [], [wrong] = [] };
        for (var i = 0; i < 2_000; i++)
            foreach (var key in new[] { right, wrong })
            {
                var began = System.Diagnostics.Stopwatch.GetTimestamp();
                keys.Check(key).ShouldBeNull();
                times[key].Add(System.Diagnostics.Stopwatch.GetTimestamp() - began);
            }

        var (one, other) = (Median(times[right]), Median(times[wrong]));
        (Math.Max(one, other) / (double)Math.Min(one, other)).ShouldBeLessThan(1.5);
    }

    private static bool Holds(byte[] file, byte[] needle) => file.AsSpan().IndexOf(needle) >= 0;

    private static long Median(List<long> times) => times.Order().ElementAt(times.Count / 2);

    private static async Task<HttpStatusCode> Status(string key, TestApi? api = null) => (await Ask(key, api ?? PublishedSamples.Api)).StatusCode;

    private static async Task<HttpResponseMessage> Ask(string key, TestApi api)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/periods");
        request.Headers.Add("X-Api-Key", key);
        return await api.Anonymous.SendAsync(request);
    }

    [GeneratedRegex("\"traceId\":\"[^\"]*\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TraceId();
}

/// <summary>A clock that is put forward by hand; it stands at a Monday noon.</summary>
internal sealed class HandClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 10, 5, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
