using System.Diagnostics;

namespace Symetrie.Benchmarks.Fuzzing;

/// <summary>The verb <c>fuzz</c>: runs, and prints what became of the files.</summary>
internal static class FuzzReport
{
    private const double LongestAnswer = 5;
    private const long MostMemory = 512L << 20;

    /// <summary>Runs.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="count">How many damaged files.</param>
    /// <param name="exports">The folder <c>data/exports</c>.</param>
    /// <returns>Whether nothing happened that must not.</returns>
    public static async Task<bool> Run(int seed, int count, string exports)
    {
        var clock = Stopwatch.StartNew();
        await using var run = await FuzzRun.Start(exports);
        foreach (var refused in await run.Whole()) Console.WriteLine($"refused before any damage: {refused}");
        var outcome = await run.Run(seed, count, done =>
        {
            if (done % 1000 == 0) Console.Error.WriteLine($"{done:N0} files, {clock.Elapsed.TotalSeconds:0} s, {Peak() >> 20} MB");
        });
        Console.WriteLine($"{outcome.Files:N0} damaged files of {run.Samples.Count} good ones, seed {seed}: {outcome.Taken:N0} taken, {outcome.Refused:N0} refused, {outcome.Failures.Count} failures");
        Console.WriteLine($"slowest answer {outcome.Slowest.Seconds:0.00} s ({outcome.Slowest.What}); peak memory of program and fuzzer together {Peak() >> 20} MB; {clock.Elapsed.TotalSeconds:0} s in all");
        Console.WriteLine(string.Join(", ", run.Codes.OrderByDescending(c => c.Value).Select(c => $"{c.Key} {c.Value}")));
        foreach (var failure in outcome.Failures.Take(50)) Console.WriteLine(failure);
        return outcome.Failures.Count == 0 && outcome.Slowest.Seconds <= LongestAnswer && Peak() <= MostMemory;
    }

    private static long Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
