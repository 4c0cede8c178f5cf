using System.Globalization;

namespace Symetrie.Benchmarks.Verdicts;

/// <summary>How often verdicts are wrong and how often they are reached, by simulation: one file a verdict, each printing its table in Markdown.</summary>
internal static class VerdictRuns
{
    private static readonly (string Name, Action<int> Run)[] All =
    [
        ("reliability", ReliabilityRuns.Run),
    ];

    /// <summary>The names of all simulations.</summary>
    public static string Names => string.Join(", ", All.Select(r => r.Name));

    /// <summary>Runs one.</summary>
    /// <returns>False where there is none of that name.</returns>
    public static bool Run(string name, int runs)
    {
        if (Array.Find(All, r => r.Name == name).Run is not { } run) return false;
        run(runs);
        return true;
    }

    /// <summary>A line of a Markdown table.</summary>
    public static void Line(params object[] cells) => Console.WriteLine("| " + string.Join(" | ", cells.Select(c => Convert.ToString(c, CultureInfo.InvariantCulture))) + " |");
}
