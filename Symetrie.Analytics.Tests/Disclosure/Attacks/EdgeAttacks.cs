using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tests.Disclosure.Attacks;

/// <summary>Attacks that aim at one cell.</summary>
internal sealed class EdgeAttacks
{
    private const int K = 5;

    [TestCase("a:4", "")]
    [TestCase("a:5", "a")]
    [TestCase("a:6", "a")]
    [TestCase("a:19", "a")]
    [TestCase("a:20", "a")]
    public void A_cell_is_shown_from_k_on_and_its_spread_from_twenty_on(string tree, string shown)
    {
        var rows = Rows(tree);
        string.Join(' ', rows.Keys).ShouldBe(shown);
        foreach (var row in rows.Values) (row.Sd is not null, row.TopBox is not null).ShouldBe((row.N >= 20, row.N >= 20));
    }

    [TestCase("org(a:9 b:3)", "b", TestName = "An insufficient sibling of three")]
    [TestCase("org(a:9 b:4)", "b", TestName = "An insufficient sibling of four")]
    [TestCase("org(a:9 b:1 c:1)", "b c", TestName = "Two siblings of one")]
    [TestCase("org(a:9 b:4 c:1)", "b c", TestName = "Siblings of four and one")]
    [TestCase("org(a:9 b:5 c:1)", "c", TestName = "One person left over")]
    [TestCase("org(d(a:9 b:3) e(c:8 f:2))", "b f", TestName = "Grandparent minus mixed levels")]
    [TestCase("org(a:40 b:1)", "b", TestName = "A lone respondent in a large parent")]
    public void A_parent_minus_its_siblings_gives_nobody_away(string tree, string weak)
    {
        var made = Organisation.Of(tree);
        var plain = made.Teams.Select(t => made.AnswersOf(made.Below(t.Key))).Where(g => g.Count >= K).ToList();
        (LinearOracle.Smallest(plain, K) is not null || tree.Contains("b:4 c:1", StringComparison.Ordinal)).ShouldBeTrue("the attack can succeed");
        var rows = Rows(tree);
        rows.Keys.Intersect(weak.Split(' ')).ShouldBeEmpty();
        var published = rows.Keys.Select(k => (IReadOnlySet<long>)made.AnswersOf(made.TeamsOf(k, rows.Keys.ToHashSet()))).ToList();
        LinearOracle.Smallest(published, K).ShouldBeNull();
        // Nor by the one person who knows the answer of a team of one.
        foreach (var lone in Groups.Lone(made)) Groups.BreaksFor(lone, published, K).ShouldBeFalse();
    }

    [Test]
    public void A_rest_with_a_lone_respondent_needs_one_more()
    {
        Rows("org(a:9 b:4 c:1)").Keys.ShouldBe(["org"]);
        Rows("org(a:9 b:5 c:1)").Keys.ShouldBe(["org", "a", "rest-of:org"]);
        Rows("org(a:9 b:2 c:3)").Keys.ShouldBe(["org", "a", "rest-of:org"]);
    }

    [Test]
    public void What_is_withheld_is_the_least_that_can_be()
    {
        // The smallest sibling goes with the one that is too small; all others stay.
        Rows("org(a:9 b:3 c:7 d:5 e:30)").Keys.ShouldBe(["org", "a", "c", "e", "rest-of:org"]);
        Rows("org(a:9 b:3 c:7 d:5 e:30)")["rest-of:org"].N.ShouldBe(8);
        Rows("org(d1(a:9 b:3) d2(c:8 d:2) d3(e:6))").Keys.ShouldBe(["org", "d1", "d2", "d3", "e"]);
    }

    [Test]
    public void Everyone_answering_the_worst_looks_like_nearly_everyone()
    {
        for (var n = 5; n < 20; n++)
        {
            var worst = Answered(n, _ => 0);
            var nearly = Answered(n, i => i == 0 ? 75 : 0);
            Organisation.Everything(worst.Analyse()).ShouldBe(Organisation.Everything(nearly.Analyse()), $"n = {n}");
            var row = Organisation.Scores(worst.Analyse()).Single(r => r.Team == "a");
            row.Mean!.Value.ShouldBe(100.0 / n, 1e-9);
            Organisation.Scores(worst.Analyse()).Single(r => r.Team == "org").Mean!.Value.ShouldBe((100.0 + (8 * 50)) / (n + 8), 1e-9);
        }

        static Organisation Answered(int n, Func<int, double> score)
        {
            var made = Organisation.Of("org(a b:8)");
            return made.With(Enumerable.Range(0, n).Select(i => new Answer(100 + i, "a", score(i))).Concat(Enumerable.Range(0, 8).Select(i => new Answer(i, "b", 50.0))));
        }
    }

    [Test]
    public void No_figure_of_a_cell_of_5_to_19_depends_on_its_own_spread()
    {
        for (var n = 6; n < 20; n += 2)
        {
            var flat = Organisation.Of("org(a)").With(Enumerable.Range(0, n).Select(i => new Answer(i, "a", 50.0)));
            var wide = flat.With(flat.Answers.Select((a, i) => a with { Score = i % 2 == 0 ? 0 : 100 * ScorePoints.UnitsPerPoint }));
            Organisation.Everything(wide.Analyse()).ShouldBe(Organisation.Everything(flat.Analyse()), $"n = {n}");
        }
    }

    [Test]
    public void A_spread_of_fewer_than_twenty_is_not_what_is_left_between_larger_spreads()
    {
        var rows = Rows("org(a:20 b:7)");
        rows.Keys.ShouldBe(["org", "a", "b"]);
        rows.Values.Count(r => r.Sd is not null).ShouldBe(1);
        rows["org"].Sd.ShouldNotBeNull();
        Rows("org(a:20 b:21)").Values.ShouldAllBe(r => r.Sd != null);
    }

    [Test]
    public void A_withheld_team_is_found_in_no_statistic_across_teams_and_no_gap()
    {
        var made = Organisation.Of("org(" + string.Join(' ', Enumerable.Range(0, 14).Select(i => $"t{i}:{7 + i}")) + " weak:4 other:2)");
        var customers = made.Teams.SelectMany((t, i) => Enumerable.Range(0, 10).Select(j => new Answer(9000 + (10 * i) + j, t.Key, 25.0 * ((i + j) % 5)) with { Voice = Voice.Customer }));
        made = made.With(made.Answers.Concat(customers));
        var analysis = made.Analyse();
        var gaps = GapRow.Rows(analysis.Panel, new AnalysisSettings(), 0).ToList();
        var weak = gaps.Single(g => g.Team == "weak");
        (weak.Status, weak.Gap, weak.CustomerMean, weak.Customers).ShouldBe((RowStatus.Withheld, null, null, null));
        CorrelationRow.Rows(analysis.Panel, new AnalysisSettings(), 0).Single(r => r.Stratum == "all").Teams.ShouldBe(gaps.Count(g => g.Status == RowStatus.Ok && g.Team != "org"));
        // Solving r for the withheld team: its answers and those of its partner in the rest, exchanged, change no r.
        var swapped = made.With(made.Answers.Where(a => a.Team is not ("weak" or "other") || a.Voice == Voice.Customer)
            .Concat(made.Answers.Where(a => a.Team is "weak" or "other" && a.Voice == Voice.Employee).Reverse().Zip(made.Answers.Where(a => a.Team is "weak" or "other" && a.Voice == Voice.Employee), (x, y) => y with { Score = x.Score })));
        Organisation.Everything(swapped.Analyse()).ShouldBe(Organisation.Everything(analysis));
    }

    [TestCase(11, 11, true)]
    [TestCase(11, 14, false)]
    [TestCase(11, 16, true)]
    public void Rate_times_invited_tells_of_nobody_or_of_enough_who_kept_silent(int answered, int invited, bool shown)
    {
        var made = Organisation.Of($"org(a:{answered} b:9)");
        made.Invited[("a", Voice.Employee)] = invited;
        made.Invited[("b", Voice.Employee)] = 9 + 6;
        var rows = ParticipationRow.Rows(made.Analyse().Panel, new AnalysisSettings(), 0).ToDictionary(r => r.Team);
        (rows["a"].Invited is not null).ShouldBe(shown);
        // The parent's rate minus the other team's must not tell either: 3 who kept silent.
        if (!shown) (rows["org"].Invited is not null && rows["b"].Invited is not null).ShouldBeFalse();
    }

    [Test]
    public void What_has_no_figure_has_one_shape_and_sorts_alike()
    {
        var made = Organisation.Of("org(a:9 few:4 none b:7)");
        var rows = Enumerable.Range(0, 1).SelectMany(p => ScoreRow.Rows(made.Analyse().Panel, new AnalysisSettings(), p)).ToDictionary(r => r.Team);
        (rows["few"] with { Team = "none", TeamName = "NONE" }).ShouldBe(rows["none"]);
        Rows("org(a:9 few:4 none b:7)").Keys.ShouldNotContain("few");
        made.Analyse().SnapshotId.ShouldBe(made.With(made.Answers.Select(a => a with { Number = a.Number + 1000 })).Analyse().SnapshotId);
    }

    [Test]
    public void A_person_who_answered_in_two_teams_is_one_person()
    {
        var made = Organisation.Of("org(a:9 b:3 c:2)");
        Organisation.Scores(made.Analyse()).Select(r => r.Team).ShouldContain("rest-of:org");
        // One of b is one of c: four persons stand behind the five answers of the rest.
        var (b, c) = (made.NumbersOf("b")[0], made.NumbersOf("c")[0]);
        var twice = made.With(made.Answers.Select(a => a.Number == c ? a with { Number = b } : a));
        Organisation.Scores(twice.Analyse()).Select(r => r.Team).ShouldBe(["org"]);
    }

    [Test]
    public void A_team_that_is_called_like_a_rest_is_not_mistaken_for_one()
    {
        var made = Organisation.Of("org(a:9 b:3 c:2 rest-of_org:8)");
        var renamed = new Organisation { Teams = [.. made.Teams.Select(t => t with { Key = t.Key.Replace('_', ':') })], Answers = [.. made.Answers.Select(a => a with { Team = a.Team.Replace('_', ':') })] };
        Organisation.Scores(renamed.Analyse()).Select(r => r.Team).ShouldBe(["org", "a", "rest-of:org", "rest-of:rest-of:org"]);
    }

    [Test]
    public void Composite_minus_items_isolates_nobody()
    {
        int[] Persons(int complete, int partial) => [.. Enumerable.Repeat(3, complete), .. Enumerable.Repeat(2, partial), 0];
        ItemRule.Holds(Persons(9, 0), 3, K).ShouldBeTrue();
        for (var partial = 1; partial < K; partial++) ItemRule.Holds(Persons(9, partial), 3, K).ShouldBeFalse($"{partial} answered some");
        ItemRule.Holds(Persons(9, 5), 3, K).ShouldBeTrue();
        ItemRule.Holds(Persons(4, 5), 3, K).ShouldBeFalse();
    }

    [Test]
    public void Leaders_are_pooled_upward_until_k_stand_together()
    {
        var tree = TeamTree.Of(Organisation.Of("org(d1(a b c) d2(e f))").Teams);
        long[] Leaders(params (string Team, long N)[] some) => [.. tree.Teams.Select(t => some.FirstOrDefault(s => s.Team == t.Key).N)];
        string Pooled(long[] leaders) => string.Join(' ', PostTree.Pool(tree, leaders, K).Select((n, i) => n < 0 ? "" : $"{tree.Teams[i].Key}>{tree.Teams[n].Key}").Where(t => t.Length > 0));
        Pooled(Leaders(("a", 1), ("b", 3), ("c", 1), ("e", 2), ("f", 2))).ShouldBe("a>d1 b>d1 c>d1");
        Pooled(Leaders(("a", 1), ("b", 1), ("e", 2), ("f", 1))).ShouldBe("a>org b>org e>org f>org");
        PostTree.Publishes(4, K).ShouldBeFalse();
        PostTree.Publishes(5, K).ShouldBeTrue();
    }

    private static Dictionary<string, ScoreRow> Rows(string tree) => Organisation.Scores(Organisation.Of(tree).Analyse()).ToDictionary(r => r.Team);
}
