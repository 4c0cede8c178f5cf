using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Measures;

namespace Symetrie.Analytics.Tests;

/// <summary>Blocks of rows that are computed before it is their turn.</summary>
internal sealed class BlocksAheadTests
{
    [Test]
    [CancelAfter(30_000)]
    public void One_that_takes_long_holds_nobody_up_and_the_order_stays()
    {
        using var others = new CountdownEvent(5);
        using var ahead = new BlocksAhead(6, 2, place =>
        {
            // The first is done once all others are.
            if (place == 0) others.Wait();
            else others.Signal();
            return Block(place, rows: 100);
        });
        for (var place = 0; place < 6; place++) ahead.Take().Period.ShouldBe(place);
    }

    [Test]
    [CancelAfter(30_000)]
    public void No_more_rows_are_held_than_need_be()
    {
        var begun = 0;
        using var ahead = new BlocksAhead(40, 2, place =>
        {
            Interlocked.Increment(ref begun);
            return Block(place, rows: 30_000);
        });
        for (var taken = 0; taken < 40; taken++)
        {
            // Two are held, and two threads may each have begun one before the other's was counted.
            Volatile.Read(ref begun).ShouldBeLessThanOrEqualTo(taken + 5);
            ahead.Take().Period.ShouldBe(taken);
        }
    }

    [Test]
    [CancelAfter(30_000)]
    public void What_goes_wrong_comes_as_it_is_and_in_its_turn()
    {
        using var ahead = new BlocksAhead(5, 3, place => place == 2 ? throw new InvalidDataException("of the third") : Block(place, rows: 1));
        ahead.Take().Period.ShouldBe(0);
        ahead.Take().Period.ShouldBe(1);
        Should.Throw<InvalidDataException>(ahead.Take).Message.ShouldBe("of the third");
    }

    [Test]
    [CancelAfter(30_000)]
    public void One_thread_begins_with_those_that_take_long([Values(2, 3)] int threads)
    {
        using var longBegun = new ManualResetEventSlim();
        using var ahead = new BlocksAhead(6, threads, place =>
        {
            // The many rows go on once one that takes long was begun.
            if (place == 4) longBegun.Set();
            else if (place < 4) longBegun.Wait();
            return Block(place, rows: place < 4 ? 30_000 : 60_000);
        }, many: 4);
        for (var place = 0; place < 6; place++) ahead.Take().Period.ShouldBe(place);
    }

    [Test]
    [CancelAfter(30_000)]
    public void One_that_takes_long_and_goes_wrong_leaves_the_others_their_turn([Values(1, 2, 3)] int threads)
    {
        using var ahead = new BlocksAhead(8, threads, place => place == 5 ? throw new InvalidDataException("of the sixth") : Block(place, rows: 40_000), many: 5);
        for (var place = 0; place < 5; place++) ahead.Take().Period.ShouldBe(place);
        Should.Throw<InvalidDataException>(ahead.Take).Message.ShouldBe("of the sixth");
    }

    [Test]
    [CancelAfter(30_000)]
    public void Known_blocks_take_nobodys_place()
    {
        using var ahead = new BlocksAhead(10_000, 1, place => Block(place, rows: null));
        for (var place = 0; place < 10_000; place++) ahead.Take().Period.ShouldBe(place);
    }

    private static MeasureRows Block(int place, int? rows) => new(MeasureCatalogue.All[0], place, 0, "", rows is { } count ? new IRow[count] : null);
}
