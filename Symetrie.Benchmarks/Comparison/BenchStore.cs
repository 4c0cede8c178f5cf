using System.Globalization;
using Symetrie.Analytics;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Imports;
using Symetrie.Api.Recompute;
using Symetrie.Api.Stores;

namespace Symetrie.Benchmarks.Comparison;

/// <summary>A store of its own with a benchmark set in it.</summary>
internal static class BenchStore
{
    /// <summary>Measures something in a store that holds a set: <c>employees.csv</c> and <c>customers.csv</c> of a folder, as the benchmark's generator writes them. Afterwards the store is gone.</summary>
    /// <param name="codebooks">The folder of the project's codebooks.</param>
    /// <param name="folder">The set's folder.</param>
    /// <param name="measure">Gets the store, its path, and a folder for files of its own.</param>
    public static void With(string codebooks, string folder, Action<Store, string, string> measure)
    {
        var work = Directory.CreateTempSubdirectory("symetrie-bench-").FullName;
        try
        {
            var path = Path.Combine(work, "store.db");
            using var store = Filled(path, codebooks, folder);
            measure(store, path, work);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>A new store that holds a set; it stays open.</summary>
    public static Store Filled(string path, string codebooks, string folder)
    {
        var store = Empty(path, codebooks);
        foreach (var name in new[] { "employees.csv", "customers.csv" }) Import(store, Path.Combine(folder, name));
        return store;
    }

    /// <summary>A new store that knows the codebooks of the sets; it stays open.</summary>
    public static Store Empty(string path, string codebooks)
    {
        var store = Store.Open(path, TimeProvider.System);
        foreach (var name in new[] { "bench-employee.json", "bench-customer.json" })
            store.Codebooks.Put(CodebookJson.Read(File.ReadAllText(Path.Combine(codebooks, name)), MirrorFile.Mirror).Required());
        return store;
    }

    /// <summary>Takes a file in.</summary>
    public static void Import(Store store, string path)
    {
        using var file = File.OpenRead(path);
        var report = new Importer(store, Minimums.Of(new AnalysisSettings())).Run(new ImportRequest(file, Path.GetFileName(path)));
        if (report.State != "imported") throw new InvalidOperationException($"{path}: {report.Refusal}");
    }

    /// <summary>Recomputes everything that has changed.</summary>
    public static RunOutcome Recompute(Store store, IProgress<RunProgress>? progress = null)
    {
        var run = long.Parse(store.Runs.Request().Id[2..], CultureInfo.InvariantCulture);
        store.Runs.Start(run);
        return new Recomputer(store, new AnalysisSettings()).Run(run, progress);
    }

    /// <summary>The last 20 rows of a file as those of 20 more respondents, header first: one team in one period.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mark">What sets their ids apart from those of another call.</param>
    public static IEnumerable<string> LateAnswers(string path, string mark)
    {
        var lines = File.ReadLines(path);
        var header = lines.First();
        var id = Array.FindIndex(header.Split(','), c => c.Contains("id", StringComparison.OrdinalIgnoreCase));
        yield return header;
        foreach (var (line, i) in lines.TakeLast(20).Select((l, i) => (l, i)))
        {
            var cells = line.Split(',');
            if (id >= 0) cells[id] = $"late-{mark}-{i}";
            yield return string.Join(',', cells);
        }
    }
}
