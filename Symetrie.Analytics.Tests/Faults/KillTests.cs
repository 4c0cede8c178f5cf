using System.Net.Http.Headers;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Tests.Endpoints;
using Symetrie.Analytics.Tests.Stores;
using Symetrie.Api.Recompute;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Faults;

/// <summary>The program is killed at any moment. What it said stays so, and nothing is half.</summary>
[Explicit("starts and kills the program again and again"), Category("Faults")]
public sealed class KillTests : OwnFolder
{
    private const int Answers = 4 * 8 * 400;
    private readonly Random random = new(1);
    private string StorePath => Running.StoreIn(Folder);

    // At random within the time that a whole import takes; then the same file again.
    [Test]
    public async Task An_import_is_in_whole_or_not_at_all()
    {
        var (file, other) = (Filled.Export(4, perTeam: 400), Filled.Export(1));
        string key;
        using (var store = Filled.Open(StorePath))
        {
            Filled.Take(store, other);
            key = store.Keys.Add(Scope.Admin, "test").Key;
        }

        var usual = await Undisturbed(key, file);
        var (acknowledged, whole, none) = (0, 0, 0);
        for (var i = 0; i < Running.Times(6); i++)
        {
            var (server, address) = Running.Serve(Folder);
            using (server)
            {
                using var client = Client(address, key);
                var sent = Post(client, file);
                await Task.Delay(random.Next((int)(usual * 1.3)));
                var answered = sent.IsCompletedSuccessfully && sent.Result;
                server.Kill();
                await sent;
                using var store = Filled.Open(StorePath);
                var standing = store.Responses.Imports().Where(r => r.UndoneAt is null).ToArray();
                standing.Length.ShouldBeInRange(1, 2);
                if (answered) standing.Length.ShouldBe(2, "it was acknowledged");
                Count(store).ShouldBe(standing.Length == 2 ? Answers : 8 * 24, "torn");
                new StoreCheck(store).All().ShouldBeEmpty();
                (acknowledged, whole, none) = (acknowledged + (answered ? 1 : 0), whole + (standing.Length - 1), none + (2 - standing.Length));
                var again = Filled.Take(store, file);
                (again.Added + again.Unchanged).ShouldBe(Answers);
                Count(store).ShouldBe(Answers, "doubled");
                foreach (var import in store.Responses.Imports().Where(r => r.UndoneAt is null && r.Id != "i-1")) store.Responses.Undo(import.Id);
                Count(store).ShouldBe(8 * 24);
            }
        }

        await TestContext.Out.WriteLineAsync($"killed {whole + none} times within {usual * 1.3:0} ms of its start: {whole} whole ({acknowledged} acknowledged), {none} not at all; torn 0, doubled 0");
    }

    // The command is killed somewhere between its start and its end; some of the times it comes to publish.
    [Test]
    public void Readers_see_one_whole_snapshot_or_the_one_before()
    {
        using (var store = Filled.Open(StorePath))
        {
            Filled.Fill(store, 4);
            Filled.Take(store, Filled.Export(4, perTeam: 30));
        }

        var (before, changed) = (0, 0);
        var (usual, end) = Undisturbed();
        for (var i = 0; i < Running.Times(8); i++)
        {
            string last;
            using (var store = Filled.Open(StorePath))
            {
                last = store.Snapshots.Latest()!.Id;
                // One more a team would be published later, together with others.
                Filled.Take(store, Filled.Export(4, perTeam: 36 + (6 * i)));
            }

            using var command = Running.Start(Folder, "recompute");
            // Every other time close to the moment of publishing.
            if (i % 2 == 0) Thread.Sleep(random.Next((int)(usual / 3), (int)(usual * 1.3)));
            else
            {
                WaitFor(command);
                Thread.Sleep(random.Next((int)(end * 1.2)));
            }

            if (!command.HasEnded) command.Kill();
            using var after = Filled.Open(StorePath);
            new StoreCheck(after).All().ShouldBeEmpty("a snapshot is whole");
            if (after.Snapshots.Latest()!.Id == last) before++;
            else changed++;
            var text = Published(after);
            // Whoever takes over arrives at what an undisturbed run arrives at.
            Filled.Publish(after);
            if (after.Snapshots.Latest()!.Id == last) continue;
            text.ShouldNotBeEmpty();
            new StoreCheck(after).All().ShouldBeEmpty();
        }

        TestContext.Out.WriteLine($"killed while recomputing: {before} times the snapshot before, {changed} times the new one, never another");
    }

    // Three processes look after one night; the one at work is killed twice.
    [Test]
    public void A_night_has_one_run_whoever_dies()
    {
        using (var store = Filled.Open(StorePath)) Filled.Take(store, Filled.Export(4, perTeam: 100));
        var commands = Enumerable.Range(0, 3).Select(_ => Running.Start(Folder, "recompute", "--nightly")).ToList();
        try
        {
            for (var kills = 0; kills < 2; kills++)
            {
                Thread.Sleep(1200);
                if (commands.FirstOrDefault(c => !c.HasEnded) is { } living) living.Kill();
            }

            using (var last = Filled.Open(StorePath))
            {
                // A worker that was killed is taken over once it has been silent for long enough.
                var dead = new DeadRuns(last);
                for (var i = 0; i < 50 && last.Runs.List().Single().State != "succeeded"; i++)
                {
                    if ((last.Runs.Claim() ?? dead.Claim()) is { } claim) new Recomputer(last, new AnalysisSettings()).Run(claim);
                    else Thread.Sleep(1000);
                }
            }

            foreach (var command in commands) command.Wait(TimeSpan.FromMinutes(1));
            using var store = Filled.Open(StorePath);
            store.Runs.List().ShouldHaveSingleItem().State.ShouldBe("succeeded");
            store.Snapshots.Count().ShouldBe(1);
        }
        finally
        {
            commands.ForEach(c => c.Dispose());
        }
    }

    [Test]
    public void A_migration_that_is_killed_is_completed_by_the_next_start()
    {
        for (var i = 0; i < Running.Times(8); i++)
        {
            foreach (var old in Directory.GetFiles(Folder)) File.Delete(old);
            MigrationTests.Old(StorePath);
            using (var command = Running.Start(Folder, "keys", "list"))
            {
                Thread.Sleep(random.Next(100, 700));
                if (!command.HasEnded) command.Kill();
            }

            MigrationTests.Codebooks(StorePath).ShouldBe(["a", "b"]);
            Running.Run(Folder, "keys", "list").Exit.ShouldBe(0);
            using var store = Filled.Open(StorePath);
            store.Schema.ShouldBe(StoreSchema.Known);
            new StoreCheck(store).Bytes().ShouldBeEmpty();
        }
    }

    [Test]
    public async Task Told_to_end_it_ends_within_thirty_seconds_and_keeps_what_it_said([Values("import", "recompute", "nothing")] string during)
    {
        string key;
        using (var store = Filled.Open(StorePath))
        {
            Filled.Take(store, Filled.Export(4, perTeam: 200));
            key = store.Keys.Add(Scope.Admin, "test").Key;
        }

        var (server, address) = Running.Serve(Folder);
        using (server)
        {
            using var client = Client(address, key);
            var sent = during == "import" ? Post(client, Filled.Export(4, perTeam: 6000)) : Task.FromResult(false);
            if (during == "recompute") (await client.PostAsync("/v1/runs", null)).IsSuccessStatusCode.ShouldBeTrue();
            await Task.Delay(during == "import" ? 1200 : 300);
            server.Terminate().TotalSeconds.ShouldBeLessThan(30);
            server.ExitCode.ShouldBe(0, server.Errors);
            var acknowledged = await sent;
            using var store = Filled.Open(StorePath);
            new StoreCheck(store).All().ShouldBeEmpty();
            if (acknowledged) store.Responses.Imports().Count.ShouldBe(2);
            if (during == "recompute") store.Runs.List().Single().State.ShouldBeOneOf("queued", "succeeded");
        }
    }

    // How long a recompute takes where nobody kills it, and its last stage alone, at whose end it publishes.
    private (long All, long End) Undisturbed()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        using var command = Running.Start(Folder, "recompute");
        WaitFor(command);
        var late = clock.ElapsedMilliseconds;
        command.Wait(TimeSpan.FromMinutes(2));
        command.ExitCode.ShouldBe(0, command.Errors);
        return (clock.ElapsedMilliseconds, clock.ElapsedMilliseconds - late);
    }

    private static void WaitFor(Running command)
    {
        for (var wait = 0; wait < 10_000 && !command.HasEnded && !command.Errors.Contains("computing, 75", StringComparison.Ordinal); wait++) Thread.Sleep(2);
    }

    // How long the import takes where nobody kills it; taken back after it.
    private async Task<long> Undisturbed(string key, string file)
    {
        var (server, address) = Running.Serve(Folder);
        using (server)
        {
            using var client = Client(address, key);
            var clock = System.Diagnostics.Stopwatch.StartNew();
            (await Post(client, file)).ShouldBeTrue();
            var took = clock.ElapsedMilliseconds;
            server.Terminate();
            using var store = Filled.Open(StorePath);
            store.Responses.Undo(store.Responses.Imports()[0].Id);
            return took;
        }
    }

    internal static HttpClient Client(Uri address, string key)
    {
        var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Add("X-Api-Key", key);
        return client;
    }

    private static async Task<bool> Post(HttpClient client, string file)
    {
        try
        {
            using var body = new StringContent(file);
            body.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
            var answer = await client.PostAsync("/v1/imports", body);
            return (int)answer.StatusCode == 200 && (await answer.Json()).Text("state") == "imported";
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string Published(Store store) => store.Snapshots.Latest()!.Id;

    internal static long Count(Store store) => store.Engine.Read(connection =>
    {
        var (loose, packed) = (0L, 0L);
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "select count(*) from answer";
            loose = (long)command.ExecuteScalar()!;
        }

        foreach (var pack in Packs.All(store, connection))
            for (var reader = AnswerPack.Read(pack.Content); reader.Next();) packed++;
        return loose + packed;
    });
}
