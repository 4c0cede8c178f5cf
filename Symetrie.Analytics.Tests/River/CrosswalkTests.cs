using System.Globalization;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tests.River;

/// <summary>The crosswalk through the whole river: answers go with their unit to the team it belonged to on their day, each once, and history stays.</summary>
[TestFixture("sqlite"), TestFixture("postgres")]
internal sealed class CrosswalkTests(string engine)
{
    private const string Staff = """
        {"key":"staff","voice":"employee","layout":"wide","columns":{"team":"unit","date":"date","respondent":"who"},"items":[{"key":"a","column":"a","dimension":"respect","scale":{"min":1,"max":5}}]}
        """;

    private const string Roster = """{"key":"roster","voice":"employee","layout":"invited","columns":{"team":"unit","period":"quarter","n":"invited"}}""";

    [Test]
    public void A_rename_keeps_the_team_and_a_merger_begins_on_its_day()
    {
        using var test = Filled(("Old", 1, 8), ("Old", 2, 8), ("New", 3, 8), ("Other", 1, 9), ("Other", 2, 9), ("Other", 3, 9));
        test.Store.Crosswalk.Put([Row("Old", "T", to: Month(3)), Row("New", "T", from: Month(3)), Row("Other", "T", from: Month(3))]);
        test.Recompute();
        Scores(test).ShouldBe([("2025-Q1", "Other", 9), ("2025-Q1", "T", 8), ("2025-Q2", "Other", 9), ("2025-Q2", "T", 8), ("2025-Q3", "T", 17)], ignoreOrder: true);
    }

    [Test]
    public void A_split_in_the_middle_of_a_period_gives_each_team_its_days_and_no_answer_counts_twice()
    {
        using var test = Filled(("Site", 1, 30));
        test.Store.Crosswalk.Put([Row("Site", "A", to: new DateOnly(2025, 1, 11)), Row("Site", "B", from: new DateOnly(2025, 1, 11))]);
        test.Recompute();
        // Thirty people on thirty days: ten of them before the eleventh.
        Scores(test).ShouldBe([("2025-Q1", "A", 10), ("2025-Q1", "B", 20)], ignoreOrder: true);
        var outcome = test.Recompute();
        (outcome.Published, outcome.TalliesRebuilt, outcome.TalliesKept).ShouldBe((false, 0, 2));
    }

    [Test]
    public void A_later_row_changes_no_earlier_period()
    {
        using var test = Filled(("North", 1, 8), ("North", 2, 8), ("South", 1, 9), ("South", 2, 9));
        test.Recompute();
        var before = Earlier(test);
        before.Length.ShouldBeGreaterThan(1);
        test.Store.Crosswalk.Add([Row("North", "South", from: Month(3))]);
        test.Import(Answers(("North", 3, 8), ("South", 3, 9))).State.ShouldBe("imported");
        var outcome = test.Recompute();
        outcome.TalliesRebuilt.ShouldBe(1, "of the earlier tallies none");
        Earlier(test).ShouldBe(before);
        Scores(test).ShouldContain(("2025-Q3", "South", 17));
    }

    [Test]
    public void A_row_about_days_that_are_published_moves_no_few_people()
    {
        using var test = Filled(("North", 1, 12), ("South", 1, 12));
        test.Recompute();
        var before = Scores(test);
        before.ShouldBe([("2025-Q1", "North", 12), ("2025-Q1", "South", 12)], ignoreOrder: true);

        // Three people answered from the tenth on: North less South's gain would be what they said.
        test.Store.Crosswalk.Put([Row("North", "South", from: new DateOnly(2025, 1, 10))]);
        test.Recompute().TalliesRebuilt.ShouldBe(2);
        Scores(test).ShouldBe(before, "the old figures stand");

        // Six of them are enough to be told apart.
        test.Store.Crosswalk.Put([Row("North", "South", from: new DateOnly(2025, 1, 7))]);
        test.Recompute();
        Scores(test).ShouldBe([("2025-Q1", "North", 6), ("2025-Q1", "South", 18)], ignoreOrder: true);
    }

    [Test]
    public void A_unit_of_several_teams_counts_once_in_their_common_node()
    {
        using var test = Filled(("a", 1, 8), ("b", 1, 8), ("Desk", 1, 7));
        test.Store.Teams.Put([Put("west", null), Put("a", "west"), Put("b", "west")]);
        test.Store.Crosswalk.Put([Row("Desk", "a|b")]);
        test.Recompute();
        Scores(test).ShouldContain(("2025-Q1", "west", 23));
        Scores(test).Where(s => s.Team is "a" or "b").ShouldAllBe(s => s.N == 8);
    }

    [Test]
    public void Who_was_invited_follows_the_unit()
    {
        using var test = Filled(("Old", 1, 8), ("New", 2, 8));
        test.Store.Crosswalk.Put([Row("Old", "T", to: Month(2)), Row("New", "T", from: Month(2))]);
        test.Know(Roster);
        test.Import("unit,quarter,invited\nOld,2025-Q1,20\nNew,2025-Q2,30\n", "roster").State.ShouldBe("imported");
        test.Recompute();
        test.Rows("participation").Select(r => (r["period"], r["team"], r["invited"])).ShouldBe([("2025-Q1", "T", "20"), ("2025-Q2", "T", "30")], ignoreOrder: true);
    }

    [Test]
    public void A_refused_row_changes_nothing()
    {
        using var test = Filled(("North", 1, 8));
        test.Store.Teams.Put([Put("a", null), Put("b", null)]);
        test.Store.Crosswalk.Put([Row("North", "a")]);
        Should.Throw<ArgumentException>(() => test.Store.Crosswalk.Add([Row("North", "b", from: Month(2))])).Message.ShouldContain("two crosswalk rows");
        Should.Throw<ArgumentException>(() => test.Store.Crosswalk.Put([Row("North", "a|b")])).Message.ShouldContain("no common node");
        test.Store.Crosswalk.Read().Rows.Select(r => r.Team).ShouldBe(["a"]);
        test.Store.Crosswalk.Add([Row("North", "b")]).Rows.Select(r => r.Team).ShouldBe(["b"], "a row that begins on the same day is replaced");
    }

    [Test]
    public void Teams_that_would_part_a_common_node_are_refused()
    {
        using var test = new TestStore(engine: engine);
        test.Store.Teams.Put([Put("west", null), Put("a", "west"), Put("b", "west")]);
        test.Store.Crosswalk.Put([Row("Desk", "a|b")]);
        Should.Throw<ArgumentException>(() => test.Store.Teams.Put([Put("b", null)])).Message.ShouldContain("no common node");
        test.Store.Teams.Matching().Tree.Teams.Single(t => t.Key == "b").Parent.ShouldBe("west");
    }

    private TestStore Filled(params (string Unit, int Quarter, int People)[] heard)
    {
        var test = new TestStore(engine: engine);
        test.Know(Staff);
        test.Import(Answers(heard)).State.ShouldBe("imported");
        return test;
    }

    // One person a day from the first day of the quarter on.
    private static string Answers(params (string Unit, int Quarter, int People)[] heard) => "unit,date,who,a\n" + string.Concat(heard.SelectMany(h =>
        Enumerable.Range(0, h.People).Select(i => string.Create(CultureInfo.InvariantCulture, $"{h.Unit},{Month(h.Quarter).AddDays(i):yyyy-MM-dd},{h.Unit}{h.Quarter}-{i},{3 + (i % 3)}\n"))));

    private static (string Period, string Team, int N)[] Scores(TestStore test) =>
        [.. test.Rows("scores").Where(r => r["n"] is not null && !r["team"]!.Contains(':', StringComparison.Ordinal)).Select(r => (r["period"]!, r["team"]!, int.Parse(r["n"]!, CultureInfo.InvariantCulture)))];

    private static string[] Earlier(TestStore test) => [.. test.Rows("scores").Where(r => r["period"] is "2025-Q1" or "2025-Q2").Select(r => string.Join('|', r.Values))];

    private static DateOnly Month(int quarter) => new(2025, (quarter * 3) - 2, 1);

    private static CrosswalkRow Row(string unit, string teams, DateOnly? from = null, DateOnly? to = null) => new(Voice.Employee, unit, teams.Split('|'), from ?? DateOnly.MinValue, to ?? DateOnly.MaxValue);

    private static RegisteredTeam Put(string key, string? parent) => new(key, null, parent, [], new Dictionary<string, IReadOnlyList<DatedValue>>());
}
