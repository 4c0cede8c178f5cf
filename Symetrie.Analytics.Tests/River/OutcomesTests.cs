using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.River;

/// <summary>Outcomes through the whole river: read, kept, corrected, taken back, and nobody's answer.</summary>
internal sealed class OutcomesTests
{
    private const string Metrics = """
        {"key":"hr","voice":"employee","layout":"outcomes","columns":{"team":"shop","period":"quarter","metric":"metric","value":"value","n":"of"},
         "metrics":[{"key":"turnover","name":{"en":"Staff turnover","fr":"Rotation"},"better":"lower"},{"key":"revenue"}]}
        """;

    private const string Members = """
        {"key":"members","voice":"employee","layout":"wide","columns":{"team":"team","date":"date","respondent":"who"},
         "items":[{"key":"a","column":"a","dimension":"respect","scale":{"min":1,"max":5} }]}
        """;

    [Test]
    public void Outcomes_are_read_corrected_and_taken_back()
    {
        using var test = new TestStore();
        test.Know(Metrics);
        var first = test.Import("shop;quarter;metric;value;of\na;2026-Q1;turnover;12,5;30\nb;T1 2026;Rotation;8;\nb;2026-Q1;REVENUE;1 250 000;\nc;2026-Q1;turnover;;9\n");
        (first.State, first.Added, first.Read, first.Blank).ShouldBe(("imported", 3, 4, 1));
        first.UnknownTeams!.Select(t => t.Team).ShouldBe(["a", "b"]);
        var second = test.Import("shop,quarter,metric,value,of\na,2026-Q1,turnover,13.5,30\nb,2026-Q1,turnover,8,\nb,2026-Q2,turnover,9,\n");
        (second.Added, second.Updated, second.Unchanged).ShouldBe((1, 1, 1));
        Standing(test).ShouldBe(["a turnover 13.5 30", "b revenue 1250000 ", "b turnover 8 ", "b turnover 9 "]);
        test.Store.Responses.Undo(second.Id!).ShouldBe(new UndoOutcome(Removed: 1, Restored: 2, Kept: 0));
        Standing(test).ShouldBe(["a turnover 12.5 30", "b revenue 1250000 ", "b turnover 8 "]);
        test.Import("shop,quarter,metric,value,of\na,2026-Q1,turnover,14,30\n");
        test.Store.Responses.Undo(first.Id!).ShouldBe(new UndoOutcome(Removed: 2, Restored: 0, Kept: 1));
        Standing(test).ShouldBe(["a turnover 14 30"]);
    }

    [Test]
    public void A_bad_row_is_named_by_line_and_column_and_changes_nothing()
    {
        using var test = new TestStore();
        test.Know(Metrics);
        var report = test.Import("shop,quarter,metric,value,of\na,2026-Q1,turnovr,1,\na,2026-13,turnover,1,\na,2026-Q1,turnover,many,\na,2026-Q1,turnover,1,-2\na,2026-Q1,,1,\n,2026-Q1,turnover,1,\na,2026-Q2,turnover,2,\n");
        (report.State, report.Rejected, report.Id).ShouldBe(("refused", 6, null));
        var samples = report.Problems.SelectMany(g => g.Samples).OrderBy(s => s.Line).Select(s => (s.Line, s.Column, s.Code, s.Suggestion)).ToArray();
        samples.ShouldBe(
        [
            (2, "metric", "unknown-metric", "turnover"), (3, "quarter", "unknown-period", null), (4, "value", "not-a-number", null), (5, "of", "bad-count", null),
            (6, "metric", "missing-metric", null), (7, "shop", "missing-team", null),
        ]);
        var twice = test.Import("shop,quarter,metric,value,of\na,2026-Q2,turnover,2,\na,2026-Q2,turnover,3,\na,2026-Q2,turnover,2,\n");
        twice.Problems.Single().ShouldSatisfyAllConditions(g => g.Code.ShouldBe("conflicting-row"), g => g.Samples.Single().Line.ShouldBe(3));
        Standing(test).ShouldBeEmpty();
        test.Import("shop,quarter,metric,value,of\na,2026-Q2,turnover,2,\na,2026-Q2,turnover,2,\n", dryRun: true).ShouldSatisfyAllConditions(r => r.State.ShouldBe("dry-run"), r => r.Duplicates.ShouldBe(1));
        Standing(test).ShouldBeEmpty();
    }

    [Test]
    public void Outcomes_move_no_figure_but_their_own_and_make_no_team()
    {
        using var test = new TestStore();
        test.Know(Members);
        test.Import("team,date,who,a\n" + string.Concat(Enumerable.Range(0, 12).SelectMany(t => Enumerable.Range(0, 7).Select(i => $"t{t},2026-01-05,{t}-{i},{1 + ((i + t) % 5)}\n"))));
        test.Recompute();
        string[] Others() => [.. test.Published().Split('\n')[1..].Where(l => !l.StartsWith("outcomes", StringComparison.Ordinal))];
        var (before, id) = (Others(), test.Store.Snapshots.Latest()!.Id);
        test.Know(Metrics);
        var report = test.Import("shop,quarter,metric,value,of\n" + string.Concat(Enumerable.Range(0, 12).Select(t => $"t{t},2026-Q1,turnover,{(t * 7) % 12},20\n")) + "nowhere,2026-Q1,turnover,3,20\nt1,2031-Q1,turnover,3,20\n");
        report.UnknownTeams!.Select(t => t.Team).ShouldBe(["nowhere"]);
        test.Recompute().Published.ShouldBeTrue();
        Others().ShouldBe(before);
        test.Store.Snapshots.Latest()!.Id.ShouldNotBe(id);
        test.Rows("outcomes").Select(r => (r["metric"], r["series"], r["status"], r["teams"])).ShouldBe([("turnover", "employee", "ok", "12")]);
        test.Recompute().Published.ShouldBeFalse("nothing has changed");
        test.Store.Responses.Undo(report.Id!).ShouldNotBeNull();
        test.Recompute();
        // The same figures as before, published anew.
        test.Store.Snapshots.Latest()!.Id.ShouldStartWith(id);
    }

    [Test]
    public void A_codebook_of_outcomes_names_its_metrics()
    {
        Problems("{\"key\":\"turnover\",\"name\"", "{\"key\":\"revenue\",\"name\"").ShouldContain(p => p.Contains("'revenue' is there twice", StringComparison.Ordinal));
        Problems("\"lower\"", "\"less\"").ShouldContain(p => p.Contains("metrics[0].better", StringComparison.Ordinal) && p.Contains("'less'", StringComparison.Ordinal));
        Problems("{\"key\":\"revenue\"}", "{\"key\":\"revenue\",\"name\":{\"en\":\"Rotation\",\"fr\":\"x\"}}").ShouldContain(p => p.Contains("'rotation' means 'turnover' already", StringComparison.Ordinal));
        Problems("\"layout\":\"outcomes\"", "\"layout\":\"invited\"").ShouldContain(p => p.Contains("metrics", StringComparison.Ordinal));
        Problems("\"metric\":\"metric\",", "").ShouldContain(p => p.Contains("columns.metric", StringComparison.Ordinal));
        var text = CodebookJson.Write(CodebookJson.Read(Metrics, MirrorFile.Mirror).Required());
        CodebookJson.Write(CodebookJson.Read(text, MirrorFile.Mirror).Required()).ShouldBe(text);
        CodebookJson.Write(CodebookJson.Read(Members, MirrorFile.Mirror).Required()).ShouldNotContain("metric");
    }

    private static IReadOnlyList<string> Problems(string from, string to) => CodebookJson.Read(Metrics.Replace(from, to, StringComparison.Ordinal), MirrorFile.Mirror).Problems;

    private static string[] Standing(TestStore test) => test.Store.Engine.Read(connection => test.Store.Outcomes.Standing(connection)
        .Select(o => FormattableString.Invariant($"{o.Key.Unit} {o.Key.Metric} {o.Value.Value} {o.Value.N}")).Order(StringComparer.Ordinal).ToArray());
}
