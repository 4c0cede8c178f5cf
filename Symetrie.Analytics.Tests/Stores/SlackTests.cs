using System.Buffers.Binary;
using System.Text;
using Dapper;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Tests.River;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Stores;

/// <summary>Pages keep older copies of cells that were moved, which deleting a cell does not reach. They go, too.</summary>
internal sealed class SlackTests
{
    private const int Respondents = 30_000;

    [Test]
    public void Older_copies_in_the_slack_of_pages_are_erased_too()
    {
        // Whether a page keeps an older copy hangs on the store's key, which is drawn: one store in some dozens keeps none.
        for (var more = 5; more > 0 && !Erased(); more--) more.ShouldBeGreaterThan(1, "else this test shows nothing");
    }

    private static bool Erased()
    {
        using var test = new TestStore();
        test.Know("""{"key":"many","voice":"employee","layout":"wide","columns":{"team":"team","date":"date","respondent":"who"},"items":[{"key":"a","column":"a","dimension":"respect","scale":{"min":1,"max":5}}]}""");
        test.Import(File(i => 1 + (i % 5))).Added.ShouldBe(Respondents);
        test.Import(File(i => i % 3 == 0 ? 1 + ((i + 1) % 5) : 1 + (i % 5))).Updated.ShouldBe(Respondents / 3);

        // What stands in the log is moved into the file.
        test.Reopen();
        var rows = test.Store.Engine.Read(c => c.Query<long>("select person from answer union all select person from superseded").Concat(Packs.All(test.Store, c).SelectMany(p => p.Persons())).CountBy(p => p).ToDictionary());
        var copies = Copies(test.Address, rows.Keys.ToHashSet());
        var slack = rows.Where(r => copies.GetValueOrDefault(r.Key) > r.Value).Select(r => r.Key).Take(5).ToArray();
        if (slack.Length == 0) return false;
        test.Store.Erasures.Erase(slack).ShouldAllBe(e => e.Purged && e.Responses == 1);
        Directory.GetFiles(Path.GetDirectoryName(test.Address)!).SelectMany(f => Copies(f, slack.ToHashSet())).ShouldBeEmpty();
        return true;
    }

    private static string File(Func<int, int> answer)
    {
        var text = new StringBuilder("team,date,who,a\n");
        for (var i = 0; i < Respondents; i++) text.Append($"T{i % 40},2026-{1 + (i % 3):D2}-{1 + (i % 28):D2},w{i},{answer(i)}\n");
        return text.ToString();
    }

    // How often each number stands in a file as the database writes it.
    private static Dictionary<long, int> Copies(string file, HashSet<long> numbers)
    {
        var (bytes, found) = (Erasable.Bytes(file), new Dictionary<long, int>());
        for (var i = 0; i + 8 <= bytes.Length; i++)
        {
            var number = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(i));
            if (numbers.Contains(number)) found[number] = found.GetValueOrDefault(number) + 1;
        }

        return found;
    }
}
