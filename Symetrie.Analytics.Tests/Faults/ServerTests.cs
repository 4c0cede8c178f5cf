using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Dapper;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Tests.Endpoints;
using Symetrie.Analytics.Tests.Stores;
using Symetrie.Analytics.Tests.Stores.Engines;
using Symetrie.Api.Recompute;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Faults;

/// <summary>Several programs on one database, whose server is stopped, started, and cut off from them under load.</summary>
[Explicit("stops and starts a database server again and again"), Category("Faults")]
public sealed class ServerTests
{
    private const int PerImport = 8 * 24;
    private readonly Random random = new(1);
    private DirectoryInfo folder = null!;
    private PostgresServer server = null!;
    private string address = "";

    [SetUp]
    public void StartServer()
    {
        // As an operator's: what is acknowledged is on disk.
        server = PostgresServer.Own("-c max_connections=100 -c shared_buffers=64MB -c listen_addresses=127.0.0.1 -c unix_socket_directories=");
        folder = Directory.CreateTempSubdirectory("symetrie-faults-");
        address = server.Address(server.MakeDatabase("template0"), folder.FullName);
    }

    [TearDown]
    public void EndServer()
    {
        server?.Dispose();
        folder?.Delete(recursive: true);
    }

    // Two programs take imports and answer readers; every few seconds the server is killed, stopped or all its connections are cut.
    [Test]
    public async Task Nothing_acknowledged_is_lost_and_everybody_recovers()
    {
        string key;
        using (var store = Filled.Open(address))
        {
            Filled.Fill(store, 1);
            key = store.Keys.Add(Scope.Admin, "test").Key;
        }

        var (one, at) = Running.ServeAt(address);
        var (other, too) = Running.ServeAt(address);
        var seconds = Running.Times(20);
        var (answers, kept, faults) = (new ConcurrentDictionary<string, int>(), new ConcurrentBag<int>(), 0);
        using (one)
        using (other)
        {
            using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
            var writers = Enumerable.Range(0, 4).Select(i => Task.Run(() => Write(i % 2 == 0 ? at : too, key, i, kept, answers, enough.Token))).ToArray();
            var readers = Enumerable.Range(0, 8).Select(i => Task.Run(() => Read(i % 2 == 0 ? at : too, key, answers, enough.Token))).ToArray();
            while (!enough.IsCancellationRequested)
            {
                await Task.Delay(random.Next(1500, 3500));
                Break(faults++);
            }

            await Task.WhenAll([.. writers, .. readers]);
            await Recovered(at, key);
            await Recovered(too, key);
        }

        using var after = Filled.Open(address);
        var standing = after.Responses.Imports().Where(i => i.Name.StartsWith("n-", StringComparison.Ordinal)).Select(i => int.Parse(i.Name.Split('-')[1].Split('.')[0])).ToHashSet();
        kept.Where(k => !standing.Contains(k)).ShouldBeEmpty("acknowledged, and lost");
        after.Responses.Imports().Select(i => i.Name).ShouldBeUnique("doubled");
        new StoreCheck(after).All().ShouldBeEmpty();
        await TestContext.Out.WriteLineAsync($"{seconds} s, {faults} faults: {kept.Count} imports acknowledged, all there ({standing.Count} in the store); answers {string.Join(", ", answers.OrderBy(a => a.Key).Select(a => $"{a.Key}: {a.Value}"))}");
        answers.Keys.Where(a => a is not ("200" or "202" or "503" or "cut")).ShouldBeEmpty();
    }

    // Three programs look after one night; the one at work is killed twice.
    [Test]
    public void Three_programs_have_one_night_between_them_whoever_dies()
    {
        using (var store = Filled.Open(address)) Filled.Take(store, Filled.Export(4, perTeam: 300));
        var settings = new Dictionary<string, string> { ["Symetrie__Recompute__At"] = "00:00", ["Symetrie__Threads"] = "1" };
        using (var store = Store.Open(address, new Yesterday())) new NightWatch(store, new NightSettings { At = new TimeOnly(0, 0) }).Claim();
        using var looking = Filled.Open(address);
        var clock = Stopwatch.StartNew();
        // What a run reads first is held, so that whoever does it is known, and can be killed in the middle.
        List<Running> running = [];
        using (var holding = server.Open(looking.Engine.Address.Split('/')[1]))
        {
            using var held = holding.BeginTransaction();
            holding.Execute("lock table slice in access exclusive mode");
            running.AddRange(Enumerable.Range(0, 3).Select(_ => Running.ServeAt(address, settings).Server));
            for (var kills = 0; kills < 2; kills++)
            {
                var worker = Until(() => holding.Query<string>("select application_name from pg_stat_activity where cardinality(pg_blocking_pids(pid)) > 0").ToHashSet() is var waiting ? running.Find(r => waiting.Contains($"symetrie {r.Id}")) : null);
                worker.Kill();
                running.Remove(worker);
                running.Add(Running.ServeAt(address, settings).Server);
            }
        }

        Until(() => looking.Runs.Newest("succeeded"));
        foreach (var program in running) program.Dispose();
        looking.Runs.List().ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.State.ShouldBe("succeeded"), r => r.Attempts.ShouldBe(3));
        looking.Snapshots.List().ShouldHaveSingleItem();
        new StoreCheck(looking).All().ShouldBeEmpty();
        TestContext.Out.WriteLine($"killed twice, begun {looking.Runs.List()[0].Attempts} times: one run, one snapshot, {clock.Elapsed.TotalSeconds:0} s");
    }

    private static T Until<T>(Func<T?> look)
        where T : class
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromMinutes(3); Thread.Sleep(50))
            if (look() is { } found) return found;
        throw new TimeoutException("nobody came");
    }

    private void Break(int which)
    {
        if (which % 3 == 0)
        {
            server.Execute("select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'symetrie%'");
            return;
        }

        server.Stop(atOnce: which % 3 == 1);
        Thread.Sleep(random.Next(200, 1000));
        server.Start("-c max_connections=100 -c shared_buffers=64MB -c listen_addresses=127.0.0.1 -c unix_socket_directories=");
    }

    private static async Task Write(Uri at, string key, int writer, ConcurrentBag<int> kept, ConcurrentDictionary<string, int> answers, CancellationToken enough)
    {
        using var client = Client(at, key);
        for (var i = 0; !enough.IsCancellationRequested; i++)
        {
            var number = (writer * 100_000) + i;
            // Other persons each time: each import adds.
            var file = Filled.Export(1).Replace(",p", $",p{number}x", StringComparison.Ordinal);
            var status = await Ask(client, () => client.PostAsync($"/v1/imports?name=n-{number}.csv", Asking.Body(file), CancellationToken.None), answers);
            if (status == HttpStatusCode.OK) kept.Add(number);
        }
    }

    private static async Task Read(Uri at, string key, ConcurrentDictionary<string, int> answers, CancellationToken enough)
    {
        using var client = Client(at, key);
        while (!enough.IsCancellationRequested)
        {
            await Ask(client, () => client.GetAsync("/v1/scores?limit=50", CancellationToken.None), answers);
            await Task.Delay(20, CancellationToken.None);
        }
    }

    private static async Task<HttpStatusCode?> Ask(HttpClient client, Func<Task<HttpResponseMessage>> ask, ConcurrentDictionary<string, int> answers)
    {
        try
        {
            using var answer = await ask();
            var said = await answer.Content.ReadAsStringAsync(CancellationToken.None);
            answers.AddOrUpdate($"{(int)answer.StatusCode}", 1, (_, n) => n + 1);
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable) answer.Headers.RetryAfter.ShouldNotBeNull(said);
            if ((int)answer.StatusCode >= 500 && answer.StatusCode != HttpStatusCode.ServiceUnavailable) await TestContext.Out.WriteLineAsync(said);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            // An answer had begun when its database went away: it ends without its end.
            answers.AddOrUpdate("cut", 1, (_, n) => n + 1);
            return null;
        }
    }

    private static async Task Recovered(Uri at, string key)
    {
        using var client = Client(at, key);
        for (var i = 0; ; i++)
        {
            using var answer = await client.GetAsync("/health/ready");
            if (answer.IsSuccessStatusCode) return;
            i.ShouldBeLessThan(20, "it does not recover");
            await Task.Delay(250);
        }
    }

    private static HttpClient Client(Uri at, string key)
    {
        var client = new HttpClient { BaseAddress = at, Timeout = TimeSpan.FromSeconds(90) };
        client.DefaultRequestHeaders.Add("X-Api-Key", key);
        return client;
    }

    private sealed class Yesterday : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddDays(-2);
    }
}
