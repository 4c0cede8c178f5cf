using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Symetrie.Benchmarks.Serving;

/// <summary>What wrk says of a load.</summary>
/// <param name="PerSecond">Answers a second.</param>
/// <param name="P99">The 99th percentile of the time an answer took, in milliseconds.</param>
/// <param name="Faults">Answers that were neither 2xx nor 3xx, and broken connections.</param>
internal readonly record struct Load(double PerSecond, double P99, long Faults);

/// <summary>Puts load on a server of this machine by wrk, one thread of it.</summary>
/// <param name="seconds">How long each load lasts.</param>
internal sealed partial class Wrk(int seconds)
{
    /// <summary>Whether wrk is here.</summary>
    public static bool IsHere { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "wrk")));

    /// <summary>Asks one address again and again.</summary>
    public Load Ask(string address, int connections, params string[] headers) =>
        Run([$"-c{connections}", .. headers.SelectMany(h => new[] { "-H", h }), address]);

    /// <summary>Asks the addresses of a list, one after another, none twice before all were asked.</summary>
    public Load AskEach(string root, IEnumerable<string> addresses, int connections, params string[] headers)
    {
        var script = Path.ChangeExtension(Path.GetTempFileName(), ".lua");
        File.WriteAllText(script, $"local all = {{\n{string.Join(",\n", addresses.Select(a => $"\"{a}\""))}\n}}\nlocal at = 0\nrequest = function()\n  at = at % #all + 1\n  return wrk.format(nil, all[at])\nend\n");
        try
        {
            return Run([$"-c{connections}", .. headers.SelectMany(h => new[] { "-H", h }), "-s", script, root]);
        }
        finally
        {
            File.Delete(script);
        }
    }

    private Load Run(IReadOnlyList<string> arguments)
    {
        using var wrk = Process.Start(new ProcessStartInfo("wrk", ["-t1", $"-d{seconds}s", "--latency", "--timeout", "30s", .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var said = wrk.StandardOutput.ReadToEnd();
        wrk.WaitForExit();
        if (wrk.ExitCode != 0) throw new InvalidOperationException(said);
        var tail = P99().Match(said);
        return new Load(Number(PerSecond().Match(said).Groups["n"].Value), Number(tail.Groups["n"].Value) * (tail.Groups["unit"].Value switch { "us" => 0.001, "ms" => 1, "s" => 1000, _ => 60_000 }), Faults().Matches(said).Sum(m => long.Parse(m.Groups["n"].Value, CultureInfo.InvariantCulture)));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Requests/sec:[ ]+(?<n>[\d.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex PerSecond();

    [GeneratedRegex(@"99%\s+(?<n>[\d.]+)(?<unit>us|ms|s|m)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex P99();

    [GeneratedRegex(@"(Non-2xx or 3xx responses: |connect |read |write |timeout )(?<n>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Faults();
}
