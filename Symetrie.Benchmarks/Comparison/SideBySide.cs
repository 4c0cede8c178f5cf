using System.Globalization;
using System.Text.RegularExpressions;

namespace Symetrie.Benchmarks.Comparison;

/// <summary>Does the main job beside other tools, in one run, pair by pair, and prints the ratios.</summary>
/// <param name="codebooks">The folder of the project's codebooks.</param>
/// <param name="peer">The pandas script that the recompute is measured against; prints <c>load … total …</c>.</param>
internal sealed class SideBySide(string codebooks, string? peer)
{
    private readonly string program = Path.Combine(AppContext.BaseDirectory, "symetrie.dll");

    /// <summary>Measures each folder, which holds <c>employees.csv</c> and <c>customers.csv</c> as the benchmark's generator writes them.</summary>
    public void Run(IReadOnlyList<string> folders, int rounds)
    {
        Console.WriteLine("| set | round | sqlite3 .import s | symetrie import s | ratio | import peak MB | symetrie recompute s | recompute peak MB | pandas without load s | ratio |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
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
            var recompute = Symetrie("recompute", "--store", store);
            var pandas = peer is null ? double.NaN : WithoutLoad(Child.Run("/usr/bin/python3", peer, folder).Output);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"| {Path.GetFileName(folder.TrimEnd('/'))} | {round} | {floor.Seconds:F2} | {import.Seconds:F2} | {import.Seconds / floor.Seconds:F2}× | {import.PeakMegabytes:F0} | {recompute.Seconds:F2} | {recompute.PeakMegabytes:F0} | {pandas:F2} | {pandas / recompute.Seconds:F1}× |");
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private Child Symetrie(params string[] arguments) => Child.Run("dotnet", [program, .. arguments]);

    private static double WithoutLoad(string output)
    {
        double Named(string name) => double.Parse(Seconds(name).Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        return Named("total") - Named("load");
    }

    private static Regex Seconds(string name) => new($@"\b{name} ([0-9.]+)", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}
