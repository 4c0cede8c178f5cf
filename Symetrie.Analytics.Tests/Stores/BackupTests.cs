using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Tests.Commands;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Stores;

/// <summary>Backups of a store at work, and the way back.</summary>
public sealed class BackupTests
{
    private string folder = "";

    private string StorePath => Path.Combine(folder, "store.db");

    private string Copy => Path.Combine(folder, "copy.db");

    [SetUp]
    public void MakeFolder()
    {
        folder = Directory.CreateTempSubdirectory("symetrie-test-").FullName;
        Filled.Fill(StorePath, quarters: 2);
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task A_backup_under_load_is_the_store_at_one_moment()
    {
        using var store = Filled.Open(StorePath);
        using var enough = new CancellationTokenSource();
        // Each write changes two places at once: a copy in which they differ was not taken at one moment.
        var writing = Task.Run(() =>
        {
            for (var i = 0; !enough.IsCancellationRequested; i++)
            {
                store.Engine.Write(connection =>
                {
                    store.Put(connection, "left", $"{i}");
                    store.Put(connection, "right", $"{i}" + new string(' ', 20_000));
                    return 0;
                });
            }
        });
        var reading = Task.Run(() =>
        {
            while (!enough.IsCancellationRequested) store.Snapshots.List().ShouldNotBeEmpty();
        });
        for (var i = 0; i < 5; i++)
        {
            var copy = Path.Combine(folder, $"copy{i}.db");
            store.Engine.Backup(copy);
            using var restored = Filled.Open(copy);
            restored.Setting("left").ShouldBe(restored.Setting("right")?.TrimEnd());
            new StoreCheck(restored).All().ShouldBeEmpty();
            restored.Snapshots.Latest()!.Id.ShouldBe(store.Snapshots.Latest()!.Id);
        }

        await enough.CancelAsync();
        await Task.WhenAll(writing, reading);
    }

    [Test]
    public async Task A_backup_is_restored_and_who_was_erased_since_stays_erased()
    {
        (await On("backup", Copy)).ShouldSatisfyAllConditions(r => r.Exit.ShouldBe(0, r.Error), r => r.Out.Trim().ShouldBe(Copy), r => r.Error.ShouldContain("store.db.erasures"));
        (await On("backup", Copy)).Exit.ShouldBe(1, "it does not overwrite");
        (await On("erase", "--respondent", "p1-1", "--voice", "employee")).Exit.ShouldBe(0);
        Filled.Fill(StorePath, quarters: 3);
        (await On("restore", Copy)).ShouldSatisfyAllConditions(r => r.Exit.ShouldBe(1), r => r.Error.ShouldContain("--replace"));
        var restored = await On("restore", Copy, "--replace");
        restored.Exit.ShouldBe(0, restored.Error);
        restored.Error.ShouldContain("1 imports, 1 snapshots");
        restored.Error.ShouldContain("1 erasures replayed");
        (await On("subject", "--respondent", "p1-1", "--voice", "employee")).Out.ShouldNotContain("2025");
        (await On("check")).ShouldSatisfyAllConditions(r => r.Exit.ShouldBe(0, r.Out), r => r.Error.ShouldContain("nothing is damaged"));
    }

    [Test]
    public async Task Nothing_is_restored_over_a_store_at_work_or_from_a_damaged_backup()
    {
        (await On("backup", Copy)).Exit.ShouldBe(0);
        using (Filled.Open(StorePath))
            (await On("restore", Copy, "--replace")).ShouldSatisfyAllConditions(r => r.Exit.ShouldBe(1), r => r.Error.ShouldContain("open in another program"));
        var bytes = await File.ReadAllBytesAsync(Copy);
        bytes[^5000] ^= 1;
        await File.WriteAllBytesAsync(Copy, bytes);
        var before = await File.ReadAllBytesAsync(StorePath);
        (await On("restore", Copy, "--replace")).ShouldSatisfyAllConditions(r => r.Exit.ShouldBe(1), r => r.Error.ShouldContain("is damaged"));
        (await File.ReadAllBytesAsync(StorePath)).ShouldBe(before);
        (await On("restore", Path.Combine(folder, "none.db"), "--replace")).Exit.ShouldBe(1);
    }

    [Test]
    public async Task A_damaged_store_is_not_served()
    {
        var bytes = await File.ReadAllBytesAsync(StorePath);
        bytes[^3000] ^= 1;
        await File.WriteAllBytesAsync(StorePath, bytes);
        (await On("serve", "--urls", "http://127.0.0.1:0")).ShouldSatisfyAllConditions(r => r.Exit.ShouldBe(3), r => r.Error.ShouldContain("not what was written"));
        (await On("check")).ShouldSatisfyAllConditions(r => r.Exit.ShouldBe(3), r => r.Out.ShouldContain("not what was written"));
    }

    private Task<(int Exit, string Out, string Error)> On(params string[] args) => Shell.Run([.. args, "--store", StorePath]);
}
