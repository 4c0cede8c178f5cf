using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Tests.Stores.Engines;

namespace Symetrie.Analytics.Tests.Commands;

/// <summary>Where the store lies, as the configuration says it.</summary>
public sealed class StoreAddressTests
{
    [TestCase("postgres", "a.db", "Symetrie__Store__Engine is postgres, but the store's address is one of sqlite")]
    [TestCase("sqlite", "Host=h;Database=d", "Symetrie__Store__Engine is sqlite, but the store's address is one of postgres")]
    [TestCase("mysql", "a.db", "it can be postgres or sqlite")]
    public async Task An_address_of_another_engine_than_configured_is_refused(string engine, string address, string said)
    {
        foreach (var (settings, given) in new[] { (With(("Store", address), ("Store:Engine", engine)), Array.Empty<string>()), (With(("Store:Engine", engine)), ["--store", address]) })
        {
            var told = await Shell.Configured(settings, ["imports", "list", .. given]);
            told.Exit.ShouldBe(3);
            told.Error.ShouldContain(said);
        }

        File.Exists("a.db").ShouldBeFalse();
    }

    [Test]
    public async Task A_store_in_a_database_keeps_its_key_in_the_folder_that_is_configured()
    {
        using var place = new TestPlace("postgres");
        var folder = Path.Combine(place.Folder, "beside");
        var address = place.Address[..place.Address.IndexOf(";Folder", StringComparison.Ordinal)];
        var settings = With(("Store", address), ("Store:Engine", "postgres"), ("Store:Folder", folder));
        (await Shell.Configured(settings, "erase", "0123456789abcdef")).ShouldSatisfyAllConditions(r => r.Exit.ShouldBe(0, r.Error));
        Directory.GetFiles(folder).Select(Path.GetFileName).ShouldBe(["symetrie.key", "symetrie.erasures"], ignoreOrder: true);
        // Another folder, another key: whoever answered could not be recognised.
        var elsewhere = await Shell.Configured(With(("Store", address), ("Store:Folder", place.Folder)), "erase", "0123456789abcdee");
        elsewhere.ShouldSatisfyAllConditions(r => r.Exit.ShouldNotBe(0), r => r.Error.ShouldContain("key file"));
    }

    private static Dictionary<string, string?> With(params (string Name, string Value)[] settings) => settings.ToDictionary(s => s.Name, s => (string?)s.Value, StringComparer.Ordinal);
}
