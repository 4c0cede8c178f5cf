using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Tests.River;
using Symetrie.Api.Imports;

namespace Symetrie.Analytics.Tests.Imports;

/// <summary>Exports that come again: longer, corrected, by a newer questionnaire, and respondents who come again.</summary>
public sealed class CorrectionTests
{
    private const string Header = "id,team,date,q1,q2,q3\n";
    private readonly TestStore test = new();

    [OneTimeTearDown]
    public void End() => test.Dispose();

    [SetUp]
    public void Know() => test.Know(Codebook("c" + TestContext.CurrentContext.Test.ID));

    private string Key => "c" + TestContext.CurrentContext.Test.ID;

    [Test]
    public void A_corrected_export_says_where_it_differs_and_never_how()
    {
        Import("1,A,2026-01-05,1,2,3\n2,A,2026-01-05,4,4,4\n3,B,2026-01-06,5,,5\n4,B,2026-01-07,2,2,2\n").Added.ShouldBe(4);
        var report = Import("1,A,2026-01-05,1,5,3\n2,A,2026-01-05,4,4,4\n3,B,2026-01-06,5,1,1\n4,C,2026-01-07,2,2,2\n");
        (report.Added, report.Updated, report.Unchanged).ShouldBe((0, 3, 1));
        report.Changes!.Columns.Select(c => $"{c.Column}: {c.Responses}").ShouldBe(["q2: 2", "q3: 1", "team: 1"]);
        report.Changes.Samples.Select(s => $"{s.Line}: {string.Join(' ', s.Columns)}").ShouldBe(["2: q2", "4: q2 q3", "5: team"]);
        Import("1,A,2026-01-05,1,5,3\n").Changes.ShouldBeNull();
    }

    [Test]
    public void Of_many_updates_the_first_twenty_lines_are_named()
    {
        string Rows(int answer) => string.Concat(Enumerable.Range(0, 500).Select(i => $"{i},A,2026-01-05,{answer},3,3\n"));
        Import(Rows(1));
        var changes = Import(Rows(2)).Changes!;
        changes.Columns.Single().ShouldBe(new ChangedColumn("q1", 500));
        changes.Samples.Select(s => s.Line).ShouldBe(Enumerable.Range(2, 20).Select(l => (long)l));
    }

    [Test]
    public void A_newer_questionnaire_is_compared_item_by_item()
    {
        Import("1,A,2026-01-05,1,2,3\n");
        test.Know(Codebook(Key, "q3", "q1", "q4"));
        var report = test.Import("id,team,date,q1,q2,q3,q4\n1,A,2026-01-05,1,2,5,4\n", Key);
        report.Updated.ShouldBe(1);
        report.Changes!.Columns.Select(c => c.Column).ShouldBe(["q3", "q4"], ignoreOrder: true);
    }

    [Test]
    public void A_respondent_who_answers_in_two_periods_is_two_responses()
    {
        var report = Import("1,A,2026-01-05,1,2,3\n1,A,2026-04-05,4,4,4\n");
        (report.Added, report.Duplicates, report.Rejected).ShouldBe((2, 0, 0));
        Import("1,A,2026-01-05,1,2,3\n1,A,2026-04-05,4,4,5\n").ShouldSatisfyAllConditions(r => r.Updated.ShouldBe(1), r => r.Unchanged.ShouldBe(1));
    }

    [Test]
    public void A_cumulative_export_adds_what_is_new()
    {
        var week = string.Concat(Enumerable.Range(0, 300).Select(i => $"{i},A,2026-01-05,{(i % 5) + 1},3,3\n"));
        Import(week).Added.ShouldBe(300);
        Import(week + "900,A,2026-02-05,1,1,1\n").ShouldSatisfyAllConditions(r => r.Added.ShouldBe(1), r => r.Unchanged.ShouldBe(300), r => r.Updated.ShouldBe(0));
    }

    private ImportReport Import(string rows) => test.Import(Header + rows, Key);

    private static string Codebook(string key, params string[] items) =>
        $$"""{"key":"{{key}}","voice":"employee","layout":"wide","columns":{"team":"team","date":"date","respondent":"id"},"items":["""
        + string.Join(',', (items.Length == 0 ? ["q1", "q2", "q3"] : items).Select(i => "{\"key\":\"" + i + "\",\"dimension\":\"respect\",\"scale\":{\"min\":1,\"max\":5}}")) + "]}";
}
