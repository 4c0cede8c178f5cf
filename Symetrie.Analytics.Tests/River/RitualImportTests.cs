using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Tests.Measures;

namespace Symetrie.Analytics.Tests.River;

/// <summary>Actions and counts of practice as exports: taken in, corrected, undone, refused.</summary>
public sealed class RitualImportTests
{
    private const string Counts = "team,ritual,period,held,planned\n";
    private TestStore store = null!;

    [SetUp]
    public void Open()
    {
        store = new TestStore();
        store.KnowFile("sample-actions");
        store.KnowFile("sample-practice");
    }

    [TearDown]
    public void Close() => store.Dispose();

    [Test]
    public void A_correction_wins_and_its_undoing_brings_back_what_was()
    {
        store.Import(Counts + "S01,debriefing,2026-Q1,8,10\nS02,debriefing,2026-Q1,7,10\n").Added.ShouldBe(2);
        var corrected = store.Import(Counts + "S01,debriefing,2026-Q1,9,10\nS02,debriefing,2026-Q1,7,10\nS03,debriefing,2026-Q1,1,2\n");
        (corrected.Added, corrected.Updated, corrected.Unchanged).ShouldBe((1, 1, 1));
        Held().ShouldBe("S01 9/10, S02 7/10, S03 1/2");
        store.Store.Responses.Undo(corrected.Id!)!.Removed.ShouldBe(3);
        Held().ShouldBe("S01 8/10, S02 7/10");
        store.Store.Responses.Undo(corrected.Id!).ShouldBeNull();
        store.Store.Responses.Undo("i-1")!.Removed.ShouldBe(2);
        Held().ShouldBe("");
    }

    [Test]
    public void A_dry_run_tells_the_same_and_keeps_nothing()
    {
        var report = store.Import(Counts + "S01,debriefing,2026-Q1,8,10\n", dryRun: true);
        (report.State, report.Added, report.Id).ShouldBe(("dry-run", 1, null));
        Held().ShouldBe("");
    }

    [TestCase("S01,debriefing,2026-Q1,11,10", "more-than-planned", "held")]
    [TestCase("S01,debriefin,2026-Q1,8,10", "unknown-ritual", "ritual")]
    [TestCase("S01,,2026-Q1,8,10", "missing-ritual", "ritual")]
    [TestCase("S01,debriefing,soon,8,10", "unknown-period", "period")]
    [TestCase("S01,debriefing,2026-Q1,many,10", "bad-count", "held")]
    [TestCase(",debriefing,2026-Q1,8,10", "missing-team", "team")]
    [TestCase("S01,debriefing,2026-Q1,8,10\nS01,debriefing,2026-Q1,7,10", "conflicting-row", null)]
    public void A_bad_row_refuses_its_file_and_is_named(string rows, string code, string? column)
    {
        var report = store.Import(Counts + rows + "\n", "sample-practice");
        report.State.ShouldBe("refused");
        var problem = report.Problems.Single().Samples.Single();
        (problem.Code, problem.Column, problem.Line).ShouldBe((code, column, 1 + rows.Split('\n').Length));
        if (code == "unknown-ritual") problem.Suggestion.ShouldBe("debriefing");
        Held().ShouldBe("");
    }

    [Test]
    public void Bad_rows_can_be_left_out()
    {
        var report = store.Import(Counts + "S01,debriefing,2026-Q1,8,10\nS02,nothing,2026-Q1,1,1\n", skip: true);
        (report.State, report.Added, report.Rejected).ShouldBe(("imported", 1, 1));
    }

    [Test]
    public void Checks_add_up_to_counts()
    {
        store.Know("""{"key":"checks","voice":"employee","layout":"practice","columns":{"team":"équipe","ritual":"rituel","period":"jour","held":"tenu"},"items":[]}""");
        store.Import("équipe;rituel;jour;tenu\nS01;debriefing;05/01/2026;oui\nS01;debriefing;12/01/2026;non\nS01;debriefing;19/01/2026;oui\nS01;debriefing;13/04/2026;x\n", "checks").Added.ShouldBe(2);
        Held().ShouldBe("S01 2/3, S01 1/1");
        store.Import("équipe;rituel;jour;tenu\nS01;debriefing;05/01/2026;peut-être\n", "checks").Problems.Single().Code.ShouldBe("neither-yes-nor-no");
    }

    [Test]
    public void Actions_have_days_or_periods_and_name_what_is_wrong()
    {
        store.Import("team,ritual,start,end\nS01,debriefing,2026-Q1,\nS02,welcome,2025-04-07,2026-Q1\n").Added.ShouldBe(2);
        store.Store.Deeds.Actions().Select(a => (a.Team, a.From, a.To)).ShouldBe([("S01", new DateOnly(2026, 1, 1), DateOnly.MaxValue), ("S02", new DateOnly(2025, 4, 7), new DateOnly(2026, 1, 1))]);
        store.Import("team,ritual,start,end\nS01,debriefing,2026-Q2,2026-Q1\n").Problems.Single().Code.ShouldBe("ends-before-it-begins");
        store.Import("team,ritual,start,end\nS01,debriefing,,\n").Problems.Single().Code.ShouldBe("missing-date");
        store.Store.Deeds.Actions().Count.ShouldBe(2);
    }

    [Test]
    public void What_was_done_changes_the_rows_that_speak_of_it_and_no_other()
    {
        store.KnowFile("sample-employee");
        store.ImportFile(Places.OfData("exports", "sample", "employees.csv")).State.ShouldBe("imported");
        store.Recompute();
        var before = store.Rows("scores");
        store.Rows("effects").ShouldBeEmpty();
        store.Rows("practice").ShouldBeEmpty();
        store.ImportFile(Places.OfData("exports", "sample", "practice.csv")).State.ShouldBe("imported");
        var run = store.Recompute();
        (run.Published, run.TalliesRebuilt).ShouldBe((true, 0));
        // Practice and effects of each of the six quarters, and nothing else.
        run.PartsComputed.ShouldBe(12);
        store.Rows("practice").Count.ShouldBeGreaterThan(20);
        store.Rows("scores").ShouldBe(before);
    }

    [Test]
    public void Of_a_ritual_of_managers_only_the_level_is_shown()
    {
        var panel = Rituals.Panel;
        Rituals.Texts("practice", panel).Where(r => r["ritual"] == "d").ShouldAllBe(r => r["team"] == "level:managers" && r["status"] == "ok" && r["teams"] == "6");
        // Four managers are too few to be told of together.
        var few = Rituals.Of(Rituals.Cells(), [], [.. Rituals.Practiced().Where(p => p.Ritual == "d" && string.CompareOrdinal(p.Team, "t05") < 0)]);
        Rituals.Texts("practice", few).ShouldAllBe(r => r["team"] == "level:managers" && r["status"] == "withheld" && r["held"] == null && r["teams"] == null);
        Rituals.Texts("practice", few).Count.ShouldBe(5);
    }

    private string Held() => store.Store.Engine.Read(connection => string.Join(", ", store.Store.Deeds.Practice(connection).Select(p => $"{p.Team} {p.Held}/{p.Planned}")));
}
