using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.River;

/// <summary>What readers may see (C1, C2, C6, C8, C12), through the whole river.</summary>
internal sealed class DisclosureTests
{
    private const string Codebook = """
        {"key":"e","voice":"employee","layout":"wide","columns":{"team":"team","date":"date"},"items":[{"key":"a","column":"a","dimension":"respect","scale":{"min":1,"max":5}}]}
        """;

    private const string Roster = """
        {"key":"invited","voice":"employee","layout":"invited","columns":{"team":"team","period":"period","n":"n"},"items":[]}
        """;

    [Test]
    public void Four_five_nineteen_and_twenty_answers_show_what_they_may()
    {
        using var test = Filled(("four", 4), ("five", 5), ("nineteen", 19), ("twenty", 20));
        var rows = test.Rows("scores").ToDictionary(r => r["team"]!, StringComparer.Ordinal);
        rows["four"]["status"].ShouldBe("withheld");
        (rows["five"]["status"], rows["five"]["n"], rows["five"]["sd"], rows["five"]["topBox"]).ShouldBe(("ok", "5", null, null));
        rows["nineteen"]["sd"].ShouldBeNull();
        rows["twenty"]["sd"].ShouldNotBeNull();
        rows["twenty"]["topBox"].ShouldNotBeNull();
    }

    [Test]
    public void A_registered_team_without_answers_and_one_with_too_few_look_alike()
    {
        using var test = Filled(("few", 4), ("enough", 6));
        test.Store.Teams.Put([new RegisteredTeam("none", null, null, [], new Dictionary<string, IReadOnlyList<DatedValue>>())]);
        test.Recompute();
        foreach (var measure in new[] { "scores", "participation" })
        {
            var rows = test.Rows(measure).ToDictionary(r => r["team"]!, StringComparer.Ordinal);
            foreach (var column in rows["few"].Keys.Except(["team", "teamName"])) rows["few"][column].ShouldBe(rows["none"][column], $"{measure}.{column}");
        }

        test.Rows("pairing").ShouldNotContain(r => r["team"] == "few");
    }

    [Test]
    public void A_period_with_too_few_answers_everywhere_is_not_named()
    {
        using var test = Filled(("enough", 6));
        test.Import("team,date,a\nenough,2026-07-01,3\n");
        test.Recompute();
        test.Published().ShouldNotContain("2026-Q3");
        test.Store.Snapshots.Tables(test.Store.Snapshots.Latest()!).Periods.Select(p => p.Key).ShouldBe(["2026-Q1"]);
    }

    [Test]
    public void Withheld_answers_change_no_byte()
    {
        using var one = Filled(("few", 4), ("enough", 30));
        using var other = Filled(("few", 4), ("enough", 30));
        other.Store.Responses.Undo("i-1");
        other.Import("team,date,a\n" + string.Concat(Enumerable.Repeat("few,2026-01-05,1\n", 4)));
        other.Recompute();
        other.Published().ShouldBe(one.Published());
    }

    [Test]
    public void Late_answers_wait_until_five_come_together_and_the_store_remembers_what_was_released()
    {
        using var test = Filled(("t", 8), ("u", 9));
        var stands = test.Published();
        for (var late = 1; late <= 5; late++)
        {
            test.Published().ShouldBe(stands);
            test.Import($"team,date,a\nt,2026-02-{late:D2},1\n").Added.ShouldBe(1);
            test.Reopen();
            test.Recompute().Published.ShouldBe(late == 5);
        }

        test.Rows("scores").ToDictionary(r => r["team"]!, r => r["n"]).ShouldBe(new Dictionary<string, string?> { ["t"] = "13", ["u"] = "9" }, ignoreOrder: true);
    }

    [Test]
    public void Nameless_answers_taken_back_and_brought_again_are_the_same_answers()
    {
        using var test = Filled(("t", 8), ("u", 9));
        var stands = test.Published();
        var ledger = Ledger(test);
        test.Store.Responses.Undo("i-1")!.Removed.ShouldBe(8);
        test.Import(Text("t", 8)).Added.ShouldBe(8);
        test.Import(Text("t", 8)).Unchanged.ShouldBe(8);
        test.Recompute().Published.ShouldBeFalse();
        Ledger(test).ShouldBe(ledger);
        // As new answers under new numbers the eight would be released together with the four that are late, and the four be known by subtraction.
        test.Store.Responses.Undo("i-3")!.Kept.ShouldBe(8);
        test.Store.Responses.Undo("i-4")!.Removed.ShouldBe(8);
        test.Import("team,date,a\n" + string.Concat(Enumerable.Range(1, 4).Select(day => $"t,2026-02-{day:D2},1\n"))).Added.ShouldBe(4);
        test.Import(Text("t", 8)).Added.ShouldBe(8);
        test.Recompute().Published.ShouldBeFalse();
        test.Published().ShouldBe(stands);
    }

    [TestCase(8, null)]
    [TestCase(6, "6")]
    [TestCase(11, "11")]
    public void A_response_rate_is_shown_where_those_who_kept_silent_are_none_or_enough(int invited, string? shown)
    {
        using var test = Filled(("t", 6));
        test.Know(Roster);
        test.Import($"team,period,n\nt,2026-Q1,{invited}\n", "invited").Added.ShouldBe(1);
        test.Recompute();
        var row = test.Rows("participation").Single();
        (row["n"], row["invited"]).ShouldBe(("6", shown));
    }

    private static TestStore Filled(params (string Team, int N)[] teams)
    {
        var test = new TestStore();
        test.Know(Codebook);
        foreach (var (team, n) in teams) test.Import(Text(team, n)).State.ShouldBe("imported");
        test.Recompute();
        return test;
    }

    private static string Text(string team, int n) => "team,date,a\n" + string.Concat(Enumerable.Range(0, n).Select(i => $"{team},2026-01-05,{1 + (i % 5)}\n"));

    private static string[] Ledger(TestStore test) => [.. test.Store.Engine.Read(c => LedgerRows.Read(test.Store, c)).Columns.Select(c => $"{c.Key} {Convert.ToHexString(c.Value.Content)}").Order(StringComparer.Ordinal)];
}
