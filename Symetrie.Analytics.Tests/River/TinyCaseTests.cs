using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.River;

/// <summary>The tiny cases of the design, through the whole river.</summary>
internal sealed class TinyCaseTests
{
    private const string Anonymous = """
        {"key":"anon","voice":"employee","layout":"wide","columns":{"team":"team","date":"date"},
         "items":[{"key":"a","column":"a","dimension":"respect","scale":{"min":1,"max":7}},
                  {"key":"b","column":"b","dimension":"respect","scale":{"min":1,"max":7}},
                  {"key":"c","column":"c","dimension":"respect","scale":{"min":1,"max":7}}]}
        """;

    private const string Named = """
        {"key":"named","voice":"employee","layout":"wide","columns":{"team":"team","date":"date","respondent":"who"},
         "items":[{"key":"a","column":"a","dimension":"respect","scale":{"min":1,"max":5}}]}
        """;

    private const string LongItems = """
        {"key":"long","voice":"customer","layout":"long","columns":{"team":"team","date":"date","respondent":"who","item":"question","answer":"answer"},
         "items":[{"key":"a","column":"q1","dimension":"respect","scale":{"min":1,"max":5}},
                  {"key":"b","column":"q2","dimension":"equity","scale":{"min":1,"max":5}}]}
        """;

    [Test]
    public void A_reposted_file_without_ids_adds_nothing_and_identical_rows_stay_apart()
    {
        using var test = new TestStore();
        test.Know(Anonymous);
        var file = "team,date,a,b,c\n" + string.Concat(Enumerable.Repeat("T1,2026-01-05,4,4,4\n", 6)) + "T1,2026-01-05,1,2,3\n";
        test.Import(file).Added.ShouldBe(7);
        var again = test.Import(file);
        (again.Added, again.Unchanged).ShouldBe((0, 7));
        // A cumulative export brings one identical row more: that one is new.
        var more = test.Import(file + "T1,2026-01-05,4,4,4\n");
        (more.Added, more.Unchanged).ShouldBe((1, 7));
        test.Recompute();
        test.Rows("scores").Single()["n"].ShouldBe("8");
    }

    [Test]
    public void Three_seven_point_items_keep_their_ties()
    {
        using var test = new TestStore();
        test.Know(Anonymous);
        var lines = from a in Enumerable.Range(1, 7) from b in Enumerable.Range(1, 7) from c in Enumerable.Range(1, 7) select $"T1,2026-01-05,{a},{b},{c}\n";
        test.Import("team,date,a,b,c\n" + string.Concat(lines)).Added.ShouldBe(343);
        var scores = new Scoring(CodebookJson.Read(Anonymous, MirrorFile.Mirror).Required());
        var distinct = new HashSet<long>();
        Span<long> score = stackalloc long[1];
        for (var i = 0; i < 343; i++)
        {
            scores.Score([i / 49, i / 7 % 7, i % 7], score);
            distinct.Add(score[0]);
        }

        distinct.Count.ShouldBe(19);
    }

    [Test]
    public void One_person_in_two_periods_is_two_responses_and_a_corrected_answer_is_one()
    {
        using var test = new TestStore();
        test.Know(Named);
        test.Import("team,date,who,a\nT1,2026-01-05,p1,4\nT1,2026-04-05,p1,5\n").Added.ShouldBe(2);
        var corrected = test.Import("team,date,who,a\nT1,2026-04-05,p1,3\n");
        (corrected.Added, corrected.Updated).ShouldBe((0, 1));
    }

    [Test]
    public void A_person_who_answers_twice_in_a_period_counts_once()
    {
        using var test = new TestStore();
        test.Know(Named);
        var file = "team,date,who,a\n" + string.Concat(Enumerable.Range(1, 4).Select(i => $"T1,2026-01-05,p{i},4\n")) + "T1,2026-02-05,p1,2\n";
        test.Import(file).Added.ShouldBe(5);
        test.Recompute();
        test.Rows("scores").ShouldBeEmpty();
        test.Import("team,date,who,a\nT1,2026-03-05,p5,4\n");
        test.Recompute();
        var row = test.Rows("scores").Single();
        // p1 said 75 and 25 score points: 50; the four others 75.
        (row["n"], row["mean"]).ShouldBe(("5", "70"));
    }

    [Test]
    public void A_long_export_is_put_together_whatever_the_order_of_its_rows()
    {
        using var test = new TestStore();
        test.Know(LongItems);
        var rows = Enumerable.Range(1, 6).SelectMany(i => new[] { $"T1,2026-01-05,p{i},q1,4\n", $"T1,2026-01-05,p{i},q2,2\n" }).ToArray();
        var report = test.Import("team,date,who,question,answer\n" + string.Concat(rows.OrderBy(r => r[^4]).ThenByDescending(r => r)));
        (report.State, report.Read, report.Added).ShouldBe(("imported", 12, 6));
        test.Import("team,date,who,question,answer\n" + string.Concat(rows)).Unchanged.ShouldBe(6);
        test.Recompute();
        test.Rows("scores").Select(r => (r["dimension"], r["n"], r["mean"])).ShouldBe([("respect", "6", "75"), ("equity", "6", "25")]);
    }

    [Test]
    public void A_row_that_contradicts_another_of_the_same_file_is_named_and_one_that_repeats_it_is_counted()
    {
        using var test = new TestStore();
        test.Know(Named);
        var refused = test.Import("team,date,who,a\nT1,2026-01-05,p1,4\nT1,2026-01-05,p1,4\nT1,2026-01-05,p1,5\n");
        (refused.State, refused.RefusalLine, refused.Problems.Single().Code).ShouldBe(("refused", 4, "conflicting-row"));
        test.Store.Responses.Imports().ShouldBeEmpty();
        var taken = test.Import("team,date,who,a\nT1,2026-01-05,p1,4\nT1,2026-01-05,p1,4\nT1,2026-01-05,p1,5\n", skip: true);
        (taken.Added, taken.Duplicates, taken.Rejected).ShouldBe((1, 1, 1));
    }

    [Test]
    public void A_dry_run_says_the_same_and_changes_nothing()
    {
        using var test = new TestStore();
        test.Know(Named);
        var dry = test.Import("team,date,who,a\nT1,2026-01-05,p1,4\n", dryRun: true);
        (dry.State, dry.Id, dry.Added).ShouldBe(("dry-run", null, 1));
        test.Store.Responses.Imports().ShouldBeEmpty();
        test.Store.Teams.Matching().Tree.Teams.ShouldBeEmpty();
        test.Import("team,date,who,a\nT1,2026-01-05,p1,4\n").Added.ShouldBe(1);
    }

    [Test]
    public void A_lost_key_file_is_refused_at_the_next_import()
    {
        using var test = new TestStore();
        test.Know(Named);
        test.Import("team,date,who,a\nT1,2026-01-05,p1,4\n");
        File.Delete(test.Store.Engine.KeyFile);
        Should.Throw<InvalidOperationException>(() => test.Import("team,date,who,a\nT1,2026-01-05,p2,4\n")).Message.ShouldContain("key file");
        test.Store.Responses.Imports().Count.ShouldBe(1);
    }

    [Test]
    public void Neither_respondents_nor_free_text_reach_the_store()
    {
        using var test = new TestStore();
        test.Know(Named);
        test.Import("team,date,who,a,comment\n" + string.Concat(Enumerable.Range(1, 9).Select(i => $"T1,2026-01-05,canary-person-{i},4,canary words\n"))).Added.ShouldBe(9);
        test.Recompute();
        test.Store.Dispose();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(test.Address)!))
            System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file)).ShouldNotContain("canary", customMessage: Path.GetFileName(file));
        test.Reopen();
    }
}
