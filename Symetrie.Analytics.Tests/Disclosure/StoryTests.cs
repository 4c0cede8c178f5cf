using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tests.Disclosure;

/// <summary>What readers see while answers arrive, change and go (C9, C10, C11).</summary>
internal sealed class StoryTests
{
    private const string Tree = "org(a:12 b:9 c:8)";

    [Test]
    public void One_late_answer_a_night_changes_no_byte_until_the_fifth()
    {
        var story = new Story(Organisation.Of(Tree));
        for (var night = 1; night <= 7; night++)
        {
            var before = story.Text;
            story.Next(o => o.Plus("a", 1000 + night));
            if (night == 5) story.Text.ShouldNotBe(before);
            else story.Text.ShouldBe(before, $"night {night}");
        }

        // The team and the total changed on the fifth night; its siblings stand as they stood.
        story.AsOf("a").ShouldBe(Organisation.Closed.AddDays(5));
        story.AsOf("org").ShouldBe(Organisation.Closed.AddDays(5));
        story.AsOf("b").ShouldBe(Organisation.Closed);
        story.N("a").ShouldBe(17);
        story.N("org").ShouldBe(34);
    }

    [Test]
    public void Employee_cells_wait_until_their_window_has_closed()
    {
        var made = Organisation.Of(Tree);
        Organisation.Scores(made.Analyse(today: Organisation.Closed.AddDays(-1))).ShouldBeEmpty();
        Organisation.Scores(made.Analyse(today: Organisation.Closed)).Count.ShouldBe(4);
    }

    [Test]
    public void Four_versions_that_each_pass_a_pairwise_test_do_not_give_three_people_away()
    {
        // S, S+a+b, S+a+c, S+b+c with a, b, c of three: every two differ by six, and together they give each of the three groups.
        var start = Organisation.Of(Tree);
        long[] a = [1001, 1002, 1003], b = [2001, 2002, 2003], c = [3001, 3002, 3003];
        var story = new Story(start);
        story.Next(_ => start.Plus("a", [.. a, .. b]));
        story.N("a").ShouldBe(18);
        var stands = story.Text;
        story.Next(_ => start.Plus("a", [.. a, .. c]));
        story.Text.ShouldBe(stands);
        story.Next(_ => start.Plus("a", [.. b, .. c]));
        story.Text.ShouldBe(stands);

        // Groups of five may come and go like that.
        long[] d = [4001, 4002, 4003, 4004, 4005], e = [5001, 5002, 5003, 5004, 5005];
        story.Next(_ => start.Plus("a", [.. a, .. b, .. d]));
        story.N("a").ShouldBe(23);
        story.Next(_ => start.Plus("a", [.. a, .. b, .. e]));
        story.Text.ShouldNotBe(stands);
        story.N("a").ShouldBe(23);
        story.Next(_ => start.Plus("a", [.. a, .. b, .. d, .. e]));
        story.N("a").ShouldBe(28);
    }

    [Test]
    public void A_corrected_answer_waits_until_five_are_corrected()
    {
        var story = new Story(Organisation.Of(Tree));
        var stands = story.Text;
        for (var i = 0; i < 5; i++)
        {
            story.Text.ShouldBe(stands);
            var number = story.Now.NumbersOf("a")[i];
            story.Next(o => o.With(o.Answers.Select(x => x.Number == number ? x with { Score = (x.Score + 1) } : x)));
        }

        story.Text.ShouldNotBe(stands);
        story.N("a").ShouldBe(12);
        // In a team of nine five corrections leave four who are told apart by not having corrected theirs.
        stands = story.Text;
        var five = story.Now.NumbersOf("b")[..5];
        story.Next(o => o.With(o.Answers.Select(x => five.Contains(x.Number) ? x with { Score = (x.Score + 1) } : x)));
        story.Text.ShouldBe(stands);
    }

    [Test]
    public void A_new_codebook_does_not_give_away_who_left_meanwhile()
    {
        var start = Organisation.Of(Tree);
        Organisation Rescored(Organisation o) => o.With(o.Answers.Select(a => a with { Score = a.Score / 2 }));
        var story = new Story(start);
        var stands = story.Text;
        var leaver = start.NumbersOf("a")[0];
        story.Next(o => Rescored(o.Minus(leaver)));
        // The other teams are told on the new scale; the one that somebody left stays on the old one.
        story.AsOf("a").ShouldBe(Organisation.Closed);
        story.N("a").ShouldBe(12);
        story.AsOf("b").ShouldBe(Organisation.Closed.AddDays(1));
        story.Text.ShouldNotBe(stands);
    }

    [Test]
    public void An_erasure_leaves_the_released_figure_and_the_ledger_forgets_whose_it_was()
    {
        var story = new Story(Organisation.Of(Tree));
        var stands = story.Text;
        var erased = story.Now.NumbersOf("a")[..4];
        foreach (var number in erased)
        {
            story.Forget(number);
            story.Next(o => o.Minus(number));
            story.Text.ShouldBe(stands);
        }

        foreach (var column in story.Ledger.Columns.Keys) story.Ledger.History(column)!.Classes.SelectMany(c => c.Members).Select(m => m.Number).ShouldNotContain(n => erased.Contains(n));
        var fifth = story.Now.NumbersOf("a")[0];
        story.Forget(fifth);
        story.Next(o => o.Minus(fifth));
        // Five have gone: seven are left, and the two groups are large enough to differ by.
        story.N("a").ShouldBe(7);
    }

    [Test]
    public void A_team_that_splits_is_told_apart_only_where_both_halves_are_enough()
    {
        var start = Organisation.Of(Tree);
        var first = start.NumbersOf("a");
        var uneven = new Story(start);
        var stood = uneven.Figure("org");
        uneven.Next(o => o.Reorganised("org(a1 a2 b c)", x => first.Contains(x.Number) ? x.Number >= first[9] ? "a2" : "a1" : x.Team));
        uneven.Shown().ShouldBe(["b", "c", "org"]);
        uneven.Figure("org").ShouldBe(stood);

        var even = new Story(start);
        even.Next(o => o.Reorganised("org(a1 a2 b c)", x => first.Contains(x.Number) ? x.Number >= first[6] ? "a2" : "a1" : x.Team));
        even.Shown().ShouldBe(["a1", "a2", "b", "c", "org"]);
        (even.N("a1"), even.N("a2")).ShouldBe((6, 6));
        even.Figure("org").ShouldBe(stood);
    }

    [Test]
    public void Merging_renaming_and_moving_tell_nothing_new()
    {
        var start = Organisation.Of("org(d1(a:12 b:9) d2(c:8 e:7))");
        var stood = new Story(start).Figure("org");
        var merged = new Story(start);
        merged.Next(o => o.Reorganised("org(d1(ab) d2(c e))", x => x.Team is "a" or "b" ? "ab" : x.Team));
        merged.N("ab").ShouldBe(21);
        merged.Figure("org").ShouldBe(stood);
        var moved = new Story(start);
        moved.Next(o => o.Reorganised("org(d1(a) d2(b c e))", x => x.Team));
        (moved.N("d1"), moved.N("d2")).ShouldBe((12, 24));
        moved.Figure("org").ShouldBe(stood);
        var renamed = new Story(start);
        renamed.Next(o => o.Reorganised("org(d1(z b) d2(c e))", x => x.Team == "a" ? "z" : x.Team));
        renamed.N("z").ShouldBe(12);
        renamed.Figure("org").ShouldBe(stood);
    }

    [Test]
    public void Another_calendar_releases_no_answer_a_second_time()
    {
        var start = Organisation.Of(Tree);
        var story = new Story(start);
        var january = new Period("2026-01", new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1), new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1));
        var first = start.NumbersOf("a")[..11];
        var month = new Organisation { Teams = start.Teams, Answers = [.. start.Answers.Where(a => first.Contains(a.Number))], Period = january };
        Organisation.Scores(month.Analyse()).ShouldNotBeEmpty();
        Organisation.Scores(month.Analyse(story.Ledger)).ShouldBeEmpty();
    }

    [Test]
    public void A_lowered_threshold_does_not_hold_for_a_period_that_has_a_higher_one()
    {
        var made = Organisation.Of("org(a:9 b:6 c:12)");
        var strict = made.Analyse(settings: new AnalysisSettings { EmployeeMinimum = 8, Threads = 1 });
        Organisation.Scores(strict).Select(r => r.Team).ShouldBe(["org", "c", "rest-of:org"]);
        Organisation.Everything(made.Analyse(strict.Panel.Released.Ledger, settings: new AnalysisSettings { Threads = 1 })).Split('\n')[1..].ShouldBe(Organisation.Everything(strict).Split('\n')[1..]);
        var stored = new Organisation { Teams = made.Teams, Answers = made.Answers, Stored = 8 };
        Organisation.Scores(stored.Analyse()).Select(r => r.Team).ShouldBe(["org", "c", "rest-of:org"]);
    }

    /// <summary>Nightly runs, one a day.</summary>
    private sealed class Story
    {
        private Analysis analysis;
        private int nights;

        public Story(Organisation start)
        {
            Now = start;
            analysis = start.Analyse();
            Ledger = analysis.Panel.Released.Ledger;
        }

        public Organisation Now { get; private set; }

        public ReleaseLedger Ledger { get; private set; }

        public string Text => Organisation.Everything(analysis);

        public void Next(Func<Organisation, Organisation> change)
        {
            Now = change(Now);
            analysis = Now.Analyse(Ledger, Organisation.Closed.AddDays(++nights));
            Ledger = analysis.Panel.Released.Ledger;
        }

        public void Forget(long number) => Ledger = Ledger.Forget(new HashSet<long> { number });

        public IEnumerable<string> Shown() => Organisation.Scores(analysis).Select(r => r.Team).Order(StringComparer.Ordinal);

        public long N(string team) => Organisation.Scores(analysis).Single(r => r.Team == team).N!.Value;

        public (long?, double?) Figure(string team) => Organisation.Scores(analysis).Where(r => r.Team == team).Select(r => (r.N, r.Mean)).Single();

        public DateOnly AsOf(string team) => Organisation.Scores(analysis).Single(r => r.Team == team).AsOf!.Value;
    }
}
