using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Tests.Tallies;

/// <summary>Moments add like tallies, rest on the same respondents throughout, and a sheet comes back from its bytes as it was.</summary>
internal sealed class MomentsTests
{
    private const int Full = ItemGrain.Full;

    [Test]
    public void Grains_are_exact_on_common_scales_and_turn_round()
    {
        foreach (var steps in new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100 })
        {
            (Full % steps).ShouldBe(0, $"{steps} steps");
            for (var step = 0; step <= steps; step++)
                (ItemGrain.OfStep(step, steps, false) + ItemGrain.OfStep(step, steps, true)).ShouldBe(Full);
        }

        ItemGrain.OfStep(-1, 4, true).ShouldBe(ItemGrain.Missing);
        ItemGrain.ToUnits(ItemGrain.OfStep(3, 4, false)).ShouldBe(Symetrie.Analytics.Surveys.ScorePoints.TopBox);
    }

    [Test]
    public void Those_who_left_an_item_out_are_left_out()
    {
        var moments = Moments.Of(Sheet((1, [0, 1]), (2, [2, 3]), (3, [-1, 4]), (4, [4, -1])), [0, 1]);
        moments.N.ShouldBe(2);
        moments.Sums.ToArray().ShouldBe([2, 4]);
        moments.Products.ToArray().ShouldBe([4, 6, 6, 10]);
    }

    [Test]
    public void Moments_of_parts_are_the_moments_of_the_whole_in_any_order()
    {
        var random = new Random(20260801);
        var people = Enumerable.Range(1, 60).Select(i => ((long)i, Enumerable.Range(0, 3).Select(_ => random.Next(-1, 5) is var a && a < 0 ? -1 : a * (Full / 4)).ToArray())).ToArray();
        var whole = Moments.Of(Sheet(people), [0, 1, 2]);
        random.Shuffle(people);
        var parts = Moments.Merge(3, people.Chunk(7).Select(p => Moments.Of(Sheet(p), [0, 1, 2])));
        whole.N.ShouldBeInRange(10, 59);
        (parts.N, parts.Sums.SequenceEqual(whole.Sums), parts.Products.SequenceEqual(whole.Products)).ShouldBe((whole.N, true, true));
        Should.Throw<ArgumentException>(() => Moments.Merge(3, [Moments.Empty(2)]));
    }

    [Test]
    public void A_person_who_answered_twice_counts_once_with_the_mean_and_is_uneven_where_the_items_differ()
    {
        var builder = new SheetBuilder(1, 2);
        builder.Add(10, 1, [0], [0, 8]);
        builder.Add(11, 1, [0], [4, 8]);
        builder.Add(12, 2, [0], [2, -1]);
        builder.Add(13, 2, [0], [2, 6]);
        var sheet = builder.Build();
        (sheet.Item(0, 0), sheet.Item(1, 0), sheet.IsUneven(0)).ShouldBe((2, 8, false));
        (sheet.Item(0, 1), sheet.Item(1, 1), sheet.IsUneven(1)).ShouldBe((2, 6, true));
    }

    [Test]
    public void A_sheet_comes_back_from_its_bytes()
    {
        var builder = new SheetBuilder(1, 2);
        builder.Add(10, 7, [5], [Full, -1]);
        builder.Add(11, 7, [5], [Full, 3]);
        builder.Add(12, 9, [-1], []);
        var sheet = builder.Build();
        var again = SheetCode.Read(SheetCode.Write(sheet));
        for (var i = 0; i < 2; i++) again.Items(i).ToArray().ShouldBe(sheet.Items(i).ToArray());
        (again.IsUneven(0), again.IsUneven(1)).ShouldBe((true, false));
        again.Scores(0).ToArray().ShouldBe([5, -1]);
        again.Item(1, 1).ShouldBe(ItemGrain.Missing);
    }

    private static AnswerSheet Sheet(params (long Person, int[] Answers)[] people)
    {
        var builder = new SheetBuilder(0, people[0].Answers.Length);
        foreach (var (person, answers) in people) builder.Add(person, person, [], answers);
        return builder.Build();
    }
}
