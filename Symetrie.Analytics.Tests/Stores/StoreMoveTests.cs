using Dapper;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Tests.Commands;
using Symetrie.Analytics.Tests.River;
using Symetrie.Analytics.Tests.Stores.Engines;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Stores;

/// <summary>A store goes from one engine to the other and back, and is what it was.</summary>
internal sealed class StoreMoveTests
{
    [Test]
    public async Task From_a_file_to_a_server_and_back_every_row_stays_and_so_does_what_is_published()
    {
        using var erasable = new Erasable();
        using var place = new TestPlace("postgres");
        var (published, person) = (erasable.Test.Published(), erasable.Person);
        erasable.Store.Erasures.Erase([77]);
        var there = await Shell.Run("migrate-store", place.Address, "--store", erasable.Test.Address);
        there.Exit.ShouldBe(0, there.Error);
        there.Error.ShouldContain("copied and compared");
        there.Out.ShouldContain("answer");

        using (var test = new TestStore(place))
        {
            test.Published().ShouldBe(published);
            test.Recompute().Published.ShouldBeFalse();
            test.Import(Erasable.Files[0]).Unchanged.ShouldBe(0, "it says what was corrected since");
            test.Store.Subjects.Answers(person).ShouldNotBeEmpty("the key came along");
            test.Store.Erasures.Verify().ShouldSatisfyAllConditions(v => v.Entries.ShouldBe(1), v => v.Fault.ShouldBeNull());
            test.Store.Responses.Undo("i-5").ShouldNotBeNull();
            new StoreCheck(test.Store).All().ShouldBeEmpty();
        }

        var back = Path.Combine(place.Folder, "back.db");
        (await Shell.Run("migrate-store", back, "--store", place.Address)).Exit.ShouldBe(0);
        using var again = Store.Open(back, TimeProvider.System);
        new StoreCheck(again).All().ShouldBeEmpty();
        again.Snapshots.Latest()!.Id.ShouldBe(erasable.Store.Snapshots.Latest()!.Id);
        again.Subjects.Answers(person).Count.ShouldBe(erasable.Store.Subjects.Answers(person).Count);
    }

    [Test]
    public async Task A_store_that_is_in_use_is_replaced_only_when_that_is_said()
    {
        using var erasable = new Erasable();
        using var place = new TestPlace("postgres");
        Filled.Fill(place.Address, quarters: 1);
        var refused = await Shell.Run("migrate-store", place.Address, "--store", erasable.Test.Address);
        refused.ShouldSatisfyAllConditions(r => r.Exit.ShouldBe(1), r => r.Error.ShouldContain("--replace"), r => r.Error.ShouldNotContain("Username"));
        (await Shell.Run("migrate-store", place.Address, "--replace", "--store", erasable.Test.Address)).Exit.ShouldBe(0);
        using var store = Store.Open(place.Address, TimeProvider.System);
        store.Codebooks.All().Select(c => c.Codebook.Key).ShouldBe(["wide"]);
        (await Shell.Run("migrate-store", place.Address, "--replace", "--store", place.Address)).Exit.ShouldBe(1, "it is the store itself");
    }

    [Test]
    public void A_row_that_is_not_what_was_written_stops_it_and_changes_nothing()
    {
        using var erasable = new Erasable();
        using var place = new TestPlace("postgres");
        using var target = Store.Open(place.Address, TimeProvider.System);
        target.Engine.Write(c => c.Execute("create function meddle() returns trigger as 'begin new.value := new.value || ''!''; return new; end' language plpgsql; create trigger meddle before insert on setting for each row when (new.name = 'calendar') execute function meddle()"));
        try
        {
            Should.Throw<InvalidDataException>(() => StoreCopy.Run(erasable.Store.Engine, target.Engine)).Message.ShouldContain("setting, row");
            target.IsEmpty.ShouldBeTrue();
        }
        finally
        {
            target.Engine.Write(c => c.Execute("drop function meddle cascade"));
        }
    }

    [Test]
    public async Task A_backup_of_a_server_is_a_file_and_is_restored_where_the_erased_stay_erased()
    {
        using var place = new TestPlace("postgres");
        Filled.Fill(place.Address, quarters: 2);
        var copy = Path.Combine(place.Folder, "copy.db");
        (await On(place, "backup", copy)).Exit.ShouldBe(0);
        (await On(place, "erase", "--respondent", "p1-1", "--voice", "employee")).Exit.ShouldBe(0);
        Filled.Fill(place.Address, quarters: 3);
        (await On(place, "restore", copy)).ShouldSatisfyAllConditions(r => r.Exit.ShouldBe(1), r => r.Error.ShouldContain("--replace"));
        var restored = await On(place, "restore", copy, "--replace");
        restored.ShouldSatisfyAllConditions(r => r.Exit.ShouldBe(0, r.Error), r => r.Error.ShouldContain("1 imports, 1 snapshots"), r => r.Error.ShouldContain("1 erasures replayed"));
        (await On(place, "subject", "--respondent", "p1-1", "--voice", "employee")).Out.ShouldNotContain("2025");
        (await On(place, "check")).Error.ShouldContain("nothing is damaged");
        using var file = Store.Open(copy, TimeProvider.System);
        new StoreCheck(file).All().ShouldBeEmpty("it is a store by itself");
    }

    private static Task<(int Exit, string Out, string Error)> On(TestPlace place, params string[] args) => Shell.Run([.. args, "--store", place.Address]);
}
