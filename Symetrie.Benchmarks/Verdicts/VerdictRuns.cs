using System.Globalization;

namespace Symetrie.Benchmarks.Verdicts;

/// <summary>How often verdicts are wrong and how often they are reached, by simulation: one file a verdict, each printing its table in Markdown.</summary>
internal static class VerdictRuns
{
    private static readonly (string Name, Action<int> Run)[] All =
    [
        ("gaps", GapRuns.Run),
        ("scales", ScaleRuns.Run),
        ("shrinkage", ShrinkageRuns.Run),
        ("symmetry", SymmetryRuns.Run),
        ("index", IndexRuns.Run),
        ("links", LinkRuns.Print),
        ("leads", LeadRuns.Print),
        ("drivers", DriverRuns.Print),
        ("drift", DriftRuns.Run),
        ("moves", MoveRuns.Run),
        ("alerts", AlertRuns.Run),
        ("forecast", ForecastRuns.Run),
        ("reliability", ReliabilityRuns.Run),
        ("effects", EffectRuns.Run),
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

/// <summary>A share counted over independent runs, with its Monte-Carlo standard error.</summary>
internal sealed class Tallied
{
    private double sum;
    private double squares;
    private int runs;

    /// <summary>Adds what a run found: a share, or 1 or 0.</summary>
    public void Add(double share) => (sum, squares, runs) = (sum + share, squares + (share * share), runs + 1);

    /// <summary>The shares of runs that are there already.</summary>
    public static Tallied Of(IEnumerable<double> shares)
    {
        var tallied = new Tallied();
        foreach (var share in shares) tallied.Add(share);
        return tallied;
    }

    /// <summary>Percent with its standard error, in points of percent.</summary>
    public override string ToString()
    {
        if (runs == 0) return "–";
        var mean = sum / runs;
        return string.Create(CultureInfo.InvariantCulture, $"{100 * mean:F1} ± {100 * Math.Sqrt(Math.Max(0, (squares / runs) - (mean * mean)) / runs):F1}");
    }
}
