using Symetrie.Analytics;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Benchmarks.Verdicts;

/// <summary>False alerts where nothing happens: 200 teams, five dimensions (1,000 team-dimensions), both voices with the same true scores, eight quarters.</summary>
internal static class AlertRuns
{
    private const int Teams = 200;
    private const int Dimensions = 5;
    private const int Periods = 8;

    private static readonly (string Name, double Sd, double CommonSd)[] Worlds = [("levels stay", 0, 0), ("teams wander AR(0.7), SD 2, both voices alike", 2, 0), ("common shock each quarter, SD 2, both voices alike", 0, 2)];

    /// <summary>Prints the tables.</summary>
    public static void Run(int runs)
    {
        Console.WriteLine("| employees | customers | what happens | least effect | gap alerts per 1,000 team-dimensions and quarter | drift | signal | of them of the root |");
        Console.WriteLine("|---:|---:|---|---:|---:|---:|---:|---:|");
        foreach (var (employees, customers) in new[] { (10, 20), (20, 50), (50, 100) })
            foreach (var world in Worlds)
                foreach (var effect in new[] { 10.0, 0.0 })
                    Console.WriteLine($"| {employees} | {customers} | {world.Name} | {effect} | {Of(runs, v => v == Voice.Employee ? employees : customers, world, effect)} |");
    }

    private static string Of(int runs, Func<Voice, int> answers, (string Name, double Sd, double CommonSd) world, double effect)
    {
        var found = Enumerable.Range(0, 4).Select(_ => new List<double>()).ToArray();
        for (var run = 0; run < runs; run++)
        {
            var random = new SeededRandom((ulong)((answers(Voice.Employee) * 100_000) + run));
            var levels = Enumerable.Range(0, Teams * Dimensions).Select(_ => 50 + (6 * random.NextNormal())).ToArray();
            var own = Enumerable.Range(0, Teams * Dimensions).Select(_ => MovingPanel.Wander(Periods, 0.7, world.Sd, random)).ToArray();
            var common = MovingPanel.Wander(Periods, 0, world.CommonSd, random);
            var panel = MovingPanel.Of(Teams, Periods, Dimensions, random.NextUInt64(), (_, t, p, d) => levels[(t * Dimensions) + d] + own[(t * Dimensions) + d][p] + common[p], answers, comparable: true);
            var settings = new AnalysisSettings { AlertEffect = effect };
            for (var p = 0; p < Periods; p++)
            {
                var alerts = AlertRow.Rows(panel, settings, p).ToList();
                foreach (var kind in Enum.GetValues<AlertKind>()) found[(int)kind].Add(alerts.Count(a => a.Kind == kind) / 100.0);
                found[3].Add(alerts.Count(a => a.Team == "org") / 100.0);
            }
        }

        // Tallied speaks of percent: of a hundredth of a count it prints the count.
        return string.Join(" | ", found.Select(Tallied.Of));
    }
}
