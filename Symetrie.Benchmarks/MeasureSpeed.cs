using System.Diagnostics;
using Symetrie.Analytics;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Surveys;
using Symetrie.Benchmarks.Verdicts;

namespace Symetrie.Benchmarks;

/// <summary>Seconds a measure, one thread, on 500 teams, eight quarters and five dimensions, with 10 employees and 100 customers each.</summary>
internal static class MeasureSpeed
{
    /// <summary>Prints the table.</summary>
    public static void Run()
    {
        var panel = MovingPanel.Of(500, 8, 5, 1, (_, t, p, d) => 45 + (t % 13) + (p % 3) + d, v => v == Voice.Employee ? 10 : 100, comparable: true);
        var settings = new AnalysisSettings { Threads = 1 };
        Console.WriteLine("| measure | rows | s |");
        Console.WriteLine("|---|---:|---:|");
        foreach (var measure in MeasureCatalogue.All)
        {
            measure.Rows(panel, settings, 3);
            var clock = Stopwatch.StartNew();
            var rows = Enumerable.Range(0, panel.Periods.Count).Sum(p => (long)measure.Rows(panel, settings, p).Count);
            Console.WriteLine(FormattableString.Invariant($"| {measure.Name} | {rows} | {clock.Elapsed.TotalSeconds:0.00} |"));
        }
    }
}
