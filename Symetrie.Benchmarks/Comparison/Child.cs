using System.Diagnostics;

namespace Symetrie.Benchmarks.Comparison;

/// <summary>A program that was run: how long it took, how much it computed and how much memory it held at its peak.</summary>
/// <param name="Seconds">Wall-clock seconds from start to exit.</param>
/// <param name="Computed">Processor seconds of its own code (user time), sampled every 5 ms: what other processes take is not in them.</param>
/// <param name="PeakMegabytes">Peak resident set in MB, sampled every 5 ms; NaN where it could not be read.</param>
/// <param name="Output">What it wrote to its standard output.</param>
internal sealed record Child(double Seconds, double Computed, double PeakMegabytes, string Output)
{
    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It exited with anything but 0; the message holds what it wrote.</exception>
    public static Child Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var (peak, computed) = (0L, 0.0);
        while (!process.WaitForExit(5))
        {
            process.Refresh();
            try
            {
                (peak, computed) = (Math.Max(peak, process.PeakWorkingSet64), process.UserProcessorTime.TotalSeconds);
            }
            catch (InvalidOperationException)
            {
                break;
            }
        }

        process.WaitForExit();
        var seconds = clock.Elapsed.TotalSeconds;
        return process.ExitCode == 0
            ? new Child(seconds, computed, peak / 1e6, output.GetAwaiter().GetResult())
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} exited with {process.ExitCode}: {errors.GetAwaiter().GetResult()}");
    }
}
