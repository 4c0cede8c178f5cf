using System.Globalization;
using System.Text;
using System.Text.Json;
using Dapper;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Surveys;
using Symetrie.Analytics.Tests.River;
using Symetrie.Api.Imports;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Imports;

/// <summary>Rows that come again are known by their bytes: this saves time and changes nothing else.</summary>
[TestFixture("sqlite"), TestFixture("postgres")]
internal sealed class RowMemoryTests(string engine)
{
    private const string Codebook = """{"key":"k","voice":"customer","layout":"wide","columns":{"team":"team","teamName":"name","date":"date","response":"id","respondent":"who","attributes":{"region":"region"}},"items":[{"key":"a","column":"a","dimension":"respect","scale":{"min":1,"max":5}}]}""";
    private const string Nameless = """{"key":"n","voice":"employee","layout":"wide","columns":{"team":"team","date":"date"},"items":[{"key":"b","column":"b","dimension":"respect","scale":{"min":1,"max":5}}]}""";
    private const string Other = """{"key":"k","voice":"customer","layout":"wide","columns":{"team":"team","teamName":"name","date":"date","response":"id","respondent":"who","attributes":{"region":"region"}},"items":[{"key":"a","column":"a","dimension":"respect","reversed":true,"scale":{"min":1,"max":5}}]}""";

    private int Steps => engine == "sqlite" ? 40 : 12;

    [TestCase(1), TestCase(5), TestCase(19), TestCase(63)]
    public void A_store_that_remembers_rows_holds_and_tells_what_one_that_forgets_them_does(int seed)
    {
        var random = new Random(seed);
        using var remembers = Made();
        using var forgets = Made(File.ReadAllText(remembers.Store.Engine.KeyFile));
        var (story, known) = (new Story(random), 0L);
        for (var step = 0; step < Steps; step++)
        {
            var act = story.Next();
            known += Count(remembers, "select count(*) from known_row");
            forgets.Store.Engine.Write(c => c.Execute("delete from known_row"));
            var (one, other) = (act(remembers), act(forgets));
            one.ShouldBe(other, $"seed {seed}, step {step}");
            Held(remembers).ShouldBe(Held(forgets), $"seed {seed}, step {step}");
        }

        known.ShouldBeGreaterThan(Steps / 4);
    }

    [Test]
    public void A_row_that_came_before_is_not_looked_up_again()
    {
        using var test = Made();
        var rows = Lines(0, 6000, 1);
        test.Import(rows).Added.ShouldBe(6000);
        // Nothing is left by which a row could be found that was read again.
        test.Store.Engine.Write(c => c.Execute("delete from key_pack"));
        var again = test.Import(rows + "T9,Nine,2026-03-01,new,wnew,North,4\n");
        (again.Added, again.Unchanged, again.Read).ShouldBe((1, 6000, 6001));
    }

    [Test]
    public void What_was_undone_or_read_by_another_codebook_is_read_again()
    {
        using var test = Made();
        var rows = Lines(0, 50, 1);
        var first = test.Import(rows);
        test.Store.Responses.Undo(first.Id!)!.Removed.ShouldBe(50);
        test.Import(rows).Added.ShouldBe(50);
        test.Know(Other);
        test.Import(rows).Updated.ShouldBe(50);
    }

    [Test]
    public void A_row_says_what_it_said_last_when_it_changed_and_changed_back()
    {
        using var test = Made();
        foreach (var (value, updated) in new[] { (1, 0), (2, 50), (1, 50), (1, 0), (2, 50) })
            test.Import(Lines(0, 50, value)).Updated.ShouldBe(updated);
    }

    [Test]
    public void A_file_that_ends_without_a_line_end_is_known_when_rows_follow_it()
    {
        using var test = Made();
        test.Import(Lines(0, 50, 1).TrimEnd('\n'));
        test.Store.Engine.Write(c => c.Execute("delete from response"));
        test.Import(Lines(0, 50, 1) + "T1,One,2026-03-01,new,wnew,North,4\r\n").Unchanged.ShouldBe(50);
    }

    [Test]
    public void Nothing_of_a_row_can_be_read_without_the_key()
    {
        using var test = Made();
        test.Import(Lines(0, 50, 1));
        var content = test.Store.Engine.Read(c => c.Query<byte[]>("select content from known_row").Single());
        content.AsSpan().IndexOf("North"u8).ShouldBe(-1);
        var key = SecretKey.Of(test.Store);
        using var cipher = new RowCipher(key, [1]);
        cipher.Open(content).ShouldBeNull();
        var closed = cipher.Close("rows"u8).ToArray();
        cipher.Open(closed)!.Value.ToArray().ShouldBe("rows"u8.ToArray());
        closed[^1] ^= 1;
        cipher.Open(closed).ShouldBeNull();
    }

    private static string Lines(int from, int count, int value)
    {
        var text = new StringBuilder("team,name,date,id,who,region,a\n");
        for (var i = from; i < from + count; i++) text.Append(CultureInfo.InvariantCulture, $"T{i % 3},One,2026-0{1 + (i % 2)}-05,r{i},w{i / 2},North,{value}\n");
        return text.ToString();
    }

    private static long Count(TestStore test, string sql) => test.Store.Engine.Read(c => c.ExecuteScalar<long>(sql));

    // Everything but what is remembered of rows.
    private static string Held(TestStore test) => test.Store.Engine.Read(connection =>
    {
        var text = new StringBuilder();
        foreach (var table in connection.Query<string>(test.Store.Sql("list-tables")).Where(t => t is not "known_row").Order(StringComparer.Ordinal))
        {
            var rows = connection.Query($"select * from {table}").Select(row => string.Join('|', ((IDictionary<string, object?>)row).Select(cell => cell.Value is byte[] bytes ? Convert.ToHexString(bytes) : $"{cell.Value}")));
            text.Append(table).Append('\n').AppendJoin('\n', rows.Order(StringComparer.Ordinal)).Append('\n');
        }

        return text.ToString();
    });

    private TestStore Made(string? key = null)
    {
        var test = new TestStore(engine: engine);
        if (key is not null) File.WriteAllText(test.Store.Engine.KeyFile, key);
        _ = SecretKey.Of(test.Store);
        test.Know(Codebook);
        test.Know(Nameless);
        return test;
    }

    // What happens to a store: the weekly export with some rows more, fewer, corrected, doubled, contradicted, quoted, in another order; small files; undone imports; erased and changed codebooks.
    private sealed class Story(Random random)
    {
        private readonly Dictionary<int, string> said = [];
        private readonly List<string> nameless = [];
        private readonly List<string> imports = [];

        public Func<TestStore, string> Next() => random.Next(12) switch
        {
            0 when imports.Count > 0 => Undo(imports[random.Next(imports.Count)]),
            1 => Weekly(skip: true, small: true),
            5 when random.Next(2) == 0 => Erase($"w{random.Next(30)}"),
            2 => WithoutNames(),
            3 => WithoutNames(),
            4 => test =>
            {
                test.Know(Other);
                test.Know(Codebook);
                return "";
            }
            ,
            _ => Weekly(skip: random.Next(3) > 0, small: false),
        };

        private static Func<TestStore, string> Undo(string id) => test => $"{test.Store.Responses.Undo(id)}";

        private static Func<TestStore, string> Erase(string respondent) => test => $"{test.Store.Erasures.Erase([PersonNumber.Of(test.Store, Voice.Customer, respondent)])[0]}";

        private Func<TestStore, string> Weekly(bool skip, bool small)
        {
            for (var change = random.Next(8); change > 0; change--) said[random.Next(60)] = $"T{random.Next(4)},{(random.Next(3) == 0 ? "Two" : "One")},2026-0{random.Next(1, 4)}-05,{{0}},{(random.Next(4) == 0 ? "" : "North")},{random.Next(1, 6)}";
            var rows = said.Select(s => string.Format(CultureInfo.InvariantCulture, s.Value, $"r{s.Key},w{s.Key / 2}")).ToList();
            if (small) rows = [.. rows.Take(2)];
            if (random.Next(3) == 0) random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows));
            for (var twice = random.Next(3); twice > 0 && rows.Count > 0; twice--)
            {
                var row = rows[random.Next(rows.Count)];
                // The same again, the same in other bytes, or another answer of the same respondent, before or behind it.
                rows.Insert(random.Next(rows.Count + 1), random.Next(3) switch { 0 => row, 1 => $"\"{row[..2]}\"{row[2..]}", _ => row[..^1] + random.Next(1, 7) });
            }

            return Import("team,name,date,id,who,region,a\n", rows, "k", skip, dry: random.Next(6) == 0);
        }

        private Func<TestStore, string> WithoutNames()
        {
            for (var more = random.Next(6); more > 0; more--) nameless.Add($"T{random.Next(3)},2026-0{random.Next(1, 4)}-07,{random.Next(1, 4)}");
            if (nameless.Count > 0 && random.Next(4) == 0) nameless.RemoveAt(random.Next(nameless.Count));
            return Import("team,date,b\n", nameless, "n", skip: true, dry: false);
        }

        private Func<TestStore, string> Import(string header, IEnumerable<string> rows, string codebook, bool skip, bool dry)
        {
            var text = header + string.Concat(rows.Select(r => r + "\n"));
            return test =>
            {
                var report = test.Import(text, codebook, dryRun: dry, skip: skip);
                if (report.Id is { } id && !imports.Contains(id)) imports.Add(id);
                return JsonSerializer.Serialize(report, Importer.Json);
            };
        }
    }
}
