using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tests.Disclosure.Attacks;

/// <summary>Managers' own answers (C17): pooled upward, they tell of no fewer than k of them, and of no team.</summary>
internal sealed class PostAttacks
{
    private const int K = 5;

    [Test]
    public void Nothing_is_said_of_fewer_than_k_holders_of_posts()
    {
        var line = new AttackLine("managers' own answers", "3-6 departments of 2-6 teams, 0-3 managers a team and 0-3 a department; share of managers whose answers are in a figure");
        for (var seed = 0; seed < 300; seed++)
        {
            var made = Led(Organisation.Random(80_000 + seed, distinctScores: true), seed);
            var analysis = made.Analyse();
            var (tree, posts) = (analysis.Panel.Tree, made.Answers.FindAll(a => a.OfPost));
            var pooled = PostTree.Pool(tree, [.. tree.Teams.Select(t => (long)posts.Count(p => p.Team == t.Key))], K);
            var counted = posts.FindAll(p => pooled[tree.PlaceOf(p.Team)] >= 0);
            var published = new List<IReadOnlySet<long>>();
            foreach (var row in Organisation.Scores(analysis).Where(r => r.Team.StartsWith(PostTree.Prefix, StringComparison.Ordinal)))
            {
                var below = made.Below(row.Team[PostTree.Prefix.Length..]);
                // Those who are pooled above the node are in no figure of it.
                var group = counted.FindAll(p => below.Contains(tree.Teams[pooled[tree.PlaceOf(p.Team)]].Key));
                (row.N, row.Sd).ShouldBe((group.Count, null), $"seed {seed}, {row.Team}");
                row.Mean!.Value.ShouldBe(group.Average(p => (double)p.Score) / ScorePoints.UnitsPerPoint, 1e-9);
                published.Add(group.Select(p => p.Number).ToHashSet());
            }

            var plain = made.Teams.Select(t => made.Below(t.Key)).Select(b => (IReadOnlySet<long>)posts.Where(p => b.Contains(p.Team)).Select(p => p.Number).ToHashSet()).Where(g => g.Count >= K);
            line.Count(Groups.Breaks([.. plain], K), Groups.Breaks(published, K));
            (line.Published, line.Enough) = (line.Published + published.SelectMany(p => p).Distinct().Count(), line.Enough + posts.Count);
        }

        AttackTable.Add(line);
        line.Here.ShouldBe(0);
        line.Plain!.Value.ShouldBeGreaterThan(75);
        line.Share.ShouldBeGreaterThan(0.8);
    }

    [Test]
    public void No_figure_of_a_team_depends_on_what_its_managers_said()
    {
        var made = Permutation.Heard(Organisation.Random(5));
        var led = Led(made, 5);
        string[] Teams(Organisation o) => [.. Organisation.Everything(o.Analyse()).Split('\n')[1..].Where(line => !line.Contains(PostTree.Prefix, StringComparison.Ordinal) && !line.StartsWith("cascade\t", StringComparison.Ordinal))];
        Teams(led).ShouldBe(Teams(made));
        Organisation.Everything(led.Analyse()).ShouldContain("posts:org");
    }

    [Test]
    public void Late_managers_wait_until_k_come_together()
    {
        var start = Organisation.Of("org(a:9 b:8)");
        start = start.With(start.Answers.Concat(Enumerable.Range(0, 6).Select(i => new Answer(500 + i, i < 3 ? "a" : "b", 50.0) { OfPost = true })));
        var analysis = start.Analyse();
        var stands = Organisation.Everything(analysis);
        Organisation.Scores(analysis).Single(r => r.Team == "posts:org").N.ShouldBe(6);
        for (var late = 1; late <= 5; late++)
        {
            var now = start.With(start.Answers.Concat(Enumerable.Range(0, late).Select(i => new Answer(600 + i, "org", 75.0) { OfPost = true })));
            analysis = now.Analyse(analysis.Panel.Released.Ledger, Organisation.Closed.AddDays(late));
            if (late < 5) Organisation.Everything(analysis).ShouldBe(stands, $"night {late}");
        }

        // None of the teams has five of its own: all eleven are told together.
        Organisation.Scores(analysis).Where(r => r.Team.StartsWith("posts:", StringComparison.Ordinal)).Select(r => (r.Team, r.N)).ShouldBe([("posts:org", 11L)]);
    }

    private static Organisation Led(Organisation made, int seed)
    {
        var random = new Random(seed);
        return made.With(made.Answers.Concat(made.Teams.Skip(1).SelectMany((t, i) => Enumerable.Range(0, random.Next(4)).Select(j =>
            new Answer(500_000 + (10 * i) + j, t.Key, (random.NextInt64(20, 100) * 10_000_000_000) + random.NextInt64(9_999_999_999)) { OfPost = true }))));
    }
}
