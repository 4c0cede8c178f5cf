using Symetrie.Api.Imports;
using Symetrie.Api.Recompute;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Endpoints;

/// <summary>A store with the sample exports taken in and published: made once, and copied for whoever wants one of his own.</summary>
internal static class SampleStore
{
    private static readonly Lazy<string> Made = new(Make);

    /// <summary>A folder with a copy of it, <c>store.db</c>.</summary>
    public static string Copy()
    {
        var folder = Directory.CreateTempSubdirectory("symetrie-test-").FullName;
        foreach (var file in Directory.GetFiles(Made.Value)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        return folder;
    }

    /// <summary>Deletes what the copies were made of.</summary>
    public static void Clear()
    {
        if (Made.IsValueCreated) Directory.Delete(Made.Value, recursive: true);
    }

    private static string Make()
    {
        var folder = Directory.CreateTempSubdirectory("symetrie-test-").FullName;
        using var store = Store.Open(Path.Combine(folder, "store.db"), TimeProvider.System);
        TakeIn(store);
        var run = long.Parse(store.Runs.Request().Id[2..]);
        store.Runs.Start(run);
        new Recomputer(store, new AnalysisSettings()).Run(run);
        return folder;
    }

    /// <summary>The exports taken in, each with its codebook.</summary>
    public static IReadOnlyList<(string Codebook, string File)> Exports { get; } =
    [
        ("sample-employee", "employees.csv"), ("sample-customer", "customers.csv"), ("sample-panel", "customers-aggregate.csv"), ("sample-invited", "invited.csv"), ("sample-actions", "actions.csv"),
        ("sample-practice", "practice.csv"), ("sample-managers", "managers.csv"), ("sample-leaders", "leaders.csv"), ("sample-outcomes", "outcomes.csv"),
    ];

    private static void TakeIn(Store store)
    {
        using (var teams = File.OpenRead(TestApi.Sample("teams.csv"))) store.Teams.Put(TeamsFile.Read(teams, store.Calendar).Required());
        foreach (var (codebook, file) in Exports)
        {
            store.Codebooks.Put(CodebookFile.Read(TestApi.Codebook(codebook)).Required());
            using var content = File.OpenRead(TestApi.Sample(file));
            var report = new Importer(store, Minimums.Of(new AnalysisSettings())).Run(new ImportRequest(content, file) { Codebook = codebook });
            if (report.State != "imported") throw new InvalidOperationException(report.Refusal);
        }
    }
}
