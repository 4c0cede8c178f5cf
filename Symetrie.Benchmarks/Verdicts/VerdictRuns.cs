using System.Globalization;

namespace Symetrie.Benchmarks.Verdicts;

/// <summary>How often a verdict is wrong, by simulation: <c>verdicts NAME [RUNS]</c> prints a table for the README.</summary>
internal static class VerdictRuns
{
    private static readonly Dictionary<string, (int Runs, Action<int> Print)> Known = new(StringComparer.Ordinal)
    {
        ["drift"] = (200, DriftVerdicts.Print),
        ["moves"] = (100, MoveVerdicts.Print),
        ["alerts"] = (5, AlertVerdicts.Print),
        ["forecast"] = (100, ForecastVerdicts.Print),
    };

    /// <summary>Runs one simulation, or all of them.</summary>
    public static int Run(string[] args)
    {
        if (args.Length == 0 || (args[0] != "all" && !Known.ContainsKey(args[0])))
        {
            Console.Error.WriteLine($"usage: verdicts {string.Join('|', Known.Keys)}|all [RUNS]");
            return 2;
        }

        foreach (var name in args[0] == "all" ? [.. Known.Keys] : new[] { args[0] })
        {
            var (runs, print) = Known[name];
            Console.WriteLine($"\n### {name}\n");
            print(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : runs);
        }

        return 0;
    }

    /// <summary>A share with its Monte-Carlo standard error, in percent.</summary>
    public static string Share(IReadOnlyCollection<double> shares)
    {
        var mean = shares.Average();
        var error = shares.Count < 2 ? 0 : Math.Sqrt(shares.Sum(s => (s - mean) * (s - mean)) / (shares.Count - 1) / shares.Count);
        return string.Create(CultureInfo.InvariantCulture, $"{100 * mean:0.00} ± {100 * error:0.00}");
    }
}
