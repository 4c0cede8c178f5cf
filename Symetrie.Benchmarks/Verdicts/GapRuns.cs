using Symetrie.Analytics;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Statistics;

namespace Symetrie.Benchmarks.Verdicts;

/// <summary>The gap verdict. Wrong is: favoured at a gap of 0 or with the wrong sign; symmetric at a gap of δ or beyond.</summary>
internal static class GapRuns
{
    private static readonly (int Employees, int Customers)[] Sizes = [(10, 10), (20, 20), (50, 50), (100, 100), (100, 1000), (200, 1000)];

    // No attribute of that name: nothing is shrunken, which these runs do not look at.
    private static readonly AnalysisSettings Settings = new() { Threads = 1, StratumAttribute = "-" };

    public static void Run(int runs)
    {
        VerdictRuns.Line("answers", "teams", "all gaps 0: wrong", "called symmetric", "gaps ±5: wrong", "called favoured", "0, 0, 10, −10: wrong", "±10 found", "reachable");
        VerdictRuns.Line("---", "---", "---", "---", "---", "---", "---", "---", "---");
        foreach (var (employees, customers) in Sizes)
            foreach (var teams in (int[])[10, 20, 40, 100])
            {
                var random = new SeededRandom((ulong)((employees * 1000) + teams));
                var (none, edge, mixed) = (new Scenario([0]), new Scenario([5, -5]), new Scenario([0, 0, 10, -10]));
                for (var run = 0; run < runs; run++)
                    foreach (var scenario in (Scenario[])[none, edge, mixed]) scenario.Draw(random, teams, employees, customers);
                VerdictRuns.Line($"{employees} × {customers}", teams, none.Wrong, none.Symmetric, edge.Wrong, edge.Favoured, mixed.Wrong, mixed.Found, none.Reachable);
            }
    }

    private sealed class Scenario(double[] gaps)
    {
        /// <summary>Share of the verdicts given in a run that are wrong (the false discovery rate).</summary>
        public Tallied Wrong { get; } = new();

        public Tallied Symmetric { get; } = new();

        public Tallied Favoured { get; } = new();

        public Tallied Found { get; } = new();

        public Tallied Reachable { get; } = new();

        public void Draw(SeededRandom random, int teams, int employees, int customers)
        {
            var simulated = new SimulatedPanel(random, ["overall"]) { Widest = 40 };
            var gap = Enumerable.Range(0, teams).Select(t => gaps[t % gaps.Length]).ToArray();
            var means = gap.Select(g => { var level = Math.Clamp(simulated.Near(50, 4), 45, 55); return new[] { new[] { level + (g / 2) }, [level - (g / 2)] }; }).ToArray();
            var rows = GapRow.Rows(simulated.Ask(means, employees, customers), Settings, 0).Where(r => r.Team != "org").ToArray();
            var (given, wrong) = (0, 0);
            for (var t = 0; t < teams; t++)
            {
                var verdict = rows[t].Verdict!.Value;
                if (verdict != GapVerdict.Undetermined) given++;
                if (verdict == GapVerdict.Symmetric ? Math.Abs(gap[t]) >= Settings.Margin : verdict != GapVerdict.Undetermined && verdict != Right(gap[t])) wrong++;
            }

            Wrong.Add(given == 0 ? 0 : wrong / (double)given);
            Symmetric.Add(rows.Count(r => r.Verdict == GapVerdict.Symmetric) / (double)teams);
            Favoured.Add(Enumerable.Range(0, teams).Count(t => rows[t].Verdict == Right(gap[t])) / (double)teams);
            if (gaps.Contains(10)) Found.Add(Enumerable.Range(0, teams).Where(t => gap[t] != 0).Average(t => rows[t].Verdict == Right(gap[t]) ? 1 : 0));
            Reachable.Add(rows.Count(r => r.SymmetricReachable == true) / (double)teams);
        }

        private static GapVerdict? Right(double gap) => gap > 0 ? GapVerdict.EmployeeFavoured : gap < 0 ? GapVerdict.CustomerFavoured : null;
    }
}
