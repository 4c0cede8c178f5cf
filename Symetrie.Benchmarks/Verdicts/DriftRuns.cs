using Symetrie.Analytics;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Benchmarks.Verdicts;

/// <summary>The verdicts of <c>drift</c> between two quarters of 40 teams: wrong is improved or degraded without a change or against its sign, stable at a
/// change of the margin or more, shape-changed where the shape is the same.</summary>
internal static class DriftRuns
{
    private const int Teams = 40;

    /// <summary>Prints the tables.</summary>
    public static void Run(int runs)
    {
        Console.WriteLine("| answers | true change | wrong verdicts % | runs with a wrong one % | false among improved and degraded % | stable % | improved or degraded % | undetermined % |");
        Console.WriteLine("|---:|---|---:|---:|---:|---:|---:|---:|");
        foreach (var n in new[] { 10, 20, 50, 100, 400 })
            foreach (var (label, change) in new (string, Func<int, double>)[] { ("none", _ => 0), ("5 (the margin)", _ => 5), ("10", _ => 10), ("none in 32 teams, 10 in 8", t => t < 8 ? 10 : 0) })
                Console.WriteLine($"| {n} | {label} | {Of(runs, n, change)} |");
    }

    private static string Of(int runs, int n, Func<int, double> change)
    {
        var (wrong, any, discoveries, stable, moved, open) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var run = 0; run < runs; run++)
        {
            var panel = MovingPanel.Of(Teams, 2, 1, (ulong)((n * 100_000) + run), (_, t, p, _) => 50 + (p * change(t)), v => v == Voice.Employee ? n : 0);
            var rows = DriftRow.Rows(panel, new AnalysisSettings(), 1).Where(r => r.Team != "org" && r.Verdict is not null).ToList();
            if (rows.Count != Teams) throw new InvalidOperationException($"{rows.Count} verdicts of {Teams}");
            double Share(Func<DriftRow, double, bool> told) => rows.Count(r => told(r, change(int.Parse(r.Team[1..], System.Globalization.CultureInfo.InvariantCulture)))) / (double)rows.Count;
            wrong.Add(Share(IsWrong));
            any.Add(wrong[^1] > 0 ? 1 : 0);
            moved.Add(Share((r, _) => r.Verdict is DriftVerdict.Improved or DriftVerdict.Degraded));
            discoveries.Add(moved[^1] == 0 ? 0 : Share((r, d) => r.Verdict is DriftVerdict.Improved or DriftVerdict.Degraded && IsWrong(r, d)) / moved[^1]);
            stable.Add(Share((r, _) => r.Verdict is DriftVerdict.Stable));
            open.Add(Share((r, _) => r.Verdict is DriftVerdict.Undetermined));
        }

        return string.Join(" | ", new[] { wrong, any, discoveries, stable, moved, open }.Select(Tallied.Of));
    }

    private static bool IsWrong(DriftRow row, double change) => row.Verdict switch
    {
        DriftVerdict.Stable => Math.Abs(change) >= 5,
        DriftVerdict.Improved => change <= 0,
        DriftVerdict.Degraded => change >= 0,
        DriftVerdict.ShapeChanged => change == 0,
        _ => false,
    };
}
