using System.Globalization;
using System.Text.RegularExpressions;
using Symetrie.Api.Stores;

namespace Symetrie.Benchmarks.Comparison;

/// <summary>Does the main job beside other tools, in one run, pair by pair, and prints the ratios.</summary>
/// <param name="codebooks">The folder of the project's codebooks.</param>
/// <param name="pandas">The pandas script that the recompute is measured against; prints <c>load … total …</c>.</param>
/// <param name="duckdb">The DuckDB script; prints <c>total …</c>.</param>
internal sealed class SideBySide(string codebooks, string? pandas, string? duckdb)
{
    private readonly string program = Path.Combine(AppContext.BaseDirectory, "symetrie.dll");

    /// <summary>Measures each folder, which holds <c>employees.csv</c> and <c>customers.csv</c> as the benchmark's generator writes them.</summary>
    public void Run(IReadOnlyList<string> folders, int rounds)
    {
        Console.WriteLine("| set | round | sqlite3 .import s | symetrie import s | ratio | import peak MB | everything recomputed and published, s from start to exit | its peak MB | the same in a running process s | means, gaps, r s | DuckDB s | ratio | the pandas script's figures s | pandas without load s | pandas/these | pandas/everything |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var folder in folders)
            for (var round = 1; round <= rounds; round++) Console.WriteLine(Measure(folder, round));
    }

    private string Measure(string folder, int round)
    {
        var work = Directory.CreateTempSubdirectory("symetrie-bench-").FullName;
        try
        {
            var (employees, customers, store) = (Path.Combine(folder, "employees.csv"), Path.Combine(folder, "customers.csv"), Path.Combine(work, "store.db"));
            var floor = Child.Run("sqlite3", Path.Combine(work, "floor.db"), "-cmd", ".mode csv", $".import {employees} e", $".import {customers} c");
            Symetrie("codebook", "add", Path.Combine(codebooks, "bench-employee.json"), "--store", store);
            Symetrie("codebook", "add", Path.Combine(codebooks, "bench-customer.json"), "--store", store);
            var import = Symetrie("import", employees, customers, "--store", store);
            File.Copy(store, store + ".again");
            File.Copy(store + ".key", store + ".again.key");
            var recompute = Symetrie("recompute", "--store", store);
            var (plain, whole, warm) = InProcess(store + ".again");
            var script = pandas is null ? double.NaN : Without(Child.Run("/usr/bin/python3", pandas, folder).Output, "load");
            var duck = duckdb is null ? double.NaN : Without(Child.Run("node", duckdb, folder).Output);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"| {Path.GetFileName(folder.TrimEnd('/'))} | {round} | {floor.Seconds:F2} | {import.Seconds:F2} | {import.Seconds / floor.Seconds:F2}× | {import.PeakMegabytes:F0} | {recompute.Seconds:F2} | {recompute.PeakMegabytes:F0} | {warm:F2} | {plain:F2} | {duck:F2} | {plain / duck:F2}× | {whole:F2} | {script:F2} | {script / whole:F1}× | {script / warm:F1}× |");
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    // As the nightly run of a server does it: on the same answers, in a process that is up.
    private static (double Plain, double Whole, double Everything) InProcess(string path)
    {
        using var store = Store.Open(path, TimeProvider.System);
        for (var round = 0; round < 3; round++) PeerWork.Whole(store);
        var (plain, whole) = (PeerWork.Plain(store).Seconds, PeerWork.Whole(store).Seconds);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        BenchStore.Recompute(store);
        return (plain, whole, clock.Elapsed.TotalSeconds);
    }

    private Child Symetrie(params string[] arguments) => Child.Run("dotnet", [program, .. arguments]);

    private static double Without(string output, string? stage = null)
    {
        double Named(string name) => double.Parse(Seconds(name).Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        return Named("total") - (stage is null ? 0 : Named(stage));
    }

    private static Regex Seconds(string name) => new($@"\b{name} ([0-9.]+)", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}
