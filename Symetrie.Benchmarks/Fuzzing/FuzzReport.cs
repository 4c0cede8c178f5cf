using System.Diagnostics;

namespace Symetrie.Benchmarks.Fuzzing;

/// <summary>The verb <c>fuzz</c>: runs, and prints what became of the files.</summary>
internal static class FuzzReport
{
    // The store is looked at whole after each file: a new one now and then keeps it small.
    private const int FilesOfAStore = 500;
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
        var (outcome, codes, samples) = (new FuzzOutcome(0, 0, 0, [], (0, "")), new Dictionary<string, int>(StringComparer.Ordinal), 0);
        for (var first = 0; first < count; first += FilesOfAStore)
        {
            await using var run = await FuzzRun.Start(exports);
            samples = run.Samples.Count;
            foreach (var refused in await run.Whole()) Console.WriteLine($"refused before any damage: {refused}");
            var part = await run.Run(seed, first, Math.Min(FilesOfAStore, count - first));
            outcome = new FuzzOutcome(outcome.Files + part.Files, outcome.Taken + part.Taken, outcome.Refused + part.Refused, [.. outcome.Failures, .. part.Failures], part.Slowest.Seconds > outcome.Slowest.Seconds ? part.Slowest : outcome.Slowest);
            foreach (var (code, times) in run.Codes) codes[code] = codes.GetValueOrDefault(code) + times;
            foreach (var failure in part.Failures) Console.Error.WriteLine(failure);
            Console.Error.WriteLine($"{outcome.Files:N0} files, {outcome.Failures.Count} failures, {clock.Elapsed.TotalSeconds:0} s, {Peak() >> 20} MB; answers {part.Seconds:0} s");
        }

        Console.WriteLine($"{outcome.Files:N0} damaged files of {samples} good ones, seed {seed}: {outcome.Taken:N0} taken, {outcome.Refused:N0} refused, {outcome.Failures.Count} failures");
        Console.WriteLine($"slowest answer {outcome.Slowest.Seconds:0.00} s ({outcome.Slowest.What}); peak memory of program and fuzzer together {Peak() >> 20} MB; {clock.Elapsed.TotalSeconds:0} s in all");
        Console.WriteLine(string.Join(", ", codes.OrderByDescending(c => c.Value).Select(c => $"{c.Key} {c.Value}")));
        return outcome.Failures.Count == 0 && outcome.Slowest.Seconds <= LongestAnswer && Peak() <= MostMemory;
    }

    private static long Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
