using System.Diagnostics;
using System.Text;
using NUnit.Framework;
using Shouldly;

namespace Symetrie.Analytics.Tests.Clients;

/// <summary>A program of somebody else's that reads what ours serves. Where the machine has none the test is skipped, but not where everything must run.</summary>
internal sealed record Tool(string Path, params IReadOnlyList<string> First)
{
    private static readonly Lazy<Tool?> FoundPython = new(() => With("pandas", ["/usr/bin/python3", OnPath("python3")], "-c", "import pandas"));
    private static readonly Lazy<Tool?> FoundR = new(() => With("jsonlite", [OnPath("Rscript")], "-e", "library(jsonlite)"));

    /// <summary>Where the scripts and the packages of <c>npm ci</c> lie.</summary>
    public static string Folder { get; } = System.IO.Path.Combine(Places.Root, "Symetrie.Analytics.Tests", "Clients");

    /// <summary>Node, with the packages.</summary>
    public static Tool Node() =>
        OnPath("node") is { } path && Directory.Exists(Packages) ? new Tool(path) : throw Missing("node or its packages", "apt-get install nodejs npm, then npm ci in Symetrie.Analytics.Tests/Clients");

    /// <summary>The program that a package of Node's brings.</summary>
    public static Tool Of(string package, string file) => Node() with { First = [System.IO.Path.Combine(Packages, package, file)] };

    /// <summary>A Python that has pandas.</summary>
    public static Tool Python() => FoundPython.Value ?? throw Missing("a Python with pandas", "apt-get install python3-pandas");

    /// <summary>R with jsonlite.</summary>
    public static Tool R() => FoundR.Value ?? throw Missing("R with jsonlite", "apt-get install r-base-core r-cran-jsonlite");

    /// <summary>Miller.</summary>
    public static Tool Miller() => OnPath("mlr") is { } path ? new Tool(path) : throw Missing("Miller", "apt-get install miller");

    /// <summary>LibreOffice.</summary>
    public static Tool Office() => OnPath("soffice") is { } path ? new Tool(path) : throw Missing("LibreOffice", "apt-get install libreoffice-calc");

    /// <summary>The packages of Node's.</summary>
    public static string Packages => System.IO.Path.Combine(Folder, "node_modules");

    /// <summary>A script of ours.</summary>
    public static string Script(string name) => System.IO.Path.Combine(Folder, "scripts", name);

    /// <summary>Starts it; what it says is the caller's to read.</summary>
    public Process Start(IReadOnlyList<string> arguments, string? folder = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(Path, First.Concat(arguments)) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? Folder, StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8 };
        // No tool asks whether there is a newer one, or tells anybody that it was used; and none takes the settings of the test runner for its own.
        foreach (var (name, value) in new[] { ("REDOCLY_TELEMETRY", "off"), ("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true"), ("NO_UPDATE_NOTIFIER", "1"), ("NO_COLOR", "1"), ("PYTHONDONTWRITEBYTECODE", "1"), ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"), ("DOTNET_NOLOGO", "1"), ("DOTNET_CLI_UI_LANGUAGE", "en"), ("MSBUILDDISABLENODEREUSE", "1") }) start.Environment[name] = value;
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.Ordinal) && k != "MSBUILDDISABLENODEREUSE").ToArray()) start.Environment.Remove(name);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException($"{Path} did not start");
    }

    /// <summary>Runs it to its end and gives what it wrote to standard output; anything but a good end fails the test with what it said.</summary>
    public async Task<string> Run(IReadOnlyList<string> arguments, string? folder = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var process = Start(arguments, folder, environment);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{Path} {string.Join(' ', First.Concat(arguments))} took longer than four minutes\n{await output}\n{await errors}");
        }

        process.ExitCode.ShouldBe(0, $"{System.IO.Path.GetFileName(Path)} {string.Join(' ', First.Concat(arguments))}\n{await output}\n{await errors}");
        return await output;
    }

    private static Tool? With(string what, IEnumerable<string?> candidates, params string[] probe)
    {
        foreach (var path in candidates.OfType<string>().Where(File.Exists))
        {
            using var process = new Tool(path).Start(probe, System.IO.Path.GetTempPath());
            Task.WaitAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            process.WaitForExit();
            if (process.ExitCode == 0) return new Tool(path);
            TestContext.Out.WriteLine($"{path} is here, but without {what}");
        }

        return null;
    }

    private static string? OnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator).Select(folder => System.IO.Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static Exception Missing(string what, string how)
    {
        var told = $"{what}: not here, so this client was not tried ({how})";
        return Environment.GetEnvironmentVariable("CI") == "true" ? new AssertionException(told) : new IgnoreException("skipped: " + told);
    }
}
