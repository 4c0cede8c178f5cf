using System.Net;
using Dapper;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Tests.Endpoints;
using Symetrie.Analytics.Tests.Stores;
using Symetrie.Analytics.Tests.Stores.Engines;
using Symetrie.Api.Endpoints;
using Symetrie.Api.Stores;
using Symetrie.Api.Stores.Engines;

namespace Symetrie.Analytics.Tests.Faults;

/// <summary>The database server goes away and comes back: whoever asks is told so, nothing acknowledged is lost, and nobody has to do anything. The short form; the long one is <see cref="ServerTests"/>.</summary>
public sealed class ServerAwayTests
{
    private DirectoryInfo folder = null!;
    private PostgresServer server = null!;
    private string address = "";

    [OneTimeSetUp]
    public void StartServer() => server = PostgresServer.Own();

    [OneTimeTearDown]
    public void EndServer() => server?.Dispose();

    [SetUp]
    public void MakePlace()
    {
        folder = Directory.CreateTempSubdirectory("symetrie-test-");
        address = server.Address(server.MakeDatabase("template0"), folder.FullName);
    }

    [TearDown]
    public void RemovePlace() => folder.Delete(recursive: true);

    [Test]
    public async Task Requests_are_told_to_come_back_and_are_answered_when_the_server_is_back()
    {
        using var store = Filled.Open(address);
        Filled.Fill(store, quarters: 1);
        var key = store.Keys.Add(Scope.Admin, "test").Key;
        await using var app = Api.Endpoints.Api.Build(store, new AnalysisSettings(), "http://127.0.0.1:0", new ServeSettings { RequestsPerMinute = 0 });
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        client.DefaultRequestHeaders.Add("X-Api-Key", key);
        (await client.GetAsync("/v1/scores")).StatusCode.ShouldBe(HttpStatusCode.OK);

        server.Stop(atOnce: true);
        foreach (var (method, path) in new[] { (HttpMethod.Get, "/v1/scores"), (HttpMethod.Get, "/v1/status"), (HttpMethod.Post, "/v1/runs"), (HttpMethod.Post, "/v1/imports") })
        {
            using var request = new HttpRequestMessage(method, path) { Content = method == HttpMethod.Post ? Asking.Body(Filled.Export(2)) : null };
            using var answer = await client.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, path);
            answer.Headers.RetryAfter.ShouldNotBeNull(path);
            var told = await answer.Json();
            told.Text("type").ShouldBe("/problems/store-busy");
            told.Text("detail").ShouldContain("does not answer");
        }

        (await client.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        server.Start();
        (await client.GetAsync("/v1/scores")).StatusCode.ShouldBe(HttpStatusCode.OK, "the first one already");
        (await client.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var taken = await client.PostAsync("/v1/imports", Asking.Body(Filled.Export(2)));
        taken.StatusCode.ShouldBe(HttpStatusCode.OK, await taken.Content.ReadAsStringAsync());
    }

    [Test]
    public void A_connection_that_is_cut_takes_its_transaction_with_it_and_no_other()
    {
        using var store = Filled.Open(address);
        Filled.Fill(store, quarters: 1);
        var before = store.Snapshots.Latest()!.Id;
        void Cut() => server.Execute("select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'symetrie%'");

        // Idle: nobody notices.
        Cut();
        store.Engine.Write(c => c.Execute("insert into counter (name, next) values ('kept', 1)")).ShouldBe(1);
        // In the middle of a write, before its commit: nothing of it is there.
        foreach (var what in new[] { "a statement", "a copy" })
        {
            Should.Throw<StoreBusyException>(() => store.Engine.Write(connection =>
            {
                using var rows = store.Engine.Insert(connection, "counter", ["name", "next"]);
                rows.Add(what);
                rows.Add(1);
                rows.EndRow();
                if (what == "a statement") rows.Flush();
                Cut();
                return what == "a statement" ? connection.Execute("select 1") : 0;
            })).Message.ShouldContain("does not answer");
        }

        // In the middle of an import.
        Should.Throw<StoreBusyException>(() => store.Responses.Merge<int>(new ImportTitle(store.Codebooks.All().Single(), "cut.csv", "x"), _ => Cut(), (_, _, _) => (true, "{}", 0)));
        store.Engine.Read(c => c.Query<string>("select name from counter where name in ('kept', 'a statement', 'a copy')").ToArray()).ShouldBe(["kept"]);
        store.Responses.Imports().Count.ShouldBe(1);
        // In the middle of a read.
        Should.Throw<StoreBusyException>(() => store.Engine.Read(connection =>
        {
            Cut();
            return connection.ExecuteScalar<long>("select 1");
        }));
        store.Snapshots.Latest()!.Id.ShouldBe(before);
        new StoreCheck(store).All().ShouldBeEmpty();
    }
}
