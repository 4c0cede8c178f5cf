using System.Diagnostics;
using System.Globalization;
using Symetrie.Analytics;
using Symetrie.Analytics.Measures;
using Symetrie.Api.Recompute;
using Symetrie.Api.Stores;

namespace Symetrie.Benchmarks.Comparison;

/// <summary>What a recompute of a benchmark set consists of: each measure alone, the plain figures alone, everything, and what is left to do after an import that
/// touches one team in one period.</summary>
/// <param name="codebooks">The folder of the project's codebooks.</param>
internal sealed class RecomputeParts(string codebooks)
{
    private const int Nights = 7;

    /// <summary>Measures a folder, which holds <c>employees.csv</c> and <c>customers.csv</c> as the benchmark's generator writes them.</summary>
    public void Run(string folder)
    {
        InStore(folder, (store, work) =>
        {
            PlainFigures(store);
            PlainFigures(store);
            Measures(store);
            var first = Recompute(store);
            var later = After(store, folder, work, "first");
            Print("everything, first run", first);
            Print("everything, after 20 answers for one team in one period", later, $"{later / first:P0} of the first run");
        });
        InStore(folder, (store, work) =>
        {
            // As in a service that has had nights before: nothing is compiled any more, neither for the whole nor for the little.
            var whole = Recompute(store);
            double[] later = [.. Enumerable.Range(0, Nights).Select(night => After(store, folder, work, $"night-{night}")).Order()];
            Print("in a process that is up: everything", whole);
            Print($"after 20 answers for one team in one period, the middle of {Nights}", later[Nights / 2], $"{later[Nights / 2] / whole:P0} of it ({later[0] / whole:P0} to {later[^1] / whole:P0})");
        });
    }

    /// <summary>Computes the plain figures of a folder over and over.</summary>
    public void RunPlain(string folder, int rounds) => InStore(folder, (store, _) =>
    {
        for (var round = 0; round < rounds; round++) PlainFigures(store);
    });

    private void InStore(string folder, Action<Store, string> measure) => BenchStore.With(codebooks, folder, (store, _, work) =>
    {
        measure(store, work);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak memory {self.PeakWorkingSet64 / 1e6:F0} MB"));
    });

    private static double After(Store store, string folder, string work, string mark)
    {
        var late = Path.Combine(work, $"{mark}.csv");
        File.WriteAllLines(late, BenchStore.LateAnswers(Path.Combine(folder, "customers.csv"), mark));
        BenchStore.Import(store, late);
        return Recompute(store);
    }

    private static double Recompute(Store store)
    {
        var clock = Stopwatch.StartNew();
        var stages = new Stages(clock);
        BenchStore.Recompute(store, stages);
        Console.WriteLine(stages);
        return clock.Elapsed.TotalSeconds;
    }

    private static void PlainFigures(Store store)
    {
        var work = PeerWork.Plain(store);
        Print($"load, tallies, release; means, gaps with intervals and Pearson alone ({work.Figures:N0} figures)", work.Seconds, string.Create(CultureInfo.InvariantCulture, $"of which figures {work.Computing:F2} s"));
    }

    private static void Measures(Store store)
    {
        var analysis = new Recomputer(store, new AnalysisSettings()).Analyse();
        Console.WriteLine("| measure | rows | seconds on one thread |");
        Console.WriteLine("|---|---|---|");
        foreach (var measure in MeasureCatalogue.All)
        {
            var (clock, rows) = (Stopwatch.StartNew(), 0L);
            for (var p = 0; p < analysis.Panel.Periods.Count; p++) rows += measure.Rows(analysis.Panel, new AnalysisSettings(), p).Count;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| `{measure.Name}` | {rows:N0} | {clock.Elapsed.TotalSeconds:F2} |"));
        }
    }

    private static void Print(string what, double seconds, string? more = null) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {seconds:F2} s{(more is null ? "" : ", " + more)}"));

    private sealed class Stages(Stopwatch clock) : IProgress<RunProgress>
    {
        private readonly List<(string Stage, double At)> begun = [];

        public void Report(RunProgress value)
        {
            if (begun.Count == 0 || begun[^1].Stage != value.Stage) begun.Add((value.Stage, clock.Elapsed.TotalSeconds));
        }

        public override string ToString() => string.Join(", ", begun.Zip(begun.Skip(1)).Select(b => string.Create(CultureInfo.InvariantCulture, $"{b.First.Stage} {b.Second.At - b.First.At:F2} s")));
    }
}
