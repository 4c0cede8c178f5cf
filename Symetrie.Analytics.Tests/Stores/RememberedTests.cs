using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Tests.Stores.Engines;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Stores;

/// <summary>What is remembered of a store is forgotten at the next commit, whoever made it.</summary>
[TestFixture("sqlite"), TestFixture("postgres")]
public sealed class RememberedTests(string engine)
{
    private TestPlace place = null!;

    private string StorePath => place.Address;

    [SetUp]
    public void MakePlace() => place = new TestPlace(engine);

    [TearDown]
    public void RemovePlace() => place.Dispose();

    [Test]
    public void The_version_changes_with_each_commit_and_with_nothing_else()
    {
        using var store = Filled.Open(StorePath);
        var first = store.Engine.Version;
        store.Engine.Read(_ => 0);
        store.Engine.Version.ShouldBe(first);
        store.Engine.Write(connection =>
        {
            store.Put(connection, "what", "else");
            return 0;
        });
        var second = store.Engine.Version;
        second.ShouldNotBe(first);
        // As another process does it: by connections and a lock of its own.
        using (var other = Filled.Open(StorePath))
            other.Engine.Write(connection =>
            {
                other.Put(connection, "what", "other");
                return 0;
            });
        store.Engine.Version.ShouldNotBe(second);
    }

    [Test]
    public void A_key_that_was_revoked_elsewhere_ends_at_once_and_one_that_was_made_elsewhere_begins()
    {
        using var store = Filled.Open(StorePath);
        using var other = Filled.Open(StorePath);
        var (key, stored) = store.Keys.Add(Scope.Read, "one");
        for (var again = 0; again < 3; again++) store.Keys.Check(key)!.Id.ShouldBe(stored.Id);
        store.Keys.Check(key[..^1] + (key[^1] == '0' ? '1' : '0')).ShouldBeNull();
        var late = "sym_000000000000_" + new string('0', 64);
        store.Keys.Check(late).ShouldBeNull();
        other.Keys.Revoke(stored.Id).ShouldBeTrue();
        store.Keys.Check(key).ShouldBeNull();
        var (second, _) = other.Keys.Add(Scope.Admin, "two");
        store.Keys.Check(second)!.Name.ShouldBe("two");
    }

    [Test]
    public void A_snapshot_that_was_published_elsewhere_is_the_newest_at_once()
    {
        using var store = Filled.Open(StorePath);
        store.Snapshots.Newest().ShouldBeNull();
        using (var other = Filled.Open(StorePath)) Filled.Fill(other, quarters: 1);
        var first = store.Snapshots.Newest().ShouldNotBeNull();
        store.Snapshots.Find(first.Id).ShouldBe(first);
        store.Snapshots.Find("s-none").ShouldBeNull();
        using (var other = Filled.Open(StorePath)) Filled.Fill(other, quarters: 2);
        store.Snapshots.Newest()!.Id.ShouldNotBe(first.Id);
    }
}
