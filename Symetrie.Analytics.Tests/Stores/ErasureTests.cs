using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tests.River;
using Symetrie.Api.Recompute;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Stores;

/// <summary>Erased is erased: in the tables, in the bytes of the files, after an import, an undo, a run and a restore.</summary>
[TestFixture("sqlite"), TestFixture("postgres")]
internal sealed class ErasureTests(string engine)
{
    [Test]
    public void No_byte_of_an_erased_person_is_left_in_any_file()
    {
        using var erasable = new Erasable(engine);
        var (traces, person, numbers) = (erasable.Traces(), erasable.Person, erasable.ResponseNumbers().ToHashSet());
        // The search can succeed: each trace but the id and the hash as text, which are never stored, is there before.
        traces.Select(erasable.Hits).Count(hits => hits > 0).ShouldBeGreaterThanOrEqualTo(6);
        (erasable.TalliesWith(person), numbers.Count, erasable.Sighted(numbers)).ShouldBe((1, 2, true));

        erasable.Store.Erasures.Erase([person]).ShouldBe([new ErasureOutcome(2, 1, 1, AlreadyErased: false, Purged: true)]);

        traces.Select(erasable.Hits).ShouldAllBe(hits => hits == 0);
        (erasable.TalliesWith(person), erasable.Sighted(numbers), erasable.Store.Subjects.Answers(person).Count).ShouldBe((0, false, 0));
        erasable.Test.Recompute();
        traces.Select(erasable.Hits).ShouldAllBe(hits => hits == 0);
        erasable.TalliesWith(person).ShouldBe(0);
        erasable.Store.Erasures.Erase([person]).ShouldBe([new ErasureOutcome(0, 0, 0, AlreadyErased: true, Purged: true)]);
        erasable.Store.Erasures.Log().Count.ShouldBe(1, "erasing twice is one erasure");
    }

    [Test]
    public void A_later_export_brings_nothing_back_and_says_how_many_rows_it_kept_out()
    {
        using var erasable = new Erasable(engine);
        var traces = erasable.Traces();
        erasable.Store.Erasures.Erase([erasable.Person]);
        var dry = erasable.Test.Import(Erasable.Files[1], dryRun: true);
        (dry.Read, dry.Erased, dry.Added, dry.Updated, dry.Unchanged).ShouldBe((60, 1, 0, 0, 59));
        foreach (var file in Erasable.Files)
        {
            var report = erasable.Test.Import(file);
            (report.Read, report.Erased, report.Added).ShouldBe((60, 1, 0));
        }

        traces.Select(erasable.Hits).ShouldAllBe(hits => hits == 0);
        erasable.ResponseNumbers().ShouldBeEmpty();
    }

    [Test]
    public void The_rows_of_a_long_export_are_kept_out_too()
    {
        using var test = new TestStore(engine: engine);
        test.Know("""
            {"key":"long","voice":"customer","layout":"long","columns":{"team":"team","date":"date","respondent":"who","item":"item","answer":"answer"},
             "items":[{"key":"a","column":"a","dimension":"respect","scale":{"min":1,"max":5}},{"key":"b","column":"b","dimension":"equity","scale":{"min":1,"max":5}}]}
            """);
        test.Store.Erasures.Erase([PersonNumber.Of(test.Store, Voice.Customer, "c1"), PersonNumber.Of(test.Store, Voice.Employee, "c2")]);
        var report = test.Import("team,date,who,item,answer\nA,2026-01-05,c1,a,4\nA,2026-01-05,c2,a,3\nA,2026-01-05,c1,b,2\nA,2026-01-05,c2,b,1\n");
        (report.State, report.Read, report.Erased, report.Added).ShouldBe(("imported", 4, 2, 1), "c2 was erased as an employee, and is a customer still");
    }

    [Test]
    public void What_is_published_stays_until_the_next_run_decides()
    {
        using var erasable = new Erasable(engine);
        var before = erasable.Test.Published();
        erasable.Store.Erasures.Erase([erasable.Person]);
        erasable.Test.Published().ShouldBe(before);
        erasable.Test.Recompute().Published.ShouldBeFalse("the difference would be the erased person's answers (C10)");
        erasable.Test.Published().ShouldBe(before);
    }

    [Test]
    public void The_ledger_of_what_was_released_forgets_whose_it_was()
    {
        using var erasable = new Erasable(engine);
        var person = erasable.Person;
        var before = erasable.Ledger();
        var without = before.Forget(new HashSet<long> { person });
        // Each column that holds the person, from the first byte that tells so.
        var traces = before.Columns.Where(c => c.Value.Digest != without.Columns[c.Key].Digest)
            .Select(c => c.Value.Members.AsSpan(c.Value.Members.AsSpan().CommonPrefixLength(without.Columns[c.Key].Members), 32).ToArray()).ToArray();
        traces.Length.ShouldBe(3, "two dimensions and participation");
        // One may lie across the border of two pages.
        traces.Select(erasable.Hits).Count(hits => hits > 0).ShouldBeGreaterThanOrEqualTo(1);

        erasable.Store.Erasures.Erase([person]);

        traces.Select(erasable.Hits).ShouldAllBe(hits => hits == 0);
        foreach (var (name, column) in erasable.Ledger().Columns) column.Content.ShouldBe(without.Columns[name].Content);
        erasable.Test.Recompute();
        erasable.Ledger().Persons().ShouldNotContain(person, "a run does not bring the person back");
    }

    [Test]
    public void A_run_that_is_under_way_begins_again_without_the_erased()
    {
        using var erasable = new Erasable(engine);
        var person = erasable.Person;
        erasable.Test.Import(Erasable.Files[0].Replace(",p1,", ",p-new,", StringComparison.Ordinal));
        var run = long.Parse(erasable.Store.Runs.Request().Id[2..]);
        erasable.Store.Runs.Start(run).ShouldNotBeNull();
        var stages = new List<string>();
        new Recomputer(erasable.Store, new AnalysisSettings()).Run(run, new Told(stage =>
        {
            if (stage == "analysing" && !stages.Contains(stage)) erasable.Store.Erasures.Erase([person]);
            stages.Add(stage);
        }));
        stages.Count(s => s == "analysing").ShouldBe(2);
        erasable.TalliesWith(person).ShouldBe(0);
        erasable.Ledger().Persons().ShouldNotContain(person);
    }

    [Test]
    public void A_number_that_stands_for_no_id_finds_nobody()
    {
        using var test = new TestStore(engine: engine);
        test.Know("""{"key":"nameless","voice":"employee","layout":"wide","columns":{"team":"team","date":"date"},"items":[{"key":"a","column":"a","dimension":"respect","scale":{"min":1,"max":5}}]}""");
        test.Import("team,date,a\nA,2026-01-05,1\nA,2026-01-05,2\nA,2026-01-05,3\n").Added.ShouldBe(3);
        for (var number = 0; number < 5; number++)
        {
            test.Store.Subjects.Answers(number).ShouldBeEmpty("anonymous answers are numbered, and numbers can be guessed");
            test.Store.Erasures.Erase([number])[0].Responses.ShouldBe(0);
        }

        test.Import("team,date,a\nA,2026-01-05,1\nA,2026-01-05,2\nA,2026-01-05,3\n").Unchanged.ShouldBe(3);
        test.Import("team,date,a\nA,2026-01-05,4\nA,2026-01-05,5\n").Added.ShouldBe(2);
        test.Recompute().Published.ShouldBeTrue();
        var ledger = test.Store.Engine.Read(c => LedgerRows.Read(test.Store, c)).Columns;
        test.Store.Erasures.Erase([1]);
        foreach (var (name, column) in test.Store.Engine.Read(c => LedgerRows.Read(test.Store, c)).Columns) column.Content.ShouldBe(ledger[name].Content);
    }

    [Test]
    public void A_response_that_came_to_be_another_persons_stays_theirs()
    {
        using var test = new TestStore(engine: engine);
        test.Know("""{"key":"ids","voice":"employee","layout":"wide","columns":{"team":"team","date":"date","respondent":"who","response":"id"},"items":[{"key":"a","column":"a","dimension":"respect","scale":{"min":1,"max":5}}]}""");
        test.Import("team,date,who,id,a\nA,2026-01-05,ann,1,4\n");
        test.Import("team,date,who,id,a\nA,2026-01-05,bob,1,2\n").Updated.ShouldBe(1);
        var (ann, bob) = (PersonNumber.Of(test.Store, Voice.Employee, "ann"), PersonNumber.Of(test.Store, Voice.Employee, "bob"));
        test.Store.Erasures.Erase([ann]).ShouldBe([new ErasureOutcome(0, 1, 0, false, true)]);
        test.Store.Subjects.Answers(bob).Single().Answer.ShouldBe("2");
        test.Store.Responses.Undo("i-2").ShouldBe(new UndoOutcome(1, 0, 0), "what was ann's does not come back");
    }

    private sealed class Told(Action<string> tell) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => tell(value.Stage);
    }
}
