using System.Globalization;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Tests.Endpoints;
using Symetrie.Analytics.Tests.Stores;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Faults;

/// <summary>Imports, recomputes and reads for long, with a fault every minute that the server has to live with.</summary>
[Explicit("takes as many minutes as SYMETRIE_FAULTS says"), Category("Faults")]
public sealed class SoakTests
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, int> answers = new();
    private readonly List<double> memory = [];
    private string folder = "";
    private string key = "";

    [SetUp]
    public void MakeFolder()
    {
        folder = Directory.CreateTempSubdirectory("symetrie-faults-").FullName;
        using var store = Filled.Open(Running.StoreIn(folder));
        Filled.Fill(store, 4);
        key = store.Keys.Add(Scope.Admin, "test").Key;
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Memory_stays_flat_and_no_error_is_without_a_cause()
    {
        var (server, address) = Running.Serve(folder);
        using (server)
        {
            using var client = KillTests.Client(address, key);
            using var enough = new CancellationTokenSource(TimeSpan.FromMinutes(Running.Times(2)));
            // A few of each: what matters is how long, not how hard.
            await Task.WhenAll(
                Again(200, i => client.PostAsync("/v1/imports", Asking.Body($"team,date,who,a,b\nT{i % 8},2025-{1 + (i % 12):00}-03,s{i},3,4\n", "text/csv")), enough.Token),
                Again(50, i => client.GetAsync($"/v1/scores?limit=1000&team=T{1 + (i % 8)}"), enough.Token),
                Again(500, _ => client.GetAsync("/v1/drift?format=csv"), enough.Token),
                Again(5000, _ => client.PostAsync("/v1/runs", null), enough.Token),
                Again(5000, _ => Weigh(client), enough.Token),
                Faults(address, enough.Token));
            server.HasEnded.ShouldBeFalse(server.Errors);
            server.Terminate().TotalSeconds.ShouldBeLessThan(30);
            server.Errors.Split('\n').Where(l => l.Contains("\"level\":\"error\"", StringComparison.Ordinal)).ShouldBeEmpty();
        }

        var third = memory.Count / 3;
        var (middle, last) = (memory.Skip(third).Take(third).Average(), memory.Skip(2 * third).Average());
        await TestContext.Out.WriteLineAsync($"{string.Join(", ", answers.OrderBy(a => a.Key).Select(a => $"{a.Key}: {a.Value:N0}"))}; memory of the middle third {middle / 1e6:0.0} MB, of the last {last / 1e6:0.0} MB");
        answers.Keys.ShouldAllBe(a => a == "200" || a == "202");
        if (Running.Times(2) >= 10) (last / middle).ShouldBeLessThan(1.1);
        using var store = Filled.Open(Running.StoreIn(folder));
        new StoreCheck(store).All().ShouldBeEmpty();
        store.Runs.List().ShouldAllBe(r => r.State != "failed");
    }

    private async Task Again(int pause, Func<int, Task<HttpResponseMessage>> ask, CancellationToken enough)
    {
        for (var i = 0; !enough.IsCancellationRequested; i++)
        {
            using var answer = await ask(i);
            answers.AddOrUpdate($"{(int)answer.StatusCode}", 1, (_, n) => n + 1);
            await Task.Delay(pause, CancellationToken.None);
        }
    }

    private async Task<HttpResponseMessage> Weigh(HttpClient client)
    {
        var answer = await client.GetAsync("/metrics");
        var line = (await answer.Content.ReadAsStringAsync()).Split('\n').Single(l => l.StartsWith("symetrie_process_memory_bytes ", StringComparison.Ordinal));
        memory.Add(double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
        return answer;
    }

    // A command on the same store that is killed, a client that goes away, a backup: one each minute, in turn.
    private async Task Faults(Uri address, CancellationToken enough)
    {
        for (var i = 0; !enough.IsCancellationRequested; i++)
        {
            if (i % 3 == 0) await LoadTests.Break(address, key, 10);
            else if (i % 3 == 1)
            {
                using var command = Running.Start(folder, "recompute");
                await Task.Delay(1200, CancellationToken.None);
                if (!command.HasEnded) command.Kill();
            }
            else Running.Run(folder, "backup", Path.Combine(folder, $"backup{i}.db")).Exit.ShouldBe(0);
            await Task.Delay(TimeSpan.FromMinutes(1), enough).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
