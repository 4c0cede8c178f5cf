using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tests.River;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Stores;

/// <summary>Erasing and undoing in either order leave what the standing imports give without the person.</summary>
[TestFixture("sqlite"), TestFixture("postgres")]
internal sealed class ErasureAndUndoTests(string engine)
{
    private const string Codebook = """
        {"key":"named","voice":"customer","layout":"wide","columns":{"team":"team","date":"date","respondent":"who"},
         "items":[{"key":"a","column":"a","dimension":"respect","scale":{"min":1,"max":5}},{"key":"b","column":"b","dimension":"equity","scale":{"min":1,"max":5}}]}
        """;

    // p12 is in all four files: added, corrected, corrected again and moved; p8 is added, seen unchanged, corrected.
    private static readonly string[] Files = [.. Enumerable.Range(0, 4).Select(File)];

    [Test]
    public void Either_order_leaves_what_stands_without_the_person([Values("p12", "p8")] string who, [Range(0, 3)] int undone)
    {
        // On a server, where a store takes longer to make, one after the other.
        foreach (var eraseFirst in new[] { true, false }.Where(first => engine == "sqlite" || first == (undone % 2 == 0))) Compare(who, undone, eraseFirst);
    }

    private void Compare(string who, int undone, bool eraseFirst)
    {
        using var test = Filled(Files);
        test.Recompute();
        var person = PersonNumber.Of(test.Store, Voice.Customer, who);
        if (eraseFirst) test.Store.Erasures.Erase([person])[0].Responses.ShouldBeGreaterThan(0);
        test.Store.Responses.Undo($"i-{undone + 1}").ShouldNotBeNull();
        if (!eraseFirst) test.Store.Erasures.Erase([person]);
        test.Recompute();

        using var fresh = Filled([.. Files.Where((_, i) => i != undone).Select(f => Without(f, who))]);
        fresh.Recompute();
        test.Published().ShouldBe(fresh.Published(), $"{(eraseFirst ? "erased, then" : "first")} undone");
        test.Store.Subjects.Answers(person).ShouldBeEmpty();
    }

    private static string Without(string file, string who) => string.Join('\n', file.Split('\n').Where(line => !line.Contains($",{who},", StringComparison.Ordinal)));

    // With the customer voice open nothing waits for others to be released with: what is published is what stands.
    private TestStore Filled(IEnumerable<string> files)
    {
        var test = new TestStore(customerMinimum: 1, engine: engine);
        test.Know(Codebook);
        foreach (var file in files) test.Import(file).State.ShouldBe("imported");
        return test;
    }

    private static string File(int which)
    {
        var rows = new List<string> { "team,date,who,a,b" };
        for (var i = 0; i < 40; i++)
        {
            var there = which switch { 0 => i < 24, 1 => i >= 4, 2 => i % 2 == 0, _ => i % 3 == 0 };
            if (!there) continue;
            var answer = which switch { 0 => 4, 1 => i % 3 == 0 ? 2 : 4, 2 => 1 + (i % 4), _ => i % 2 == 0 ? 1 + (i % 3) : 5 };
            var team = which == 3 && i == 12 ? "B" : i < 20 ? "A" : "B";
            rows.Add($"{team},2026-01-{1 + (i % 28):D2},p{i},{answer},{(which == 1 ? 1 : 1 + (which / 2))}");
        }

        return string.Join('\n', rows) + "\n";
    }
}
