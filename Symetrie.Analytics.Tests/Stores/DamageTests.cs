using NUnit.Framework;
using Shouldly;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Stores;

/// <summary>What a disk or a hand changes in a store is noticed before it is served.</summary>
public sealed class DamageTests
{
    private byte[] whole = [];
    private byte[] sums = [];
    private string folder = "";

    private string Path => System.IO.Path.Combine(folder, "store.db");

    [OneTimeSetUp]
    public void Make()
    {
        folder = Directory.CreateTempSubdirectory("symetrie-test-").FullName;
        using (var filled = Filled.Open(Path))
        {
            Filled.Fill(filled, quarters: 2);
            filled.Engine.Write(connection =>
            {
                filled.Put(connection, "colour", "violet");
                return 0;
            });
        }

        (whole, sums) = (File.ReadAllBytes(Path), File.ReadAllBytes(Path + ".sums"));
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [SetUp]
    public void PutBack()
    {
        foreach (var file in Directory.GetFiles(folder, "store.db*").Where(f => !f.EndsWith(".key", StringComparison.Ordinal))) File.Delete(file);
        File.WriteAllBytes(Path, whole);
        File.WriteAllBytes(Path + ".sums", sums);
    }

    [Test]
    public void A_store_that_nobody_touched_has_no_fault()
    {
        Faults().ShouldBeEmpty();
        Filled.Fill(Path, quarters: 3);
        Faults().ShouldBeEmpty("nor has one that was written to");
        File.Delete(Path + ".sums");
        Faults().ShouldBeEmpty("sums that are not there are made");
        File.Exists(Path + ".sums").ShouldBeTrue();
    }

    // Wherever it is, also where SQLite itself sees nothing: in the middle of a text, in a page that is free.
    [Test]
    public void One_bit_anywhere_is_noticed([Range(1, 24)] int seed)
    {
        var (bytes, random) = ((byte[])whole.Clone(), new Random(seed));
        var at = random.Next(bytes.Length);
        bytes[at] ^= (byte)(1 << random.Next(8));
        File.WriteAllBytes(Path, bytes);
        Faults().ShouldNotBeEmpty($"byte {at}, page {(at / 4096) + 1}");
    }

    [Test]
    public void A_page_that_is_lost_torn_or_in_another_s_place_is_noticed([Range(1, 12)] int seed)
    {
        var (bytes, random) = ((byte[])whole.Clone(), new Random(seed));
        var (page, other) = (random.Next(bytes.Length / 4096) * 4096, random.Next(bytes.Length / 4096) * 4096);
        if (seed % 3 == 0) Array.Clear(bytes, page, 4096);
        else if (seed % 3 == 1) random.NextBytes(bytes.AsSpan(page + 2048, 2048));
        else whole.AsSpan(other, 4096).CopyTo(bytes.AsSpan(page));
        if (bytes.AsSpan().SequenceEqual(whole)) Array.Resize(ref bytes, bytes.Length - 4096);
        File.WriteAllBytes(Path, bytes);
        Faults().ShouldNotBeEmpty();
    }

    // The sums are then those of the damaged content: it must have been noticed before.
    [Test]
    public void Damage_in_a_page_that_is_written_anew_is_noticed_all_the_same()
    {
        var bytes = (byte[])whole.Clone();
        var at = bytes.AsSpan().IndexOf("violet"u8);
        at.ShouldBeGreaterThan(0);
        bytes[at + 2] = (byte)'0';
        File.WriteAllBytes(Path, bytes);
        using (var store = Filled.Open(Path)) store.Engine.Write(connection =>
        {
            store.Put(connection, "anything", "else");
            return 0;
        });
        Faults().ShouldNotBeEmpty();
    }

    [Test]
    public void A_row_that_was_changed_through_SQL_is_not_what_was_published()
    {
        using (var store = Filled.Open(Path)) store.Engine.Write(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "update rows_scores set mean = mean + 1 where place = 0 and mean is not null";
            return command.ExecuteNonQuery();
        }).ShouldBeGreaterThan(0);
        Faults().ShouldContain(f => f.Contains("rows of scores", StringComparison.Ordinal));
    }

    private IReadOnlyList<string> Faults()
    {
        try
        {
            using var store = Store.OpenUnreconciled(Path, TimeProvider.System);
            return new StoreCheck(store).All();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return [failure.Message];
        }
    }
}
