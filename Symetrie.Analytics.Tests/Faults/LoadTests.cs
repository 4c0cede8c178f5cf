using System.Net.Sockets;
using System.Text;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Tests.Stores;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Faults;

/// <summary>Many at once, clients that go away, disks that are full or rot.</summary>
[Explicit("loads the program for long"), Category("Faults")]
public sealed class LoadTests : OwnFolder
{
    private string StorePath => Running.StoreIn(Folder);

    // Seconds: SYMETRIE_FAULTS.
    [Test]
    public async Task Thirty_two_writers_and_sixty_four_readers_meet_no_busy_store()
    {
        await Beside(async (server, client, address, key) =>
        {
            using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(Running.Times(10)));
            var statuses = new System.Collections.Concurrent.ConcurrentDictionary<int, int>();
            long largest = 0;
            async Task Ask(Func<Task<HttpResponseMessage>> ask)
            {
                while (!enough.IsCancellationRequested)
                {
                    using var answer = await ask();
                    statuses.AddOrUpdate((int)answer.StatusCode, 1, (_, n) => n + 1);
                    if (new FileInfo(StorePath + "-wal") is { Exists: true } log) largest = Math.Max(largest, log.Length);
                }
            }

            var writers = Enumerable.Range(0, 32).Select(w => Ask(() => client.PostAsync("/v1/imports", Endpoints.Asking.Body($"team,date,who,a,b\nT{w % 8},2025-02-0{1 + (w % 9)},w{w}-{Guid.NewGuid():N},3,4\n", "text/csv"))));
            var readers = Enumerable.Range(0, 64).Select(_ => Ask(() => client.GetAsync("/v1/scores?limit=100")));
            await Task.WhenAll([.. writers, .. readers]);
            await TestContext.Out.WriteLineAsync($"answers by status: {string.Join(", ", statuses.OrderBy(s => s.Key).Select(s => $"{s.Key}: {s.Value:N0}"))}; largest log {largest / 1048576.0:0.0} MiB");
            statuses.Keys.ShouldAllBe(s => s == 200 || s == 202);
            largest.ShouldBeLessThan(64 << 20);
        });

        using var store = Filled.Open(StorePath);
        new StoreCheck(store).All().ShouldBeEmpty();
    }

    [Test]
    public async Task Backups_taken_under_load_are_the_store_at_one_moment()
    {
        await Beside(async (server, client, address, key) =>
        {
            using var enough = new CancellationTokenSource();
            var writers = Enumerable.Range(0, 8).Select(async w =>
            {
                // Each file has two answers: a copy with one of them was not taken at one moment.
                for (var i = 0; !enough.IsCancellationRequested; i++)
                    using (await client.PostAsync("/v1/imports", Endpoints.Asking.Body($"team,date,who,a,b\nT1,2025-02-03,w{w}-{i}-a,3,4\nT2,2025-02-03,w{w}-{i}-b,3,4\n", "text/csv"))) { }
            }).ToArray();
            var times = Running.Times(5);
            for (var i = 0; i < times; i++)
            {
                var (copy, place) = (Path.Combine(Folder, $"copy{i}.db"), Directory.CreateDirectory(Path.Combine(Folder, $"restored{i}")).FullName);
                var made = Running.Run(Folder, "backup", copy);
                made.Exit.ShouldBe(0, made.Errors);
                File.Copy(StorePath + ".key", Running.StoreIn(place) + ".key");
                var back = Running.Run(place, "restore", copy);
                back.Exit.ShouldBe(0, back.Errors);
                using (var restored = Filled.Open(Running.StoreIn(place)))
                {
                    new StoreCheck(restored).All().ShouldBeEmpty();
                    var imports = restored.Responses.Imports();
                    KillTests.Count(restored).ShouldBe((4 * 8 * 24) + (2 * (imports.Count - 1)), "every import whole");
                    imports.Sum(r => System.Text.Json.JsonDocument.Parse(r.Report).RootElement.GetProperty("added").GetInt64()).ShouldBe(KillTests.Count(restored));
                }

                Directory.Delete(place, recursive: true);
                File.Delete(copy);
            }

            await enough.CancelAsync();
            await Task.WhenAll(writers);
            await TestContext.Out.WriteLineAsync($"{times} backups under load, {times} restored equal");
        });
    }

    [Test]
    public async Task Clients_that_go_away_in_the_middle_leave_nothing()
    {
        await Beside(async (server, client, address, key) =>
        {
            var before = await client.GetStringAsync("/v1/imports");
            await Break(address, key, 20);
            var handles = server.Handles;
            await Break(address, key, Running.Times(30));
            await Task.Delay(1000);
            (await client.GetStringAsync("/v1/imports")).ShouldBe(before);
            server.Handles.ShouldBeLessThan(handles + 20);
            Directory.Exists(StorePath + ".spool").ShouldBeTrue();
            Directory.GetFiles(StorePath + ".spool").ShouldBeEmpty();
            await TestContext.Out.WriteLineAsync($"handles after 20 and after all: {handles}, {server.Handles}; files left 0");
        });
    }

    // A program that serves a filled store, and a client that may do everything.
    private async Task Beside(Func<Running, HttpClient, Uri, string, Task> work)
    {
        var key = Fill();
        var (server, address) = Running.Serve(Folder);
        using (server)
        {
            using var client = KillTests.Client(address, key);
            await work(server, client, address, key);
            server.Terminate();
        }
    }

    // A small file system of its own wants the right to mount one.
    [Test]
    public async Task On_a_full_disk_reading_goes_on_and_with_space_writing_does()
    {
        var disk = Directory.CreateDirectory(Path.Combine(Folder, "disk")).FullName;
        if (Shell("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk) != 0) Assert.Ignore("no right to mount a small file system");
        try
        {
            string key;
            using (var store = Filled.Open(Running.StoreIn(disk)))
            {
                Filled.Fill(store, 4);
                key = store.Keys.Add(Scope.Admin, "test").Key;
            }

            var (server, address) = Running.Serve(disk);
            using (server)
            {
                using var client = KillTests.Client(address, key);
                var before = await client.GetStringAsync("/v1/scores?format=csv");
                var filler = Path.Combine(disk, "filler");
                Fill(filler);
                using var refused = await client.PostAsync("/v1/imports", Endpoints.Asking.Body(Filled.Export(4, perTeam: 400), "text/csv"));
                ((int)refused.StatusCode).ShouldBe(507, await refused.Content.ReadAsStringAsync());
                Running.Run(disk, "backup", Path.Combine(disk, "backup.db")).Exit.ShouldBe(3);
                Running.Run(disk, "recompute").Exit.ShouldBeOneOf(0, 3);
                (await client.GetStringAsync("/v1/scores?format=csv")).ShouldBe(before);
                File.Delete(filler);
                foreach (var left in Directory.GetFiles(disk, "backup*")) File.Delete(left);
                using var taken = await client.PostAsync("/v1/imports", Endpoints.Asking.Body(Filled.Export(4, perTeam: 50), "text/csv"));
                ((int)taken.StatusCode).ShouldBe(200, await taken.Content.ReadAsStringAsync());
                server.Terminate();
            }

            using var after = Filled.Open(Running.StoreIn(disk));
            new StoreCheck(after).All().ShouldBeEmpty();
        }
        finally
        {
            Shell("umount", disk);
        }
    }

    [Test]
    public void Damage_is_noticed_wherever_it_is()
    {
        using (var store = Filled.Open(StorePath)) Filled.Fill(store, 4);
        var (whole, sums, random, noticed) = (File.ReadAllBytes(StorePath), File.ReadAllBytes(StorePath + ".sums"), new Random(7), 0);
        var times = Running.Times(50);
        for (var i = 0; i < times; i++)
        {
            foreach (var old in Directory.GetFiles(Folder, "store.db*").Where(f => !f.EndsWith(".key", StringComparison.Ordinal))) File.Delete(old);
            var bytes = (byte[])whole.Clone();
            var at = random.Next(bytes.Length);
            if (i % 4 == 0) bytes[at] ^= (byte)(1 << random.Next(8));
            else if (i % 4 == 1) random.NextBytes(bytes.AsSpan(at, Math.Min(512, bytes.Length - at)));
            else if (i % 4 == 2) bytes.AsSpan(at / 4096 * 4096, 4096).Fill(0xA5);
            else Array.Resize(ref bytes, Math.Max(4096, at));
            File.WriteAllBytes(StorePath, bytes);
            File.WriteAllBytes(StorePath + ".sums", sums);
            noticed += IsNoticed() ? 1 : 0;
        }

        TestContext.Out.WriteLine($"{noticed} of {times} noticed");
        noticed.ShouldBe(times);
    }

    private bool IsNoticed()
    {
        try
        {
            using var store = Store.OpenUnreconciled(StorePath, TimeProvider.System);
            return new StoreCheck(store).All().Count > 0;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return true;
        }
    }

    private string Fill()
    {
        using var store = Filled.Open(StorePath);
        Filled.Fill(store, 4);
        return store.Keys.Add(Scope.Admin, "test").Key;
    }

    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.Create);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(block);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // It is full.
        }
    }

    // Half a body of a chunked upload, then the line is cut.
    internal static async Task Break(Uri address, string key, int times)
    {
        for (var i = 0; i < times; i++)
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(address.Host, address.Port);
            var text = Filled.Export(1);
            var head = $"POST /v1/imports HTTP/1.1\r\nHost: {address.Authority}\r\nX-Api-Key: {key}\r\nContent-Type: text/csv\r\nContent-Length: {text.Length}\r\n\r\n";
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head + text[..(i * 37 % text.Length)]));
            await Task.Delay(i % 20);
            socket.Client.LingerState = new LingerOption(i % 2 == 0, 0);
        }
    }

    private static int Shell(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode;
    }
}
