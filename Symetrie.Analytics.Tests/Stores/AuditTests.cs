using Dapper;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Tests.Commands;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Stores;

/// <summary>The log of erasures: kept twice, chained, and replayed where a backup is older than it.</summary>
[TestFixture("sqlite"), TestFixture("postgres")]
internal sealed class AuditTests(string engine)
{
    [Test]
    public void A_store_restored_from_an_older_backup_erases_again_before_anything_else()
    {
        using var erasable = new Erasable(engine);
        var (traces, person) = (erasable.Traces(), erasable.Person);
        var backup = Backup(erasable);
        erasable.Store.Erasures.Erase([person, 77]);
        Restore(erasable, backup);

        traces.Select(erasable.Hits).ShouldAllBe(hits => hits == 0);
        erasable.TalliesWith(person).ShouldBe(0);
        erasable.Store.Erasures.Log().Select(e => e.What).ShouldBe(["erased", "erased", "replayed", "replayed"]);
        erasable.Test.Import(Erasable.Files[0]).Erased.ShouldBe(1);
        erasable.Test.Reopen();
        erasable.Store.Erasures.Log().Count.ShouldBe(4, "nothing is left to replay");
    }

    [Test]
    public void A_restored_store_also_erases_those_who_were_in_answers_that_had_been_undone()
    {
        using var erasable = new Erasable(engine);
        var person = erasable.Person;
        foreach (var import in Enumerable.Range(1, Erasable.Files.Length)) erasable.Store.Responses.Undo($"i-{import}").ShouldNotBeNull();
        erasable.Ledger().Persons().ShouldContain(person);
        var backup = Backup(erasable);
        erasable.Store.Erasures.Erase([person]);
        Restore(erasable, backup);
        erasable.Ledger().Persons().ShouldNotContain(person);
        erasable.TalliesWith(person).ShouldBe(0);
    }

    [Test]
    public void An_erasure_that_stopped_before_its_commit_is_done_with_the_next()
    {
        using var erasable = new Erasable(engine);
        var person = erasable.Person;
        var stopped = AuditEntry.After(null, "2026-01-01T00:00:00.000Z", "erased", Tombstones.Of(SecretKey.Of(erasable.Store), person));
        AuditFile.Append(erasable.Store.Engine.AuditFile, [stopped]);
        erasable.Store.Erasures.Erase([77]);
        erasable.ResponseNumbers().ShouldBeEmpty();
        erasable.Store.Erasures.Log().Select(e => e.What).ShouldBe(["erased", "replayed", "erased"]);
        erasable.Store.Erasures.Verify().Fault.ShouldBeNull();
    }

    [Test]
    public void The_log_beside_the_store_tells_the_same_and_no_number()
    {
        using var erasable = new Erasable(engine);
        erasable.Store.Erasures.Erase([erasable.Person]);
        var entry = erasable.Store.Erasures.Log().ShouldHaveSingleItem();
        File.ReadAllText(erasable.Store.Engine.AuditFile).ShouldBe(entry.Line + "\n");
        entry.Line.ShouldNotContain(PersonNumber.Text(erasable.Person));
        File.Delete(erasable.Store.Engine.AuditFile);
        erasable.Test.Reopen();
        File.ReadAllText(erasable.Store.Engine.AuditFile).ShouldBe(entry.Line + "\n", "it is written again from the store");
    }

    [Test]
    public void A_line_without_an_end_was_never_an_erasure()
    {
        using var erasable = new Erasable(engine);
        erasable.Store.Erasures.Erase([1]);
        File.AppendAllText(erasable.Store.Engine.AuditFile, "2\t2026-");
        erasable.Test.Reopen();
        erasable.Store.Erasures.Erase([2]);
        File.ReadAllLines(erasable.Store.Engine.AuditFile).Length.ShouldBe(2);
        erasable.Store.Erasures.Verify().Fault.ShouldBeNull();
    }

    [TestCase("time", "entry 2")]
    [TestCase("order", "entry 1 is missing")]
    [TestCase("nonsense", "line 2")]
    [TestCase("store", "in the store")]
    [TestCase("dropped-in-store", "entry 2 is missing")]
    [TestCase("other", "different stories")]
    public async Task A_chain_that_was_changed_is_noticed(string how, string said)
    {
        using var erasable = new Erasable(engine);
        erasable.Store.Erasures.Erase([1, 2, 3]);
        var (file, lines) = (erasable.Store.Engine.AuditFile, File.ReadAllLines(erasable.Store.Engine.AuditFile));
        (await Verify(erasable)).Exit.ShouldBe(0);
        if (how == "time") lines[1] = lines[1].Replace("2026-", "2025-", StringComparison.Ordinal);
        else if (how == "order") (lines[0], lines[1]) = (lines[1], lines[0]);
        else if (how == "nonsense") lines[1] = "nothing";
        else if (how == "other") lines = [AuditEntry.After(null, "2026-01-01T00:00:00.000Z", "erased", new string('a', 64)).Line];
        else erasable.Store.Engine.Write(c => c.Execute(how == "store" ? "update audit set at = 'never' where no = 3" : "delete from audit where no = 2"));
        File.WriteAllText(file, string.Join('\n', lines) + "\n");

        erasable.Store.Dispose();
        Should.Throw<AuditBrokenException>(() => Store.Open(erasable.Test.Address, TimeProvider.System)).Message.ShouldContain(said);
        var (exit, _, error) = await Verify(erasable);
        exit.ShouldBe(1);
        error.ShouldContain(said);
        var other = await Shell.Run("imports", "list", "--store", erasable.Test.Address);
        other.Exit.ShouldBe(3);
        other.Error.ShouldContain("the audit log of erasures is broken");
    }

    private static Task<(int Exit, string Out, string Error)> Verify(Erasable erasable) => Shell.Run("audit", "verify", "--store", erasable.Test.Address);

    private static string Backup(Erasable erasable)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("symetrie-test-").FullName, "backup.db");
        erasable.Store.Engine.Backup(file);
        return file;
    }

    private static void Restore(Erasable erasable, string backup)
    {
        erasable.Store.Dispose();
        Restoring.Run(backup, erasable.Test.Address, replace: true).ShouldBeNull();
        erasable.Test.Reopen();
        Directory.Delete(Path.GetDirectoryName(backup)!, recursive: true);
    }
}
