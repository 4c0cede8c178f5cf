using Dapper;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Stores;

/// <summary>The ledger of what was released, as a store keeps it: what stands apart from whose it is.</summary>
[TestFixture("sqlite"), TestFixture("postgres")]
internal sealed class LedgerRowsTests(string engine)
{
    [Test]
    public void A_ledger_in_one_piece_is_read_as_it_was_and_parted_by_the_next_run()
    {
        using var erasable = new Erasable(engine);
        var store = erasable.Store;
        var before = Contents(erasable.Ledger());
        var published = erasable.Test.Published();
        store.Engine.Write(connection => InOnePiece(connection, erasable.Ledger()));
        var old = erasable.Ledger();
        old.Columns.Values.ShouldAllBe(c => !c.IsParted);
        Contents(old).ShouldBe(before);
        erasable.Test.Recompute().Published.ShouldBeFalse();
        erasable.Test.Published().ShouldBe(published);
        erasable.Ledger().Columns.Values.ShouldAllBe(c => c.IsParted);
        Contents(erasable.Ledger()).ShouldBe(before);
    }

    [Test]
    public void What_stands_is_read_without_whose_it_is()
    {
        using var erasable = new Erasable(engine);
        var (store, whole) = (erasable.Store, erasable.Ledger());
        var heads = store.Engine.Read(connection => LedgerRows.Heads(store, connection));
        heads.Columns.Keys.ShouldBe(whole.Columns.Keys, ignoreOrder: true);
        foreach (var (name, column) in heads.Columns)
        {
            column.Digest.ShouldBe(whole.Columns[name].Digest);
            column.Head.ShouldBe(whole.Columns[name].Head);
            heads.History(name)!.Atoms.Count.ShouldBe(whole.History(name)!.Atoms.Count);
            Should.Throw<InvalidOperationException>(() => column.Members);
            Should.Throw<InvalidOperationException>(() => heads.History(name)!.Classes);
        }

        var some = whole.Columns.Keys.First();
        var parted = store.Engine.Read(connection => LedgerRows.With(store, connection, heads, room => room == (some.Voice, some.Period)));
        foreach (var (name, column) in parted.Columns)
        {
            if ((name.Voice, name.Period) == (some.Voice, some.Period)) column.Content.ShouldBe(whole.Columns[name].Content);
            else Should.Throw<InvalidOperationException>(() => column.Content);
        }
    }

    [Test]
    public void A_ledger_that_is_not_what_was_written_is_found()
    {
        using var erasable = new Erasable(engine);
        var store = erasable.Store;
        new StoreCheck(store).All().ShouldBeEmpty();
        var name = erasable.Ledger().Columns.Keys.First(c => c.Dimension.Length == 0);
        store.Engine.Write(connection => connection.Execute(
            "update release_version set members = content where voice = @voice and period = @period and dimension = ''", new { voice = (long)name.Voice, period = name.Period }));
        new StoreCheck(store).All().ShouldHaveSingleItem().ShouldBe($"what is remembered of the release of participation ({name.Voice.Text()}, {name.Period}) is not what was written");
    }

    private static string[] Contents(ReleaseLedger ledger) => [.. ledger.Columns.Select(c => $"{c.Key} {c.Value.Digest} {Convert.ToHexString(c.Value.Content)}").Order(StringComparer.Ordinal)];

    // As the program wrote it before what stands and whose it is were kept apart.
    private static int InOnePiece(System.Data.Common.DbConnection connection, ReleaseLedger ledger)
    {
        foreach (var (name, column) in ledger.Columns)
            connection.Execute(
                "update release_version set content = @content, digest = null, members = null where voice = @voice and period = @period and dimension = @dimension",
                new { content = column.Content, voice = (long)name.Voice, period = name.Period, dimension = name.Dimension });
        return 0;
    }
}
