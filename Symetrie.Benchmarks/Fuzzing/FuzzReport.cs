using System.Diagnostics;

namespace Symetrie.Benchmarks.Fuzzing;

/// <summary>The verb <c>fuzz</c>: runs, and prints what became of the files.</summary>
internal static class FuzzReport
{
    // The store is looked at whole after each file: a new one now and then keeps it small. Its program is a new one, too, and the old one is told to stop.
    private const int FilesOfAStore = 1_000;
    private const double LongestAnswer = 5;
    private const double LongestStop = 10;
    private const long MostMemory = 512L << 20;

    /// <summary>Runs.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="first">The number of the first damaged file.</param>
    /// <param name="count">How many damaged files.</param>
    /// <param name="exports">The folder <c>data/exports</c>.</param>
    /// <returns>Whether nothing happened that must not.</returns>
    public static async Task<bool> Run(int seed, int first, int count, string exports)
    {
        var (clock, outcome, samples) = (Stopwatch.StartNew(), new FuzzOutcome { Told = Console.WriteLine }, FuzzSample.All(exports));
        for (var from = first; from < first + count; from += FilesOfAStore)
        {
            await using var run = await FuzzRun.Start(samples, outcome);
            foreach (var refused in await run.Whole()) outcome.Fail($"refused before any damage: {refused}");
            await run.Run(seed, from, Math.Min(FilesOfAStore, first + count - from));
            await run.Stop();
            Console.Error.WriteLine($"{outcome.Files:N0} files, {outcome.Failures.Count} failures, slowest {outcome.Slowest.Seconds:0.00} s, {outcome.Peak >> 20} MB, {clock.Elapsed.TotalSeconds:0} s");
        }

        Console.WriteLine($"{outcome.Files:N0} damaged files of {samples.Count} good ones, seed {seed}: {outcome.Taken:N0} taken, {outcome.Refused:N0} refused, {outcome.Failures.Count} failures");
        Console.WriteLine($"slowest answer {outcome.Slowest.Seconds:0.00} s ({outcome.Slowest.What}); the program's peak memory {outcome.Peak >> 20} MB ({outcome.Hungriest}); it stopped within {outcome.Stopping:0.0} s; {clock.Elapsed.TotalSeconds:0} s in all");
        Console.WriteLine(string.Join(", ", outcome.Codes.OrderByDescending(c => c.Value).Select(c => $"{c.Key} {c.Value}")));
        return outcome is { Failures.Count: 0, Slowest.Seconds: <= LongestAnswer, Stopping: <= LongestStop, Peak: > 0 and <= MostMemory };
    }
}
