using System.Globalization;
using Dapper;
using Shouldly;
using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tallies;
using Symetrie.Analytics.Tests.River;
using Symetrie.Api.Imports;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Stores;

/// <summary>A store in which one respondent left every kind of trace: a current answer, a corrected one, one that a later file saw unchanged, tallies.</summary>
internal sealed class Erasable : IDisposable
{
    public const string Respondent = "Fabienne.Canari@example.org";
    private const int Items = 16;

    public static string Codebook { get; } =
        """{"key":"wide","voice":"employee","layout":"wide","columns":{"team":"team","date":"date","respondent":"who"},"items":["""
        + string.Join(",", Enumerable.Range(0, Items).Select(Item)) + "]}";

    public Erasable(string engine = "sqlite")
    {
        Test = new TestStore(engine: engine);
        Test.Know(Codebook);
        foreach (var file in Files) Test.Import(file).State.ShouldBe("imported");
        Test.Recompute();
    }

    /// <summary>First answers; corrections; the corrected file once more, which changes nothing; another occasion.</summary>
    public static string[] Files { get; } = [File(2, 0), File(2, 7), File(2, 7), File(3, 3)];

    public TestStore Test { get; }

    public Store Store => Test.Store;

    public long Person => PersonNumber.Of(Store, Voice.Employee, Respondent);

    /// <summary>Everything that stands for the respondent in the store: texts, numbers, keys and answers as bytes.</summary>
    public IReadOnlyList<byte[]> Traces()
    {
        var person = Person;
        var big = BitConverter.GetBytes(person).Reverse().ToArray();
        using var identity = new ResponseIdentity(SecretKey.Of(Store), Store.Codebooks.All().Single());
        Response Said(int month, int shift) => new() { Line = 2, Team = "A", Respondent = Respondent, Day = new DateOnly(2026, month, 10), Content = AnswerCode.Write([.. Enumerable.Range(0, Items).Select(i => Answer(0, i, shift))]) };
        var said = new[] { Said(2, 0), Said(2, 7), Said(3, 3) };
        return
        [
            System.Text.Encoding.UTF8.GetBytes(Respondent), big, BitConverter.GetBytes(person), System.Text.Encoding.UTF8.GetBytes(PersonNumber.Text(person)),
            .. said.Select(s => identity.Identify(s, "a").Key.Bytes()), .. said.Select(s => s.Content),
        ];
    }

    /// <summary>How often a pattern stands in any file of the store.</summary>
    public int Hits(byte[] pattern) => Test.Place.Files().Sum(f => Hits(Bytes(f), pattern));

    /// <summary>How many stored tallies hold the respondent.</summary>
    public int TalliesWith(long person) => Store.Engine.Read(c => Store.Tallies.Stored(c).Values.Count(t => SheetCode.Read(t.Content).Persons.Contains(person)));

    public ReleaseLedger Ledger() => Store.Engine.Read(c => LedgerRows.Read(Store, c));

    public long[] ResponseNumbers() => Store.Engine.Read(c => c.Query<long>("select response from answer where person = @person", new { person = Person }).Concat(Packs.All(Store, c).SelectMany(Numbers)).ToArray());

    public bool Sighted(IReadOnlySet<long> responses) => Store.Engine.Read(c => Sightings.After(Store, c, 0, responses).Count > 0);

    public void Dispose() => Test.Dispose();

    private List<long> Numbers(Pack pack)
    {
        var numbers = new List<long>();
        for (var reader = AnswerPack.Read(pack.Content); reader.Next();)
            if (reader.Person == Person) numbers.Add(reader.Number);
        return numbers;
    }

    private static string Item(int i) => $$"""{"key":"q{{i}}","column":"q{{i}}","dimension":"{{(i % 2 == 0 ? "respect" : "equity")}}","scale":{"min":0,"max":100} }""";

    private static string File(int month, int shift)
    {
        var lines = new List<string> { "team,date,who," + string.Join(',', Enumerable.Range(0, Items).Select(i => $"q{i}")) };
        for (var who = 0; who < 60; who++)
        {
            var name = who == 0 ? Respondent : $"p{who}";
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{(who % 2 == 0 ? "A" : "B")},2026-{month:D2}-10,{name},{string.Join(',', Enumerable.Range(0, Items).Select(i => Answer(who, i, shift)))}"));
        }

        return string.Join('\n', lines) + "\n";
    }

    // The respondent's answers are nobody else's, so that their bytes can be searched for.
    private static int Answer(int who, int item, int shift) => who == 0 ? ((item * item * 7) + (item * 5) + (shift * 13) + 50) % 101 : ((who * 37) + (item * 11) + (item * item * 3) + (shift * 13)) % 101;

    private static int Hits(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> pattern)
    {
        var hits = 0;
        for (var at = bytes.IndexOf(pattern); at >= 0; at = bytes.IndexOf(pattern))
        {
            hits++;
            bytes = bytes[(at + 1)..];
        }

        return hits;
    }

    public static byte[] Bytes(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
