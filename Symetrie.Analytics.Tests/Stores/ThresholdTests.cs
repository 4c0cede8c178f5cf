using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Imports;
using Symetrie.Api.Recompute;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Stores;

/// <summary>The minimums under which people answered hold for their period, whatever the settings say later; and the counts add up.</summary>
[TestFixture("sqlite"), TestFixture("postgres")]
internal sealed class ThresholdTests(string engine)
{
    [Test]
    public void Thresholds_come_with_the_first_answer_and_are_only_raised()
    {
        using var erasable = new Erasable(engine);
        Held(erasable).ShouldBe(new PeriodThreshold(5, 20));
        Run(erasable, new AnalysisSettings { EmployeeMinimum = 40, DetailMinimum = 50 });
        Held(erasable).ShouldBe(new PeriodThreshold(40, 50));
        Run(erasable, new AnalysisSettings());
        Held(erasable).ShouldBe(new PeriodThreshold(40, 50));
        erasable.Test.Rows("scores").Where(r => r["status"] == "ok").ShouldBeEmpty("each team has 30, and 40 was promised");
        Import(erasable, new Minimums(6, 5, 20), "2026-05-10");
        erasable.Store.Disclosure.Thresholds()[(Voice.Employee, "2026-Q2")].ShouldBe(new PeriodThreshold(6, 20));
        Import(erasable, new Minimums(99, 5, 20), "2026-08-10", dryRun: true);
        erasable.Store.Disclosure.Thresholds().Keys.ShouldNotContain((Voice.Employee, "2026-Q3"), "a dry run keeps nothing");
    }

    [Test]
    public void Counts_are_those_of_the_last_run()
    {
        using var erasable = new Erasable(engine);
        Import(erasable, new Minimums(5, 5, 20), "2026-05-10");
        var before = erasable.Store.Disclosure.List();
        before.Select(d => (d.Period, d.Released, d.Withheld, d.Pending)).ShouldBe([("2026-Q1", 4L, 0L, 0L), ("2026-Q2", 0L, 0L, 0L)]);
        erasable.Test.Recompute();
        erasable.Store.Disclosure.List().Select(d => (d.Period, d.Released, d.Withheld)).ShouldBe([("2026-Q1", 4L, 0L), ("2026-Q2", 0L, 4L)], "one respondent answered");
    }

    private static PeriodThreshold Held(Erasable erasable) => erasable.Store.Disclosure.Thresholds()[(Voice.Employee, "2026-Q1")];

    private static void Import(Erasable erasable, Minimums minimums, string day, bool dryRun = false)
    {
        var lines = Erasable.Files[0].Split('\n');
        var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes($"{lines[0]}\n{lines[1].Replace("2026-02-10", day, StringComparison.Ordinal)}\n"));
        new Importer(erasable.Store, minimums).Run(new ImportRequest(content, "late.csv") { DryRun = dryRun }).Added.ShouldBe(1);
    }

    private static void Run(Erasable erasable, AnalysisSettings settings)
    {
        var run = long.Parse(erasable.Store.Runs.Request().Id[2..]);
        erasable.Store.Runs.Start(run);
        new Recomputer(erasable.Store, settings).Run(run);
    }
}
