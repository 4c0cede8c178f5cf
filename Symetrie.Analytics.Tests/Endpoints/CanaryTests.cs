using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using Shouldly;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>What must not stay behind: personal columns, uploads that were broken off, files of a program that was killed.</summary>
public sealed class CanaryTests
{
    private static readonly string[] Canaries = ["Serinus.Canaria@birds.example", "Serinus Canaria-Vogel", "198.51.100.77", "06 55 01 99 88", "sang in the open-plan office", "Villa Canari 17"];
    private readonly Heard log = new();
    private TestApi api = null!;

    [SetUp]
    public async Task Start()
    {
        api = await TestApi.Start();
        api.App.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        (await api.Ingester.PutAsync("/v1/codebooks/sample-employee", Asking.Body(TestApi.Codebook("sample-employee"), "application/json"))).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [TearDown]
    public async Task Stop() => await api.DisposeAsync();

    [OneTimeTearDown]
    public void End() => log.Dispose();

    [Test]
    public async Task Personal_columns_are_listed_and_reach_neither_store_nor_log()
    {
        var lines = Sent.Employees().TrimEnd().Split('\n').Select(l => l.TrimEnd('\r')).ToArray();
        lines[0] += ",E-mail,Nom complet,Adresse IP,x,y,z";
        for (var i = 1; i < lines.Length; i++) lines[i] += $",{Canaries[0]},{Canaries[1]},{Canaries[2]},{Canaries[3]},\"It {Canaries[4]} on day {i}\",{Canaries[5]}";
        // Rows that cannot be cut, cells in the wrong place, and bad answers beside them.
        lines[7] += ",one,too,many";
        lines[8] = lines[8].Replace("\"It ", "\"It\" ", StringComparison.Ordinal);
        lines[9] = string.Join(',', lines[9].Split(',').Select((cell, i) => i == 3 ? Canaries[0] : cell));
        var file = string.Join('\n', lines);

        foreach (var query in new[] { "?dryRun=true", "", "?onError=skip" })
        {
            var answer = await api.Ingester.PostAsync("/v1/imports" + query, Asking.Body(file));
            var told = await answer.Json();
            var report = told.TryGetProperty("report", out var inner) ? inner : told;
            report.GetProperty("personal").EnumerateArray().Select(p => $"{p.Text("column")}: {p.Text("kind")}").ShouldBe(["E-mail: e-mail", "Nom complet: name", "Adresse IP: ip-address", "x: phone", "y: free-text"]);
            report.GetProperty("rejected").GetInt64().ShouldBe(3);
            var errors = await api.Ingester.GetStringAsync(report.Text("rejectedRows"));
            errors.Split("\r\n").Length.ShouldBe(5, errors);
            foreach (var canary in Canaries)
            {
                told.GetRawText().ShouldNotContain(canary);
                errors.ShouldNotContain(canary);
            }
        }

        await api.Ingester.PostAsync("/v1/imports", Asking.Body(string.Join('\n', lines[1..])));
        Thread.Sleep(300);
        Sent.Spooled(api.Store).ShouldBeEmpty();
        var files = Directory.GetFiles(Path.GetDirectoryName(api.Store.Engine.Address)!, "*", SearchOption.AllDirectories);
        files.ShouldContain(f => f.EndsWith(".db-wal", StringComparison.Ordinal));
        var all = files.Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)).SelectMany(Bytes).ToArray();
        foreach (var canary in Canaries) all.AsSpan().IndexOf(Encoding.UTF8.GetBytes(canary)).ShouldBe(-1, canary);
        log.Lines.ShouldContain(l => l.Contains("imported", StringComparison.Ordinal));
        foreach (var canary in Canaries) log.Lines.ShouldNotContain(l => l.Contains(canary, StringComparison.Ordinal));

        // The search would find them, were they there.
        all.AsSpan().IndexOf("Nom complet"u8).ShouldBeGreaterThan(0);
    }

    [Test]
    public async Task Thirty_uploads_broken_off_leave_no_file_no_handle_and_no_change()
    {
        (await api.Ingester.PostAsync("/v1/imports", Asking.Body(Sent.Employees()))).StatusCode.ShouldBe(HttpStatusCode.OK);
        // As many at once as later: the pool of readers keeps a few files open.
        await BreakOff(30);
        var (revision, imports, handles) = (Revision(), api.Store.Responses.Imports().Count, Handles());
        await BreakOff(30);
        Revision().ShouldBe(revision);
        api.Store.Responses.Imports().Count.ShouldBe(imports);
        api.Store.Postings.Unimported().ShouldBeEmpty();
        for (var wait = 0; wait < 100 && Handles().Spooled > 0; wait++) await Task.Delay(50);
        Handles().Spooled.ShouldBe(0);
        // The pool of readers opens a few more files when many ask at once; thirty left open would be seen.
        Handles().Files.ShouldBeLessThan(handles.Files + 15);
        log.Lines.ShouldNotContain(l => l.Contains("unhandled", StringComparison.OrdinalIgnoreCase), "a client that goes away is no failure");
        (await api.Ingester.PostAsync("/v1/imports", Asking.Body(Sent.Employees(shift: 1)))).StatusCode.ShouldBe(HttpStatusCode.OK, "and the next upload goes in");
    }

    [Test]
    public async Task What_a_killed_program_left_is_removed_and_told_at_the_next_start()
    {
        var address = api.Store.Engine.Address;
        var spool = api.Store.Engine.SpoolFolder;
        Directory.CreateDirectory(spool);
        var (left, alive) = (Path.Combine(spool, new string('a', 32)), Path.Combine(spool, new string('b', 32) + ".upload"));
        await File.WriteAllTextAsync(left + ".upload", "half a file");
        await File.WriteAllTextAsync(left + ".json", """{"id":"p-00000000000000000001","name":"night.csv","contentHash":"00","options":"","idempotency":null,"createdAt":"2126-10-01T02:30:00.000Z"}""");
        await using var held = new FileStream(alive, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        using var store = Store.Open(address, TimeProvider.System);
        await using var app = Symetrie.Api.Endpoints.Api.Build(store, new AnalysisSettings(), "http://127.0.0.1:0");
        await app.StartAsync();
        for (var i = 0; i < 100 && store.Postings.Find("p-00000000000000000001") is null; i++) await Task.Delay(50);
        var told = await api.Ingester.Json("/v1/imports/p-00000000000000000001");
        told.Text("state").ShouldBe("failed");
        told.Text("refusal").ShouldContain("the program stopped");
        for (var i = 0; i < 100 && File.Exists(left + ".json"); i++) await Task.Delay(20);
        Sent.Spooled(store).ShouldBe([alive], "the file of a program that lives is its own");
        await app.StopAsync();
    }

    private async Task BreakOff(int times)
    {
        for (var i = 0; i < times; i++)
        {
            // The first ones are looked at one by one, so what is seen is not the rest of the one before.
            if (i < 5) await Settle();
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, api.Anonymous.BaseAddress!.Port);
            var head = $"POST /v1/imports HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: {api.Key(Scope.Ingest)}\r\nContent-Type: text/csv\r\n" + (i % 2 == 0 ? "Content-Length: 50000000\r\n\r\n" : "Transfer-Encoding: chunked\r\n\r\n40000\r\n");
            var stream = socket.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
            await stream.WriteAsync(new byte[200_000]);
            for (var wait = 0; wait < 200 && Sent.Spooled(api.Store).Length == 0; wait++) await Task.Delay(5);
            if (i < 5) Sent.Spooled(api.Store).Length.ShouldBeGreaterThan(0, "the upload was on its way");
            socket.Client.LingerState = new LingerOption(i % 3 == 0, 0);
        }

        await Settle();
    }

    private async Task Settle()
    {
        for (var wait = 0; wait < 400 && Sent.Spooled(api.Store).Length > 0; wait++) await Task.Delay(25);
        Sent.Spooled(api.Store).ShouldBeEmpty();
    }

    private long Revision() => api.Store.Engine.Read(api.Store.Tallies.State);

    // Open files of this store, and of what waits beside it. What is closed while it is looked at is none.
    private (int Files, int Spooled) Handles()
    {
        if (!OperatingSystem.IsLinux()) return (0, 0);
        var mine = Directory.GetFiles("/proc/self/fd").Select(Target).Where(t => t.Contains(Path.GetDirectoryName(api.Store.Engine.Address)!, StringComparison.Ordinal)).ToArray();
        return (mine.Length, mine.Count(t => t.Contains(".spool", StringComparison.Ordinal)));
    }

    private static string Target(string handle)
    {
        try
        {
            return File.ResolveLinkTarget(handle, returnFinalTarget: false)?.FullName ?? "";
        }
        catch (FileNotFoundException)
        {
            return "";
        }
    }

    private static byte[] Bytes(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }

    private sealed class Heard : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
