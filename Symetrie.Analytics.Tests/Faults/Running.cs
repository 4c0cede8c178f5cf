using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Symetrie.Analytics.Tests.Faults;

/// <summary>The program as its user starts it: a process of its own, that can be killed.</summary>
internal sealed partial class Running : IDisposable
{
    private readonly Process process;
    private readonly List<string> errors = [];

    private Running(string store, string[] arguments, IReadOnlyDictionary<string, string>? settings = null)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "symetrie.dll"), .. arguments, "--store", store]) start.ArgumentList.Add(argument);
        start.Environment["Symetrie__RequestsPerMinute"] = "0";
        if (Path.GetDirectoryName(store) is { } folder && Directory.Exists(folder)) start.Environment["SQLITE_TMPDIR"] = folder;
        foreach (var (name, value) in settings ?? new Dictionary<string, string>()) start.Environment[name] = value;
        process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (errors) errors.Add(line.Data ?? "");
        };
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    /// <summary>How often each fault is done: <c>SYMETRIE_FAULTS</c>, or what is given.</summary>
    public static int Times(int usual) => int.TryParse(Environment.GetEnvironmentVariable("SYMETRIE_FAULTS"), NumberStyles.None, CultureInfo.InvariantCulture, out var times) ? times : usual;

    public static string StoreIn(string folder) => Path.Combine(folder, "store.db");

    public bool HasEnded => process.HasExited;

    public int ExitCode => process.ExitCode;

    public string Errors
    {
        get
        {
            lock (errors) return string.Join('\n', errors);
        }
    }

    public long Handles => Directory.GetFiles($"/proc/{process.Id}/fd").Length;

    public int Id => process.Id;

    public static Running Start(string folder, params string[] arguments) => new(StoreIn(folder), arguments);

    /// <summary>Starts a server and waits until it listens.</summary>
    public static (Running Server, Uri Address) Serve(string folder) => ServeAt(StoreIn(folder));

    /// <summary>Starts a server on a store that may lie in a database, and waits until it listens.</summary>
    public static (Running Server, Uri Address) ServeAt(string store, IReadOnlyDictionary<string, string>? settings = null)
    {
        var server = new Running(store, ["serve", "--urls", "http://127.0.0.1:0"], settings);
        for (var i = 0; i < 600; i++)
        {
            if (Listening().Match(server.Errors) is { Success: true } match) return (server, new Uri(match.Groups["address"].Value));
            if (server.HasEnded) break;
            Thread.Sleep(50);
        }

        throw new InvalidOperationException($"the server did not come up: {server.Errors}");
    }

    /// <summary>Runs a command to its end.</summary>
    public static (int Exit, string Errors) Run(string folder, params string[] arguments)
    {
        using var command = Start(folder, arguments);
        command.Wait(TimeSpan.FromMinutes(2));
        return (command.ExitCode, command.Errors);
    }

    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Asks it to end, as an operating system does.</summary>
    /// <returns>How long it took.</returns>
    public TimeSpan Terminate()
    {
        var clock = Stopwatch.StartNew();
        Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)])!.WaitForExit();
        Wait(TimeSpan.FromSeconds(60));
        return clock.Elapsed;
    }

    public void Wait(TimeSpan most)
    {
        if (!process.WaitForExit(most)) throw new TimeoutException($"it did not end within {most}: {Errors}");
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited) Kill();
        process.Dispose();
    }

    [GeneratedRegex(@"listening on (?<address>http://127\.0\.0\.1:\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();
}
