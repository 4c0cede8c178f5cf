using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Symetrie.Benchmarks.Fuzzing;

/// <summary>The program as it is served: <c>symetrie serve</c> on a store of its own, in a process of its own.</summary>
internal sealed class FuzzServer : IAsyncDisposable
{
    private const int LinesKept = 40;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private readonly Process process;
    private readonly Queue<string> said = new();
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FuzzServer(Process process)
    {
        this.process = process;
        // Whoever ends this ends the program, too.
        AppDomain.CurrentDomain.ProcessExit += End;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => listening.Task.Result;

    /// <summary>Whether it is no more, without having been told to stop.</summary>
    public bool IsGone => process.HasExited;

    /// <summary>The last lines of its log.</summary>
    public IReadOnlyList<string> Said
    {
        get
        {
            lock (said) return [.. said];
        }
    }

    /// <summary>Starts it.</summary>
    /// <param name="store">The path of the store.</param>
    /// <exception cref="InvalidOperationException">It did not come to listen.</exception>
    public static async Task<FuzzServer> Start(string store)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "symetrie.dll"), "serve", "--store", store, "--urls", "http://127.0.0.1:0"]) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        // A request is logged as one line, and nothing limits them: this is about the files.
        start.Environment["Symetrie__RequestsPerMinute"] = "0";
        start.Environment["Logging__LogLevel__Symetrie.Api.Endpoints.Watch"] = "None";
        var server = new FuzzServer(Process.Start(start)!);
        server.process.ErrorDataReceived += (_, line) => server.Hear(line.Data);
        server.process.OutputDataReceived += (_, line) => server.Hear(line.Data);
        server.process.BeginErrorReadLine();
        server.process.BeginOutputReadLine();
        try
        {
            await server.listening.Task.WaitAsync(Longest);
            return server;
        }
        catch (TimeoutException late)
        {
            var lines = string.Join('\n', server.Said);
            await server.DisposeAsync();
            throw new InvalidOperationException($"the program did not come to listen: {lines}", late);
        }
    }

    /// <summary>The most memory it has held, in bytes; 0 where the system does not tell.</summary>
    public long Peak()
    {
        if (process.HasExited) return 0;
        if (!OperatingSystem.IsLinux())
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }

        var line = File.ReadLines($"/proc/{process.Id}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) << 10;
    }

    /// <summary>Asks it to stop, as a service's keeper does.</summary>
    /// <returns>Seconds until it had; null where it had to be killed after half a minute.</returns>
    public async Task<double?> Stop()
    {
        var clock = Stopwatch.StartNew();
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Longest);
            return clock.Elapsed.TotalSeconds;
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= End;
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private void End(object? sender, EventArgs e)
    {
        if (!process.HasExited) process.Kill();
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        lock (said)
        {
            said.Enqueue(line);
            if (said.Count > LinesKept) said.Dequeue();
        }

        var match = Regex.Match(line, "^listening on (?<address>http[^ ,]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        if (match.Success) listening.TrySetResult(new Uri(match.Groups["address"].Value));
    }
}
