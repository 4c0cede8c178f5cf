using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tests.Disclosure.Attacks;

/// <summary>The reader who looks for a group of fewer than 20 of whom it is certain that all answered unfavourably: any set of parts whose sum he can work out of published
/// sums, and that is below 100 points together. He tries every set there is.</summary>
internal sealed class FloorAttacks
{
    private const int K = 5;
    private const double Whole = 100;

    [Test]
    public void No_group_that_can_be_worked_out_is_known_to_have_answered_the_worst()
    {
        var (organisations, atoms, beside) = (Amount.Of(500, 2000), 0, 0);
        var line = new AttackLine("everyone answers 1, in any group that can be worked out", "2-3 departments of 2-4 teams of 0-11, nine in ten answered the worst, one attribute");
        for (var seed = 0; seed < organisations; seed++)
        {
            var made = Unhappy(seed);
            var analysis = made.Analyse();
            var published = Organisation.Scores(analysis).ToDictionary(r => r.Team, r => r.N!.Value * r.Mean!.Value, StringComparer.Ordinal);
            var keys = published.Keys.ToHashSet(StringComparer.Ordinal);
            var read = published.Select(p => ((IReadOnlySet<long>)made.AnswersOf(made.TeamsOf(p.Key, keys)), p.Value)).ToList();
            var told = Told(read);
            told.ShouldBeNull($"seed {seed}: {string.Join(' ', told ?? [])}");
            line.Count(Told(Plain(made)) is not null, told is not null);
            line.CountShare(made, Groups.Shown(analysis), K);
            // The floor of atoms alone, on the cells that are released: what it leaves are the groups that only cells make derivable.
            var floored = read.Select(r => (r.Item1, Value: Floored(made, keys, r.Item1))).ToList();
            if (Told(floored) is not null) atoms++;
            if (read.Zip(floored).Any(p => p.First.Value > p.Second.Value + 1e-6)) beside++;
        }

        TestContext.Out.WriteLine($"told with a floor under atoms alone in {atoms}; figures moved beyond that floor in {beside}");
        AttackTable.Add(line);
        line.Here.ShouldBe(0);
        line.Plain!.Value.ShouldBeGreaterThan(organisations / 2);
        atoms.ShouldBeGreaterThan(20, "cells do make such groups derivable");
    }

    [Test]
    public void A_cell_of_two_rests_is_raised_as_a_whole_and_all_figures_agree()
    {
        // Both rests are far above the floor; their three and three of region N are a cell of six, all of whom answered the worst.
        var made = Tree(("d1", "a", 9, "S", 50), ("d1", "b", 3, "N", 0), ("d1", "c", 4, "S", 100), ("d2", "e", 8, "S", 50), ("d2", "f", 3, "N", 0), ("d2", "g", 4, "S", 100));
        var rows = Organisation.Scores(made.Analyse()).ToDictionary(r => r.Team, r => r.N!.Value * r.Mean!.Value, StringComparer.Ordinal);
        rows["attribute:region=N"].ShouldBe(100, 1e-6);
        foreach (var rest in new[] { "rest-of:d1", "rest-of:d2" }) rows[rest].ShouldBe(450, 1e-6, "each has half of what was raised");
        rows["org"].ShouldBe(rows["attribute:region=N"] + rows["attribute:region=S"], 1e-6);
        var better = made.With(made.Answers.Select(a => a.Number == made.NumbersOf("b")[0] ? a with { Score = 75 * ScorePoints.UnitsPerPoint } : a));
        Organisation.Everything(better.Analyse()).ShouldBe(Organisation.Everything(made.Analyse()), "one of the six may have answered better");
    }

    [Test]
    public void Where_the_search_is_too_long_every_part_in_question_is_raised_to_100_over_k()
    {
        // Twenty-four cells over forty-eight parts of three in as many atoms: any two of one cell are such a group.
        var random = new Random(1);
        var parts = new List<FloorPart>();
        for (var i = 0; i < 48; i++)
        {
            parts.Add(new FloorPart(i, 1UL << (i % 24), Of(3, random.Next(2) * 10)));
            parts.Add(new FloorPart(i, 0, Of(4, 50)));
        }

        var raised = parts.ToArray();
        DerivableFloor.Raise(raised, 24, K);
        for (var cell = 0; cell < 24; cell++) (raised.Where(p => p.Rows == 1UL << cell).Sum(p => (double)p.Figure.Sum) / ScorePoints.UnitsPerPoint).ShouldBeGreaterThanOrEqualTo(Whole);
        raised.Where(p => p.Rows == 0).ShouldAllBe(p => p.Figure.Sum == 200 * (Int128)ScorePoints.UnitsPerPoint);

        static Symetrie.Analytics.Tallies.Tally Of(int n, long points) => Symetrie.Analytics.Tallies.Tally.Of([.. Enumerable.Repeat(points * ScorePoints.UnitsPerPoint, n)]);
    }

    private static Organisation Unhappy(int seed)
    {
        var random = new Random(seed);
        var teams = new List<(string, string, int, string, int)>();
        for (var d = random.Next(2, 4); d > 0; d--)
            for (var t = random.Next(2, 5); t > 0; t--) teams.Add(($"d{d}", $"d{d}t{t}", random.Next(0, 12), random.Next(2) == 0 ? "N" : "S", 0));
        var made = Tree([.. teams]);
        return made.With(made.Answers.Select(a => a with { Score = random.Next(10) == 0 ? 25 * random.Next(1, 5) * ScorePoints.UnitsPerPoint : 0 }));
    }

    private static Organisation Tree(params (string Parent, string Key, int N, string Region, int Points)[] teams)
    {
        var (made, number) = (new Organisation(), 0L);
        made.Add("org", null);
        foreach (var parent in teams.Select(t => t.Parent).Distinct()) made.Add(parent, "org");
        foreach (var team in teams)
        {
            made.Add(team.Key, team.Parent, ("region", team.Region));
            for (var n = team.N; n > 0; n--) made.Answers.Add(new Answer(++number, team.Key, (double)team.Points));
        }

        return made;
    }

    private static List<(IReadOnlySet<long> Group, double Sum)> Plain(Organisation made) =>
        [.. made.Teams.Select(t => t.Key).Concat(["attribute:region=N", "attribute:region=S"]).Select(k => (IReadOnlySet<long>)made.AnswersOf(made.TeamsOf(k, new HashSet<string>(StringComparer.Ordinal))))
            .Where(g => g.Count >= K).Select(g => (g, made.Answers.Where(a => g.Contains(a.Number)).Sum(a => (double)a.Score) / ScorePoints.UnitsPerPoint))];

    // As if only atoms had a floor: what each raises is shared out among its answers.
    private static double Floored(Organisation made, IReadOnlySet<string> keys, IReadOnlySet<long> group)
    {
        var sum = made.Answers.Where(a => group.Contains(a.Number)).Sum(a => (double)a.Score) / ScorePoints.UnitsPerPoint;
        var nodes = keys.Where(k => !k.StartsWith("attribute:", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        foreach (var atom in nodes.Select(k => made.AnswersOf(made.TeamsOf(k, nodes))).Where(a => a.Count < 20 && !nodes.Any(k => made.AnswersOf(made.TeamsOf(k, nodes)).IsProperSubsetOf(a))))
        {
            var own = made.Answers.Where(a => atom.Contains(a.Number)).Sum(a => (double)a.Score) / ScorePoints.UnitsPerPoint;
            if (own >= Whole) continue;
            var inside = made.Answers.Where(a => atom.Contains(a.Number) && group.Contains(a.Number)).ToList();
            sum += (Whole * inside.Count / atom.Count) - (inside.Sum(a => (double)a.Score) / ScorePoints.UnitsPerPoint);
        }

        return sum;
    }

    /// <summary>A group of 5 to 19 whose sum can be worked out and is below 100; null where there is none.</summary>
    private static long[]? Told(List<(IReadOnlySet<long> Group, double Sum)> published)
    {
        var classes = published.SelectMany(p => p.Group).Distinct().GroupBy(a => string.Concat(published.Select(p => p.Group.Contains(a) ? '1' : '0')), StringComparer.Ordinal).Select(g => (Pattern: g.Key, Answers: g.Order().ToArray())).ToArray();
        if (classes.Length == 0) return null;
        var matrix = Matrix<double>.Build.Dense(classes.Length, published.Count, (c, p) => classes[c].Pattern[p] == '1' ? 1 : 0);
        var inverse = matrix.PseudoInverse();
        var sums = Vector<double>.Build.Dense([.. published.Select(p => p.Sum)]);
        for (var set = 1; set < 1 << classes.Length; set++)
        {
            var chosen = Enumerable.Range(0, classes.Length).Where(c => ((set >> c) & 1) == 1).ToArray();
            if (chosen.Sum(c => classes[c].Answers.Length) >= 20) continue;
            var indicator = Vector<double>.Build.Dense(classes.Length, c => ((set >> c) & 1) == 1 ? 1 : 0);
            var weights = inverse * indicator;
            if (((matrix * weights) - indicator).L2Norm() < 1e-9 && weights * sums < Whole - 1e-6) return [.. chosen.SelectMany(c => classes[c].Answers)];
        }

        return null;
    }
}
