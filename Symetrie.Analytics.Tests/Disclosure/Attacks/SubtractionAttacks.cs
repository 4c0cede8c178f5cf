using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tests.Disclosure.Attacks;

/// <summary>Families of small organisations against the reader who subtracts published sums, each family beside plain n ≥ k.</summary>
internal sealed class SubtractionAttacks
{
    private const int K = 5;

    private static readonly int[] Large = [.. Enumerable.Range(6, 20)];

    [TestCase("threshold edges k-1, k, k+1", "two teams, of 4, 5 or 6 and of 6-25", "org(a:{0} b:4)", "org(a:{0} b:5)", "org(a:{0} b:6)")]
    [TestCase("insufficient siblings {3}", "two teams, of 3 and of 6-25; or two more", "org(a:{0} b:3)", "org(a:{0} b:3 x:7 y:12)")]
    [TestCase("insufficient siblings {4}", "two teams, of 4 and of 6-25; or two more", "org(a:{0} b:4)", "org(a:{0} b:4 x:7 y:12)")]
    [TestCase("insufficient siblings {1,1}", "three teams, of 1, 1 and of 6-25; or two more", "org(a:{0} b:1 c:1)", "org(a:{0} b:1 c:1 x:7 y:12)")]
    [TestCase("insufficient siblings {4,1}, one of them reading", "three teams, of 4, 1 and of 6-25; or two more", "org(a:{0} b:4 c:1)", "org(a:{0} b:4 c:1 x:7 y:12)")]
    [TestCase("parent - siblings, grandparent - mixed levels", "two departments of 2-3 teams of 2-25", "org(d(a:{0} b:3) e(c:8 f:2))", "org(d(a:{0} b:3) e(c:8 f:5 g:1))", "org(d(a:{0} b:7) c:2)")]
    [TestCase("a lone respondent of a withheld team", "two teams, of 1 and of 6-25, or four", "org(a:{0} b:1)", "org(a:{0} b:1 c:6 d:12)")]
    public void A_parent_minus_what_is_published_of_it_gives_nobody_away(string attack, string sizes, params string[] trees)
    {
        var line = new AttackLine(attack, sizes);
        foreach (var made in trees.SelectMany(tree => Large.Select(n => Organisation.Of(string.Format(System.Globalization.CultureInfo.InvariantCulture, tree, n), n))))
        {
            var analysis = made.Analyse();
            var (plain, here) = (Groups.Plain(made, K), Groups.Released(made, analysis));
            line.Count(Breaks(made, plain), Breaks(made, here));
            line.CountShare(made, Groups.Shown(analysis), K);
        }

        AttackTable.Add(line);
        line.Here.ShouldBe(0);
        line.Plain!.Value.ShouldBeGreaterThan(0, "the attack can succeed");
    }

    [Test]
    public void A_gap_and_the_customers_public_score_give_no_more_than_scores_do()
    {
        var line = new AttackLine("gap + public customer score", "3-6 departments of 2-6 teams, log-normal, median 6.5; 10 customers a team, published");
        for (var seed = 0; seed < 150; seed++)
        {
            var made = WithCustomers(Organisation.Random(30_000 + seed));
            var analysis = made.Analyse();
            var rows = GapRow.Rows(analysis.Panel, new AnalysisSettings { Threads = 1 }, 0).Where(r => r.Gap is not null).ToList();
            // What the gap gives back is the employees' mean: the attack reads the figure it is after.
            foreach (var row in rows) (row.Gap!.Value + CustomerMean(made, row.Team)).ShouldBe(EmployeeMean(made, row.Team), 1e-9);
            line.Count(Groups.Breaks(Groups.Plain(made, K), K), Groups.Breaks([.. rows.Select(r => (IReadOnlySet<long>)made.AnswersOf(made.Below(r.Team)))], K));
            line.CountShare(made, rows.Select(r => r.Team).ToHashSet(), K);
        }

        AttackTable.Add(line);
        line.Here.ShouldBe(0);
        line.Plain!.Value.ShouldBeGreaterThan(75);
    }

    [Test]
    public void Rate_times_invited_tells_of_nobody_who_kept_silent()
    {
        var line = new AttackLine("rate x invited", "3-6 departments of 2-6 teams, log-normal, median 6.5; 0-11 more invited than answered");
        for (var seed = 0; seed < 300; seed++)
        {
            var (made, random, silent) = (Organisation.Random(40_000 + seed), new Random(seed), new Dictionary<string, long[]>());
            foreach (var team in made.Teams.Where(t => made.Below(t.Key).Count == 1))
            {
                silent[team.Key] = [.. Enumerable.Range(0, random.Next(0, 12)).Select(i => (1000L * silent.Count) + i)];
                made.Invited[(team.Key, Voice.Employee)] = made.NumbersOf(team.Key).Length + silent[team.Key].Length;
            }

            HashSet<long> Silent(string key) => [.. made.Below(key).Where(silent.ContainsKey).SelectMany(t => silent[t])];
            var rows = ParticipationRow.Rows(made.Analyse().Panel, new AnalysisSettings(), 0).Where(r => r.Invited is not null).ToList();
            foreach (var row in rows) (row.Invited - row.N).ShouldBe(Silent(row.Team).Count);
            var plain = made.Teams.Where(t => made.AnswersOf(made.Below(t.Key)).Count >= K).Select(t => (IReadOnlySet<long>)Silent(t.Key));
            line.Count(Groups.Breaks([.. plain.Where(g => g.Count > 0)], K), Groups.Breaks([.. rows.Select(r => (IReadOnlySet<long>)Silent(r.Team)).Where(g => g.Count > 0)], K));
            line.CountShare(made, rows.Select(r => r.Team).ToHashSet(), K);
        }

        AttackTable.Add(line);
        line.Here.ShouldBe(0);
        line.Plain!.Value.ShouldBeGreaterThan(150);
    }

    [Test]
    public void A_lowered_threshold_breaks_no_promise_that_was_made_under_a_higher_one()
    {
        var line = new AttackLine("lowering the threshold from 8 to 5", "3-6 departments of 2-6 teams, log-normal, median 6.5; share of teams of 8 or more");
        for (var seed = 0; seed < 200; seed++)
        {
            var made = Organisation.Random(45_000 + seed, attributes: seed % 2);
            var before = made.Analyse(settings: new AnalysisSettings { EmployeeMinimum = 8, Threads = 1 });
            var after = made.Analyse(before.Panel.Released.Ledger);
            line.Count(Groups.Breaks([.. Groups.Plain(made, 8), .. Groups.Plain(made, K)], 8), Groups.Breaks([.. Groups.Released(made, before), .. Groups.Released(made, after)], 8));
            line.CountShare(made, Groups.Shown(after), 8);
        }

        AttackTable.Add(line);
        line.Here.ShouldBe(0);
        line.Plain!.Value.ShouldBeGreaterThan(150);
    }

    private static bool Breaks(Organisation made, List<IReadOnlySet<long>> published) =>
        Groups.Breaks(published, K) || Groups.Lone(made).Any(lone => Groups.BreaksFor(lone, published, K));

    private static Organisation WithCustomers(Organisation made) => made.With(made.Answers.ConvertAll(a => a with { Score = Math.Max(a.Score, 25 * ScorePoints.UnitsPerPoint) }).Concat(made.Teams.Where(t => made.Below(t.Key).Count == 1)
        .SelectMany((t, i) => Enumerable.Range(0, 10).Select(j => new Answer(100_000 + (10 * i) + j, t.Key, 25.0 * ((i + j) % 5)) with { Voice = Voice.Customer }))));

    private static double EmployeeMean(Organisation made, string team) => Mean(made, team, Voice.Employee);

    private static double CustomerMean(Organisation made, string team) => Mean(made, team, Voice.Customer);

    private static double Mean(Organisation made, string team, Voice voice)
    {
        var below = made.Below(team);
        return made.Answers.Where(a => a.Voice == voice && below.Contains(a.Team)).Average(a => (double)a.Score) / ScorePoints.UnitsPerPoint;
    }
}
