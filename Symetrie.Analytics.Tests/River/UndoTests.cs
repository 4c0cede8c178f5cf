using NUnit.Framework;
using Shouldly;

namespace Symetrie.Analytics.Tests.River;

/// <summary>An import can be taken back exactly, in any order: what is left is what the standing imports alone would have given.</summary>
[TestFixture("sqlite"), TestFixture("postgres")]
internal sealed class UndoTests(string engine)
{
    private const string Codebook = """
        {"key":"named","voice":"customer","layout":"wide","columns":{"team":"team","teamName":"name","date":"date","respondent":"who","attributes":{"region":"region"}},
         "items":[{"key":"a","column":"a","dimension":"respect","scale":{"min":1,"max":5}},{"key":"b","column":"b","dimension":"equity","scale":{"min":1,"max":5}}]}
        """;

    // Four files that overlap: additions, corrections, a correction taken back, rows seen unchanged, a respondent who moves.
    private static readonly string[] Files = [.. Enumerable.Range(0, 4).Select(File)];

    // Every order; on a server, where a store takes longer to make, each import first and last once.
    [Test]
    public void Every_order_of_undoing_leaves_what_the_standing_imports_alone_give([Range(0, 3)] int first)
    {
        foreach (var second in Enumerable.Range(0, 4).Where(i => i != first && (engine == "sqlite" || i == (first + 1) % 4)))
        {
            using var test = Filled([0, 1, 2, 3]);
            Undo(test, first);
            SameAs(test, [.. Enumerable.Range(0, 4).Where(i => i != first)], $"{first} undone");
            Undo(test, second);
            SameAs(test, [.. Enumerable.Range(0, 4).Where(i => i != first && i != second)], $"{first} and {second} undone");
        }
    }

    [Test]
    public void Undone_to_the_last_the_store_knows_no_team_and_publishes_nothing()
    {
        using var test = Filled([0, 1, 2, 3]);
        foreach (var i in new[] { 2, 0, 3, 1 }) Undo(test, i);
        test.Recompute();
        test.Store.Teams.Matching().Tree.Teams.ShouldBeEmpty();
        test.Rows("scores").ShouldBeEmpty();
    }

    [Test]
    public void An_import_is_undone_once()
    {
        using var test = Filled([0]);
        test.Store.Responses.Undo("i-1").ShouldNotBeNull();
        test.Store.Responses.Undo("i-1").ShouldBeNull();
        test.Store.Responses.Undo("i-99").ShouldBeNull();
        test.Store.Responses.Undo("1").ShouldBeNull();
    }

    [Test]
    public void An_import_of_which_nothing_is_current_any_more_is_undone_too()
    {
        using var test = Filled([0]);
        test.Import(Files[0].Replace(",4,", ",5,", StringComparison.Ordinal)).Updated.ShouldBe(24);
        test.Store.Responses.Undo("i-1").ShouldBe(new Api.Stores.UndoOutcome(0, 0, 0));
        test.Store.Responses.Undo("i-2").ShouldBe(new Api.Stores.UndoOutcome(24, 0, 0));
    }

    private static string File(int which)
    {
        var rows = new List<string> { "team,name,region,date,who,a,b" };
        for (var i = 0; i < 40; i++)
        {
            var there = which switch { 0 => i < 24, 1 => i >= 4, 2 => i % 2 == 0, _ => i % 3 == 0 };
            if (!there) continue;
            var answer = which switch { 0 => 4, 1 => i % 5 == 0 ? 2 : 4, 2 => 1 + (i % 4), _ => i % 2 == 0 ? 1 + (i % 4) : 5 };
            var team = which == 3 && i % 9 == 0 ? "B" : i < 20 ? "A" : "B";
            rows.Add($"{team},Team {team}{(which == 2 ? " new" : "")},{(which == 1 ? "south" : "north")},2026-01-{1 + (i % 28):D2},p{i},{answer},{1 + ((i + which) % 2)}");
        }

        return string.Join('\n', rows) + "\n";
    }

    private TestStore Filled(int[] files)
    {
        var test = new TestStore(customerMinimum: 1, engine: engine);
        test.Know(Codebook);
        foreach (var i in files) test.Import(Files[i]).State.ShouldBe("imported");
        return test;
    }

    private static void Undo(TestStore test, int file) => test.Store.Responses.Undo($"i-{file + 1}").ShouldNotBeNull();

    // With the customer voice open nothing waits for others to be released with: what is published is what the standing imports say.
    private void SameAs(TestStore test, int[] standing, string told)
    {
        using var fresh = Filled(standing);
        fresh.Recompute();
        test.Recompute();
        test.Published().ShouldBe(fresh.Published(), told);
    }
}
