using System.Diagnostics;
using System.Globalization;
using Symetrie.Api.Stores;

namespace Symetrie.Benchmarks.Comparison;

/// <summary>What taking exports in costs a process that is up, as a service is that analysts post to: nothing is compiled or opened for the first time.</summary>
/// <param name="codebooks">The folder of the project's codebooks.</param>
/// <param name="work">Where stores are made.</param>
internal sealed class RunningIntake(string codebooks, string work)
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);

    /// <summary>Takes both files into a new store, and their successors after them.</summary>
    /// <param name="files">The files, employees first.</param>
    /// <param name="later">Pairs of files that follow, each told to its middle.</param>
    /// <returns>What the first import cost.</returns>
    public Child Round(string[] files, params (string[] Files, Middle Told)[] later)
    {
        var path = Path.Combine(work, $"{Guid.NewGuid():N}.db");
        using var store = BenchStore.Empty(path, codebooks);
        var first = Take(store, files);
        foreach (var (more, told) in later) told.Add(Take(store, more));
        return first;
    }

    /// <summary>The verb <c>imports</c>: both files of a folder into a new store, over and over.</summary>
    public static void Run(string codebooks, string folder, int rounds)
    {
        var work = Directory.CreateTempSubdirectory("symetrie-imports-").FullName;
        try
        {
            var running = new RunningIntake(codebooks, work);
            for (var round = 0; round < rounds; round++)
            {
                var cost = running.Round([Path.Combine(folder, "employees.csv"), Path.Combine(folder, "customers.csv")]);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cost.Seconds:0.00} s, {cost.Computed:0.00} s computed, {cost.PeakMegabytes:0} MB"));
            }
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>Reads both files to their end and does nothing with them.</summary>
    public Child Reading(string[] files) => Measured(files, (file, voice) => _ = IntakeFigures.Read(Path.Combine(codebooks, voice == 0 ? "bench-employee.json" : "bench-customer.json"), file));

    private static Child Take(Store store, string[] files) => Measured(files, (file, _) => BenchStore.Import(store, file));

    private static Child Measured(string[] files, Action<string, int> take)
    {
        // Between two posts a service rests: what an earlier one left is not collected, and its log not moved, on the time of the next.
        GC.Collect();
        Thread.Sleep(Rest);
        var (clock, before) = (Stopwatch.StartNew(), Process.GetCurrentProcess().UserProcessorTime);
        for (var i = 0; i < files.Length; i++) take(files[i], i);
        var seconds = clock.Elapsed.TotalSeconds;
        using var now = Process.GetCurrentProcess();
        return new Child(seconds, (now.UserProcessorTime - before).TotalSeconds, now.WorkingSet64 / 1e6, "");
    }
}
