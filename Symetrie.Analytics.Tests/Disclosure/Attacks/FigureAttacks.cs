using MathNet.Numerics.Statistics;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tests.Disclosure.Attacks;

/// <summary>Attacks that solve one figure for answers: a tally from its mean and spread, a withheld team from a correlation, a few respondents from items.</summary>
internal sealed class FigureAttacks
{
    private const int K = 5;

    [Test]
    public void Everyone_answering_the_worst_is_not_told()
    {
        var line = new AttackLine("everyone answers 1", "a team of 5-19 beside one of 8");
        for (var n = 5; n < 20; n++)
            for (var better = 0; better < 4; better++)
            {
                // One of them may have answered a little better: the sum still says that nobody was content.
                var made = Organisation.Of("org(a b:8)").With(Enumerable.Range(0, n).Select(i => new Answer(100 + i, "a", i == 0 ? 25.0 * better : 0)).Concat(Enumerable.Range(0, 8).Select(i => new Answer(i, "b", 50.0))));
                var analysis = made.Analyse();
                var row = Organisation.Scores(analysis).Single(r => r.Team == "a");
                line.Count(25.0 * better < 100, row.N!.Value * row.Mean!.Value < 100 - 1e-9);
                line.CountShare(made, Groups.Shown(analysis), K);
            }

        AttackTable.Add(line);
        (line.Here, line.Plain).ShouldBe((0, line.Tried));
    }

    [Test]
    public void N_mean_and_spread_do_not_fix_the_answers_of_fewer_than_twenty()
    {
        var line = new AttackLine("n, mean and any released spread at n = 5..25", "a team of 5-25 on a scale of 1-5; a breach is a tally of fewer than 20 answers that is the only one to fit");
        for (var n = 5; n <= 25; n++)
            for (var draw = 0; draw < 15; draw++)
            {
                var random = new Random((100 * n) + draw);
                var made = Organisation.Of("org(a)").With(Enumerable.Range(0, n).Select(i => new Answer(i, "a", 25.0 * random.Next(5))));
                var counts = Enumerable.Range(0, 5).Select(v => made.Answers.Count(a => a.Score == 25 * v * ScorePoints.UnitsPerPoint)).ToArray();
                // Near-unanimous praise fixes itself, and is not protected.
                if (Sum(counts) >= (4 * n) - 1 || Sum(counts) < 4) continue;
                var analysis = made.Analyse();
                var row = Organisation.Scores(analysis).Single(r => r.Team == "a");
                Math.Round(row.Mean!.Value * n / 25).ShouldBe(Sum(counts));
                (row.Sd is not null).ShouldBe(n >= 20);
                line.Count(n < 20 && Fitting(n, counts, spread: true, top: true) == 1, n < 20 && Fitting(n, counts, row.Sd is not null, row.TopBox is not null) == 1);
                line.CountShare(made, Groups.Shown(analysis), K);
            }

        AttackTable.Add(line);
        line.Here.ShouldBe(0);
        line.Plain!.Value.ShouldBeGreaterThan(line.Tried / 3);
    }

    [Test]
    public void A_correlation_is_not_solved_for_a_withheld_team()
    {
        var line = new AttackLine("solving r for a withheld team", "14 teams of 7-20, one of 4 and one of 3; 10 customers a team");
        for (var seed = 0; seed < 12; seed++)
        {
            var random = new Random(seed);
            var made = Organisation.Of("org(" + string.Join(' ', Enumerable.Range(0, 14).Select(i => $"t{i}:{7 + i}")) + " weak:4 other:3)", seed);
            made = made.With(made.Answers.Concat(made.Teams.Skip(1).SelectMany((t, i) => Enumerable.Range(0, 10).Select(j => new Answer(9000 + (10 * i) + j, t.Key, 25.0 * random.Next(5)) with { Voice = Voice.Customer }))));
            var (text, r) = (Organisation.Everything(made.Analyse()), Plain(made, Steps(made, "weak")));
            // The total has a spread, so the seven answers of the rest are known as a set; which of them are the team's is not.
            var candidates = Choices(made).GroupBy(c => Steps(c, "weak")).Select(g => g.First()).ToList();
            var here = candidates.Count(c => Organisation.Everything(c.Analyse()) == text);
            line.Count(Enumerable.Range(0, 17).Count(steps => Math.Abs(Plain(made, steps) - r) < 1e-12) == 1, here == 1 && candidates.Count > 1);
            here.ShouldBe(candidates.Count, "every candidate fits what is published");
            line.CountShare(made, Groups.Shown(made.Analyse()), K);
        }

        AttackTable.Add(line);
        line.Here.ShouldBe(0);
        line.Plain!.Value.ShouldBeGreaterThan(6);
    }

    [Test]
    public void Composite_minus_items_isolates_nobody()
    {
        var line = new AttackLine("composite - items", "a cell of 5-25, three items, each left out by one in ten; share of cells whose items are published");
        for (var n = 5; n <= 25; n++)
            for (var draw = 0; draw < 20; draw++)
            {
                var random = new Random((1000 * n) + draw);
                var answered = Enumerable.Range(0, n).Select(_ => Enumerable.Range(0, 3).Count(_ => random.Next(10) > 0)).Where(a => a > 0).ToArray();
                // Thrice the composite minus the items is what those who left some out answered, and they alone.
                var isolated = answered.Count(a => a < 3);
                var published = ItemRule.Holds(answered, 3, K);
                line.Count(isolated is > 0 and < K, published && isolated is > 0 and < K);
                line.Enough++;
                if (published) line.Published++;
            }

        AttackTable.Add(line);
        line.Here.ShouldBe(0);
        line.Plain!.Value.ShouldBeGreaterThan(line.Tried / 2);
    }

    private static int Sum(int[] counts) => counts.Select((c, v) => c * v).Sum();

    // How many tallies of n answers have the same sum and, where they are shown, sum of squares and top two.
    private static int Fitting(int n, int[] counts, bool spread, bool top)
    {
        var (sum, squares, found) = (Sum(counts), counts.Select((c, v) => c * v * v).Sum(), 0);
        for (var a = 0; a <= n; a++)
            for (var b = 0; a + b <= n; b++)
                for (var c = 0; a + b + c <= n; c++)
                    for (var d = 0; a + b + c + d <= n; d++)
                    {
                        int[] tally = [n - a - b - c - d, a, b, c, d];
                        if (Sum(tally) == sum && (!spread || tally.Select((x, v) => x * v * v).Sum() == squares) && (!top || c + d == counts[3] + counts[4])) found++;
                    }

        return found;
    }

    // A platform that computes r over all teams and withholds figures afterwards.
    private static double Plain(Organisation made, int weak)
    {
        var teams = made.Teams.Skip(1).Where(t => t.Key != "other").ToList();
        double Mean(string team, Voice voice) => made.Answers.Where(a => a.Team == team && a.Voice == voice).Average(a => (double)a.Score);
        return Correlation.Pearson(teams.Select(t => t.Key == "weak" ? 25.0 * weak * ScorePoints.UnitsPerPoint / 4 : Mean(t.Key, Voice.Employee)), teams.Select(t => Mean(t.Key, Voice.Customer)));
    }

    private static int Steps(Organisation made, string team) => (int)made.Answers.Where(a => a.Team == team && a.Voice == Voice.Employee).Sum(a => a.Score / (25 * ScorePoints.UnitsPerPoint));

    // Each choice of four of the seven answers.
    private static IEnumerable<Organisation> Choices(Organisation made)
    {
        var rest = made.Answers.Where(a => a.Team is "weak" or "other" && a.Voice == Voice.Employee).ToArray();
        for (var set = 0; set < 1 << rest.Length; set++)
        {
            if (int.PopCount(set) != 4) continue;
            var chosen = rest.Select((a, i) => (a.Number, Team: ((set >> i) & 1) == 1 ? "weak" : "other")).ToDictionary(p => p.Number, p => p.Team);
            yield return made.With(made.Answers.ConvertAll(a => a.Voice == Voice.Employee && chosen.TryGetValue(a.Number, out var team) ? a with { Team = team } : a));
        }
    }
}
