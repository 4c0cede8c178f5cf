using System.Text;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Imports;
using Symetrie.Api.Recompute;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Stores;

/// <summary>A small store with answers and a snapshot, for tests that break it.</summary>
internal static class Filled
{
    private const string Codebook = """
        {"key":"small","voice":"employee","layout":"wide","columns":{"team":"team","date":"date","respondent":"who"},
         "items":[{"key":"a","column":"a","dimension":"respect","scale":{"min":1,"max":5}},{"key":"b","column":"b","dimension":"equity","scale":{"min":1,"max":5}}]}
        """;

    public static Store Open(string path) => Store.Open(path, TimeProvider.System);

    /// <summary>Answers of eight teams for so many quarters of 2025.</summary>
    public static string Export(int quarters, int perTeam = 24)
    {
        var text = new StringBuilder("team,date,who,a,b\n");
        for (var quarter = 0; quarter < quarters; quarter++)
            for (var team = 1; team <= 8; team++)
                for (var who = 0; who < perTeam; who++)
                    text.Append($"T{team},2025-{(quarter * 3) + 1:00}-{(who % 27) + 1:00},p{team}-{who},{1 + ((who + team) % 5)},{1 + ((who * team + quarter) % 5)}\n");
        return text.ToString();
    }

    public static void Fill(string path, int quarters)
    {
        using var store = Open(path);
        Fill(store, quarters);
    }

    /// <summary>Takes the answers in and publishes them.</summary>
    public static void Fill(Store store, int quarters)
    {
        Take(store, Export(quarters));
        Publish(store);
    }

    public static ImportReport Take(Store store, string export)
    {
        if (store.Codebooks.All().Count == 0) store.Codebooks.Put(CodebookJson.Read(Codebook, MirrorFile.Mirror).Required());
        return new Importer(store, Minimums.Of(new AnalysisSettings())).Run(new ImportRequest(new MemoryStream(Encoding.UTF8.GetBytes(export)), "small.csv"));
    }

    public static RunOutcome Publish(Store store, AnalysisSettings? settings = null)
    {
        store.Runs.Request();
        return new Recomputer(store, settings ?? new AnalysisSettings()).Run(store.Runs.Claim()!.Value);
    }
}
