using Symetrie.Analytics;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Benchmarks.Verdicts;

/// <summary>The verdicts of <c>effects</c>: how often an effect is told where there is none, whoever the teams are that were chosen, and how often one of 5 points is found.</summary>
internal static class EffectRuns
{
    private const double LevelSd = 6;
    private const int Dimensions = 1;

    private static readonly (int Treated, int Teams, int Before, int After, int Answers, int Most)[] Designs =
    [
        (12, 40, 3, 4, 10, 10), (12, 40, 4, 4, 10, 10), (12, 40, 4, 4, 10, 20), (12, 40, 4, 4, 15, 15), (12, 40, 1, 2, 10, 10), (12, 40, 1, 2, 30, 30), (12, 40, 2, 3, 20, 20),
        (6, 20, 4, 4, 10, 10), (6, 20, 4, 4, 30, 30), (3, 12, 4, 4, 30, 30), (20, 100, 4, 4, 10, 10),
    ];

    private enum Choice
    {
        Lot,
        Declared,
        Worst,
        WorstOfTwo,
    }

    /// <summary>Prints the tables.</summary>
    public static void Run(int runs)
    {
        Console.WriteLine("| teams | baseline + after | answers | chosen | told without an effect % | at some lag % | plain before-after % | a true 5 found % | cannot tell % | median detectable |");
        Console.WriteLine("|---|---|---:|---|---:|---:|---:|---:|---:|---:|");
        foreach (var (treated, teams, before, after, n, most) in Designs)
            foreach (var choice in Enum.GetValues<Choice>())
                Line(runs, new Design(treated, teams, before, after, n, most, choice));
        Together(runs);
    }

    private sealed record Design(int Treated, int Teams, int Before, int After, int Answers, int Most, Choice Choice)
    {
        // Between the baseline and the start lies the period by which teams are chosen.
        public int Start => Before + 1;

        public int Periods => Start + After;
    }

    private static void Line(int runs, Design design)
    {
        var (told, ever, naive, found, open, least) = (new Tallied(), new Tallied(), new Tallied(), new Tallied(), new Tallied(), new List<double>());
        for (var run = 0; run < runs; run++)
        {
            var (none, lags, plain) = One(design, 0, (ulong)run);
            var (some, _, _) = One(design, 5, (ulong)run + 1_000_000);
            told.Add(none.Verdict is EffectVerdict.Helped or EffectVerdict.Harmed ? 1 : 0);
            ever.Add(lags ? 1 : 0);
            naive.Add(plain ? 1 : 0);
            found.Add(some.Verdict is EffectVerdict.Helped ? 1 : 0);
            open.Add(some.Verdict is EffectVerdict.CannotTell ? 1 : 0);
            least.Add(some.MinimumDetectableEffect ?? double.PositiveInfinity);
        }

        VerdictRuns.Line($"{design.Treated} of {design.Teams}", $"{design.Before} + {design.After}", design.Most == design.Answers ? design.Answers : $"{design.Answers} to {design.Most}", Word(design.Choice), told, ever, naive, found, open, Math.Round(least.Order().ElementAt(runs / 2), 1));
    }

    private static string Word(Choice choice) => choice switch
    {
        Choice.Lot => "by chance",
        Choice.Declared => "by lot, declared",
        Choice.Worst => "the worst of the last period",
        _ => "the worst of the last two",
    };

    private static (EffectRow Row, bool AtSomeLag, bool Plain) One(Design design, double effect, ulong seed)
    {
        var random = new SeededRandom((seed * 7919) + 17);
        double[] levels = [.. Enumerable.Range(0, design.Teams).Select(_ => LevelSd * random.NextNormal())];
        double[] shocks = [.. Enumerable.Range(0, design.Periods).Select(_ => 3 * random.NextNormal())];
        var truth = new bool[design.Teams];

        // Drawn twice with one seed: who is chosen depends on what was answered before the start, which is the same both times.
        Panel Draw()
        {
            var sizes = new SeededRandom(seed + 11);
            return MovingPanel.Of(
                design.Teams, design.Periods, Dimensions, seed + 1, (_, t, p, _) => 50 + levels[t] + shocks[p] + (truth[t] && p >= design.Start ? effect : 0),
                v => v == Voice.Customer ? 0 : design.Answers + sizes.Next(design.Most - design.Answers + 1));
        }

        var panel = Draw();
        foreach (var t in Chosen(design, panel, random)) truth[t] = true;
        if (effect != 0) panel = Draw();
        var rows = EffectRow.Rows(With(panel, truth, design), new AnalysisSettings { Threads = 1 }, design.Periods - 1).Where(r => r.Voice == Voice.Employee).ToArray();
        return (rows.Single(r => r.Lag == 0), Array.Exists(rows, r => r.Verdict is EffectVerdict.Helped or EffectVerdict.Harmed), Plain(panel, truth, design));
    }

    private static IEnumerable<int> Chosen(Design design, Panel panel, SeededRandom random)
    {
        int[] teams = [.. Enumerable.Range(0, design.Teams)];
        if (design.Choice is Choice.Lot or Choice.Declared)
        {
            random.Shuffle<int>(teams);
            return teams.Take(design.Treated);
        }

        var last = design.Choice == Choice.WorstOfTwo ? 2 : 1;
        return teams.OrderBy(t => Enumerable.Range(design.Start - last, last).Sum(p => Mean(panel, t, p))).Take(design.Treated);
    }

    private static Panel With(Panel panel, bool[] treated, Design design)
    {
        var referential = new Referential([], [new Ritual("r", LocalText.Same("r"), RitualLevel.Employees, "d0", ExpectedDirection.Up)]);
        var how = design.Choice == Choice.Declared ? Assignment.Random : Assignment.Chosen;
        return panel.With(new Deeds(referential, Enumerable.Range(0, treated.Length).Where(t => treated[t]).Select(t => new TeamAction("r", Place(panel, t), panel.Periods[design.Start].EmployeeFrom, DateOnly.MaxValue, how, default)), []));
    }

    // A difference-in-differences against the period just before the start, as it is usually done.
    private static bool Plain(Panel panel, bool[] treated, Design design)
    {
        double[] changes = [.. Enumerable.Range(0, treated.Length).Select(t => Enumerable.Range(design.Start, design.After).Average(p => Mean(panel, t, p)) - Mean(panel, t, design.Start - 1))];
        return BlockedDifference.Compute(changes, treated, new int[treated.Length], [.. Enumerable.Range(0, treated.Length)]).P < 0.05;
    }

    private static double Mean(Panel panel, int team, int period) => panel.Cell(Voice.Employee, period, 0, Place(panel, team))!.Mean;

    private static int Place(Panel panel, int team) => panel.Tree.PlaceOf($"t{team:0000}");

    // All teams begin together: their common course wanders, and nothing else is there to compare with.
    private static void Together(int runs)
    {
        Console.WriteLine();
        Console.WriteLine("| all of 40 teams, before + after | resemblance of periods | told without an effect % | a true 5 found % |");
        Console.WriteLine("|---|---:|---:|---:|");
        foreach (var (before, after) in new[] { (5, 4), (8, 8), (12, 8) })
            foreach (var rho in new[] { 0, 0.5, 0.8 })
            {
                var (told, found) = (new Tallied(), new Tallied());
                for (var run = 0; run < runs; run++)
                {
                    told.Add(Verdict(before, after, rho, 0, (ulong)run) is EffectVerdict.Helped or EffectVerdict.Harmed ? 1 : 0);
                    found.Add(Verdict(before, after, rho, 5, (ulong)run) is EffectVerdict.Helped ? 1 : 0);
                }

                VerdictRuns.Line($"{before} + {after}", rho, told, found);
            }
    }

    private static EffectVerdict? Verdict(int before, int after, double rho, double effect, ulong seed)
    {
        const int teams = 40;
        var random = new SeededRandom((seed * 104_729) + 3);
        var shocks = MovingPanel.Wander(before + after, rho, 2, random);
        var panel = MovingPanel.Of(teams, before + after, Dimensions, seed + 5, (_, _, p, _) => 50 + shocks[p] + (p >= before ? effect : 0), v => v == Voice.Employee ? 10 : 0);
        var all = Enumerable.Repeat(true, teams).ToArray();
        return EffectRow.Rows(With(panel, all, new Design(teams, teams, before - 1, after, 10, 10, Choice.Lot)), new AnalysisSettings { Threads = 1 }, before + after - 1).Single(r => r is { Voice: Voice.Employee, Lag: 0 }).Verdict;
    }
}
