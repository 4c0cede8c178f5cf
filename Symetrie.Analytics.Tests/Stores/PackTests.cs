using System.Buffers;
using Dapper;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Tests.River;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Stores;

/// <summary>Answers of one unit and month lie in one row, and behave as if each had its own.</summary>
[TestFixture("sqlite"), TestFixture("postgres")]
internal sealed class PackTests(string engine)
{
    private const int Rows = 6000;
    private const string Codebook = """{"key":"k","voice":"customer","layout":"wide","columns":{"team":"team","date":"date","response":"id"},"items":[{"key":"a","column":"a","dimension":"respect","scale":{"min":1,"max":5}}]}""";

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property A_pack_gives_back_what_it_was_given()
    {
        var answers = Gen.Choose(0, 40).SelectMany(n => Gen.ListOf(Answer(), n));
        return Prop.ForAll(Arb.From(answers), given =>
        {
            // By day and number, each number once, as imports write them.
            PackedAnswer[] sorted = [.. given.DistinctBy(a => a.Number).OrderBy(a => a.Day).ThenBy(a => a.Number)];
            var pack = new ArrayBufferWriter<byte>();
            for (var i = 0; i < sorted.Length; i++) AnswerPack.Write(pack, sorted[i], i == 0 ? default : sorted[i - 1]);
            Read(pack.WrittenSpan.ToArray()).ShouldBe(sorted.Select(Told));
        });
    }

    [Test]
    public void Answers_that_come_together_lie_together_and_one_alone_lies_alone()
    {
        using var test = new TestStore(engine: engine);
        test.Know(Codebook);
        test.Import("team,date,id,a\nA,2026-01-05,1,1\nA,2026-01-20,2,2\nA,2026-02-01,3,3\n");
        test.Store.Engine.Read(c => c.Query<long>("select count(*) from answer_pack").Single()).ShouldBe(1);
        test.Store.Engine.Read(c => c.Query<long>("select count(*) from answer").Single()).ShouldBe(1);
    }

    [Test]
    public void A_corrected_answer_leaves_its_pack_with_the_others_and_all_can_be_undone_in_any_order()
    {
        foreach (var order in (int[][])[[0, 1], [1, 0]])
        {
            using var test = new TestStore(engine: engine);
            test.Know(Codebook);
            var imports = new[] { test.Import(File(i => 1)), test.Import(File(i => i == 3 ? 5 : 1)) };
            (imports[1].Updated, imports[1].Unchanged).ShouldBe((1, 19));
            Means(test).ShouldBe([(20, 5.0)]);
            test.Store.Responses.Undo(imports[order[0]].Id!).ShouldNotBeNull();
            Means(test).ShouldBe(order[0] == 1 ? [(20, 0.0)] : [(20, 5.0)]);
            test.Store.Responses.Undo(imports[order[1]].Id!).ShouldNotBeNull();
            Means(test).ShouldBeEmpty();
            test.Store.Engine.Read(c => c.Query<long>("select (select count(*) from answer_pack) + (select count(*) from answer)").Single()).ShouldBe(0);
        }
    }

    [Test]
    public void Keys_that_came_together_are_known_again_changed_one_by_one_taken_back_and_returned()
    {
        using var test = new TestStore(engine: engine);
        test.Know(Codebook);
        var first = test.Import(Many(_ => 1, Rows));
        Count(test, "key_pack").ShouldBeGreaterThan(0);
        Count(test, "response").ShouldBe(0);
        test.Import(Many(_ => 1, Rows)).Unchanged.ShouldBe(Rows);
        var corrected = test.Import(Many(i => i % 100 == 0 ? 5 : 1, Rows + 10));
        (corrected.Added, corrected.Updated, corrected.Unchanged).ShouldBe((10, Rows / 100, Rows - (Rows / 100)));
        Count(test, "response").ShouldBe((Rows / 100) + 10);
        test.Store.Responses.Undo(corrected.Id!).ShouldNotBeNull().ShouldBe(new UndoOutcome(10, Rows / 100, 0));
        test.Import(Many(_ => 1, Rows)).Unchanged.ShouldBe(Rows);
        test.Store.Responses.Undo(first.Id!)!.Kept.ShouldBe(Rows);
    }

    [Test]
    public void What_was_taken_back_comes_again_under_its_number()
    {
        using var test = new TestStore(engine: engine);
        test.Know(Codebook);
        var first = test.Import(Many(_ => 1, Rows));
        var numbers = Numbers(test);
        test.Store.Responses.Undo(first.Id!)!.Removed.ShouldBe(Rows);
        test.Import(Many(_ => 2, Rows)).Added.ShouldBe(Rows);
        Numbers(test).ShouldBe(numbers);
        Means(test).Single().Mean.ShouldBe(25.0, 1e-9);
    }

    [Test]
    public void A_row_that_repeats_a_corrected_one_is_a_duplicate_and_one_that_says_otherwise_is_a_conflict()
    {
        using var test = new TestStore(engine: engine);
        test.Know(Codebook);
        test.Import(Many(_ => 1, Rows));
        test.Import(Many(i => i == 7 ? 4 : 1, Rows) + "B,2026-02-08,r7,4\n").Duplicates.ShouldBe(1);
        var conflict = test.Import(Many(i => i == 7 ? 3 : 1, Rows) + "B,2026-02-08,r7,2\n");
        conflict.State.ShouldBe("refused");
        conflict.Problems.Single().Code.ShouldBe("conflicting-row");
    }

    [Test]
    public void A_window_that_cuts_a_month_takes_its_part_of_a_pack()
    {
        using var test = new TestStore(engine: engine);
        test.Know(Codebook);
        test.Import("team,date,id,a\n" + string.Concat(Enumerable.Range(1, 28).Select(d => $"A,2026-01-{d:D2},{d},3\n")));
        var unit = test.Store.Engine.Read(c => c.Query<long>("select no from unit").Single());
        var days = new List<int>();
        test.Store.Engine.Read(c =>
        {
            test.Store.Tallies.Answers(c, unit, new DateOnly(2026, 1, 10), new DateOnly(2026, 1, 13), a => days.Add(a.Day.Day));
            return 0;
        });
        days.ShouldBe([10, 11, 12], ignoreOrder: true);
    }

    private static IEnumerable<(int N, double Mean)> Means(TestStore test) => test.Store.Engine.Read(c =>
    {
        var points = new List<double>();
        foreach (var unit in c.Query<long>("select no from unit"))
            test.Store.Tallies.Answers(c, unit, new DateOnly(2026, 1, 1), new DateOnly(2027, 1, 1), a => points.Add((a.Content[0] - 1) * 25.0));
        return points.Count == 0 ? Array.Empty<(int, double)>() : [(points.Count, points.Average())];
    });

    private static long Count(TestStore test, string table) => test.Store.Engine.Read(c => c.Query<long>($"select count(*) from {table}").Single());

    private static SortedDictionary<string, long> Numbers(TestStore test) => test.Store.Engine.Read(c =>
    {
        var numbers = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var unit in c.Query<long>("select no from unit"))
            test.Store.Tallies.Answers(c, unit, new DateOnly(2026, 1, 1), new DateOnly(2027, 1, 1), a => numbers.Add($"{unit} {a.Number}", a.Day.DayNumber));
        return numbers;
    });

    // More than what goes into the store as single rows.
    private static string Many(Func<int, int> answer, int rows) => "team,date,id,a\n" + string.Concat(Enumerable.Range(0, rows).Select(i => $"{(char)('A' + (i % 3))},2026-0{1 + (i % 2)}-{1 + (i % 28):D2},r{i},{answer(i)}\n"));

    private static string File(Func<int, int> answer) => "team,date,id,a\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"A,2026-01-{1 + i:D2},r{i},{answer(i)}\n"));

    private static Gen<PackedAnswer> Answer() =>
        from day in Gen.Choose(739_000, 739_060)
        from number in Gen.Choose(0, 1_000_000)
        from named in Gen.Elements(true, false)
        from person in Gen.Choose(int.MinValue, int.MaxValue)
        from content in Gen.ArrayOf(Gen.Choose(0, 255))
        select new PackedAnswer(day, number, named ? (long)person << 31 & long.MaxValue : number, content.Select(b => (byte)b).ToArray());

    private static string Told(PackedAnswer a) => $"{a.Day} {a.Number} {a.Person} {Convert.ToHexString(a.Content.Span)}";

    private static List<string> Read(byte[] pack)
    {
        var told = new List<string>();
        for (var reader = AnswerPack.Read(pack); reader.Next();) told.Add($"{reader.Day} {reader.Number} {reader.Person} {Convert.ToHexString(reader.Content)}");
        return told;
    }
}
