using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Shouldly;

namespace Symetrie.Analytics.Tests.Clients;

/// <summary>Stoplight's Prism between clients and the program: it passes everything on, and notes each request and answer that openapi.json does not allow.</summary>
internal sealed class Prism : IDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();

    private Prism(Process process, string address)
    {
        (this.process, Address) = (process, address);
        process.OutputDataReceived += (_, said) => lines.Enqueue(said.Data ?? "");
        process.ErrorDataReceived += (_, said) => lines.Enqueue(said.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where it listens.</summary>
    public string Address { get; }

    /// <summary>How many requests it passed on.</summary>
    public int Passed => lines.Count(l => l.Contains("has returned", StringComparison.Ordinal));

    /// <summary>Starts it and makes sure that it notices what the document does not allow.</summary>
    public static async Task<Prism> Start(string upstream)
    {
        var port = FreePort();
        var prism = new Prism(Tool.Of("@stoplight/prism-cli", "dist/index.js").Start(["proxy", Path.Combine(Places.Root, "openapi.json"), upstream.TrimEnd('/'), "--port", $"{port}"]), $"http://127.0.0.1:{port}");
        await prism.Until(l => l.Contains("Prism is listening", StringComparison.Ordinal));
        using (var client = new HttpClient())
        using (await client.GetAsync(prism.Address + "/v1/gaps?limit=nothing")) await prism.Until(IsViolation);
        prism.lines.Clear();
        return prism;
    }

    /// <summary>Fails where anything was asked or answered that the document does not allow.</summary>
    /// <param name="answersOnly">Whether only answers are looked at: what was asked was wrong on purpose.</param>
    public async Task Finish(bool answersOnly = false)
    {
        // It writes its log a moment after the answer.
        for (var seen = -1; seen != lines.Count; await Task.Delay(150)) seen = lines.Count;
        var all = lines.ToArray();
        all.Where(l => IsViolation(l) && !(answersOnly && l.Contains("Violation: request", StringComparison.Ordinal))).ShouldBeEmpty(string.Join('\n', all.TakeLast(200)));
        Passed.ShouldBeGreaterThan(0, string.Join('\n', all));
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    private static bool IsViolation(string line) => line.Contains("Violation:", StringComparison.Ordinal);

    private async Task Until(Func<string, bool> said)
    {
        var began = Stopwatch.StartNew();
        while (!lines.Any(said))
        {
            if (process.HasExited || began.Elapsed > TimeSpan.FromSeconds(120)) throw new InvalidOperationException($"Prism did not start, or does not look: {string.Join('\n', lines)}");
            await Task.Delay(50);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
