using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.River;

/// <summary>Managers' own answers through the whole river: declared by a codebook, pooled, published under keys of their own, erased like all others (C17).</summary>
internal sealed class PostsTests
{
    private const string Members = """
        {"key":"members","voice":"employee","layout":"wide","columns":{"team":"team","date":"date","respondent":"who"},
         "items":[{"key":"a","column":"a","dimension":"respect","scale":{"min":1,"max":5} }]}
        """;

    private const string Managers = """
        {"key":"managers","voice":"employee","respondents":"managers","layout":"wide","columns":{"team":"post","date":"date","respondent":"who"},
         "items":[{"key":"a","column":"a","dimension":"respect","scale":{"min":1,"max":5} }]}
        """;

    [Test]
    public void Managers_are_pooled_in_rows_of_their_own_and_change_no_team()
    {
        using var test = Filled();
        var teams = test.Published().Split('\n')[1..];
        test.Know(Managers);
        test.Import(Led(("a", 2), ("b", 2), ("c", 1), ("e", 2), ("f", 1))).Added.ShouldBe(8);
        test.Recompute().Published.ShouldBeTrue();
        var rows = test.Rows("scores").Where(r => r["team"]!.StartsWith("posts:", StringComparison.Ordinal)).ToList();
        // Five below d1; the three of d2 would be three at the root, and are told nowhere.
        rows.Select(r => (r["team"], r["teamName"], r["n"], r["sd"])).ShouldBe([("posts:org", "managers in org", "5", null), ("posts:d1", "managers in d1", "5", null)]);
        test.Published().Split('\n')[1..].Where(l => !l.Contains("posts:", StringComparison.Ordinal) && !l.StartsWith("cascade\t", StringComparison.Ordinal)).ShouldBe(teams);
        test.Reopen();
        test.Recompute().Published.ShouldBeFalse("tallies and ledger are kept as they are");
    }

    [Test]
    public void Leaders_are_pooled_among_themselves_and_change_neither_managers_nor_teams()
    {
        using var test = Filled();
        test.Know(Managers);
        test.Import(Led(("a", 2), ("b", 2), ("c", 1), ("e", 2), ("f", 1)));
        test.Recompute();
        var before = test.Published().Split('\n')[1..].Where(l => !l.StartsWith("cascade\t", StringComparison.Ordinal)).ToArray();
        test.Know(Managers.Replace("\"key\":\"managers\"", "\"key\":\"leaders\"", StringComparison.Ordinal).Replace("\"respondents\":\"managers\"", "\"respondents\":\"leaders\"", StringComparison.Ordinal).Replace("\"post\"", "\"unit\"", StringComparison.Ordinal));
        // Three lead the teams of d1, and three those of d2: neither is enough alone, together they are six at the root.
        test.Import(Led(("d1", 3), ("d2", 3)).Replace("post,", "unit,", StringComparison.Ordinal).Replace("m-", "l-", StringComparison.Ordinal)).Added.ShouldBe(6);
        test.Recompute().Published.ShouldBeTrue();
        var after = test.Published().Split('\n')[1..].Where(l => !l.StartsWith("cascade\t", StringComparison.Ordinal)).ToArray();
        after.Where(l => !l.Contains("leaders:", StringComparison.Ordinal)).ShouldBe(before);
        test.Rows("scores").Where(r => r["team"]!.StartsWith("leaders:", StringComparison.Ordinal)).Select(r => (r["team"], r["teamName"], r["n"], r["sd"])).ShouldBe([("leaders:org", "leaders in org", "6", null)]);
        test.Rows("cascade").Select(r => (r["team"], r["fromLevel"], r["toLevel"], r["fromN"])).ShouldContain(("org", "leaders", "managers", "6"));
        test.Reopen();
        test.Recompute().Published.ShouldBeFalse("tallies and ledger are kept as they are");
        var person = PersonNumber.Of(test.Store, Voice.Employee, "l-d1-0");
        test.Store.Engine.Read(c => LedgerRows.Read(test.Store, c)).Persons().Contains(person).ShouldBeTrue();
        test.Store.Erasures.Erase([person])[0].Responses.ShouldBe(1);
        test.Store.Engine.Read(c => LedgerRows.Read(test.Store, c)).Persons().Contains(person).ShouldBeFalse();
    }

    [Test]
    public void An_erased_manager_is_gone_from_tallies_and_ledger()
    {
        using var test = Filled();
        test.Know(Managers);
        test.Import(Led(("a", 4), ("b", 3)));
        test.Recompute();
        var stands = test.Published();
        var person = PersonNumber.Of(test.Store, Voice.Employee, "m-a-0");
        int Tallies() => test.Store.Engine.Read(c => test.Store.Tallies.Stored(c).Values.Count(t => SheetCode.Read(t.Content).Everybody.Contains(person)));
        bool InLedger() => test.Store.Engine.Read(c => LedgerRows.Read(test.Store, c)).Persons().Contains(person);
        (Tallies(), InLedger()).ShouldBe((1, true));
        test.Store.Erasures.Erase([person])[0].Responses.ShouldBe(1);
        (Tallies(), InLedger()).ShouldBe((0, false));
        test.Recompute();
        test.Published().ShouldBe(stands);
    }

    [Test]
    public void A_codebook_says_who_answers_it()
    {
        Problems(Managers.Replace("\"managers\",\"layout", "\"bosses\",\"layout", StringComparison.Ordinal)).ShouldContain(p => p.Contains("respondents", StringComparison.Ordinal) && p.Contains("'bosses'", StringComparison.Ordinal));
        Problems(Managers.Replace("employee", "customer", StringComparison.Ordinal)).ShouldContain(p => p.Contains("managers are of the employee voice", StringComparison.Ordinal));
        var codebook = CodebookJson.Read(Managers, MirrorFile.Mirror).Required();
        codebook.Respondents.ShouldBe(Respondents.Managers);
        CodebookJson.Read(CodebookJson.Write(codebook), MirrorFile.Mirror).Required().Respondents.ShouldBe(Respondents.Managers);
        var leaders = CodebookJson.Read(Managers.Replace("\"managers\",\"layout", "\"leaders\",\"layout", StringComparison.Ordinal), MirrorFile.Mirror).Required();
        leaders.Respondents.ShouldBe(Respondents.Leaders);
        CodebookJson.Read(CodebookJson.Write(leaders), MirrorFile.Mirror).Required().Respondents.ShouldBe(Respondents.Leaders);
        CodebookJson.Write(CodebookJson.Read(Members, MirrorFile.Mirror).Required()).ShouldNotContain("respondents");
    }

    private static IReadOnlyList<string> Problems(string json) => CodebookJson.Read(json, MirrorFile.Mirror).Problems;

    private static TestStore Filled()
    {
        var test = new TestStore();
        RegisteredTeam Team(string key, string? parent) => new(key, null, parent, [], new Dictionary<string, IReadOnlyList<DatedValue>>());
        test.Store.Teams.Put([Team("org", null), Team("d1", "org"), Team("d2", "org"), Team("a", "d1"), Team("b", "d1"), Team("c", "d1"), Team("e", "d2"), Team("f", "d2")]);
        test.Know(Members);
        test.Import("team,date,who,a\n" + string.Concat("abcef".SelectMany(t => Enumerable.Range(0, 7).Select(i => $"{t},2026-01-05,{t}-{i},{1 + (i % 5)}\n")))).State.ShouldBe("imported");
        test.Recompute();
        return test;
    }

    private static string Led(params (string Team, int N)[] posts) =>
        "post,date,who,a\n" + string.Concat(posts.SelectMany(p => Enumerable.Range(0, p.N).Select(i => $"{p.Team},2026-01-06,m-{p.Team}-{i},{2 + (i % 4)}\n")));
}
