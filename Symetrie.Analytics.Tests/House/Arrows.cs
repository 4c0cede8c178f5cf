namespace Symetrie.Analytics.Tests.House;

/// <summary>Who may look at whom. The rooms are the folders; an arrow not drawn here is refused by <see cref="RoomTests"/>.</summary>
internal static class Arrows
{
    /// <summary>The arrows of the design: each room, and the rooms it looks at.</summary>
    public static IReadOnlyDictionary<string, string[]> Drawn { get; } = new Dictionary<string, string[]>
    {
        // The pure core. Each of the chain looks at all that stands before it: Surveys ◀ Tallies ◀ Disclosure ◀ Panels ◀ Measures.
        ["Surveys"] = [],
        ["Statistics"] = [],
        ["Tallies"] = ["Surveys", "Statistics"],
        ["Disclosure"] = ["Surveys", "Tallies", "Statistics"],
        ["Panels"] = ["Surveys", "Tallies", "Disclosure"],
        ["Measures"] = ["Surveys", "Tallies", "Disclosure", "Panels", "Statistics"],
        ["Analysis"] = ["Surveys", "Tallies", "Disclosure", "Panels", "Measures", "Statistics"],

        // The shell.
        ["Exports"] = ["Surveys"],
        ["Imports"] = ["Exports", "Stores", "Surveys"],
        ["Stores"] = ["Surveys", "Tallies", "Disclosure", "Measures"],
        ["Recompute"] = ["Stores", "Analysis", "Disclosure"],
        ["Notices"] = ["Stores"],
        ["Plots"] = ["Measures"],
        ["Access"] = [],
        ["Endpoints"] = ["Stores", "Imports", "Recompute", "Measures", "Plots", "Access", "Notices"],
        ["Commands"] = ["Stores", "Imports", "Recompute", "Measures", "Plots", "Notices"],
        ["Program"] = ["Commands", "Endpoints"],
    };

    /// <summary>Arrows that the drawing leaves out, each with its reason. Nothing else is.</summary>
    public static IReadOnlyList<(string From, string To, string Reason)> AlsoAllowed { get; } =
    [
        ("Stores", "Analysis", "a snapshot is published straight from the analysis, block by block as it is computed, so that it never lies in memory whole"),
        ("Imports", "Statistics", "proposals of codebooks and matches of teams rest on correlations and similarities, and no formula stands outside Statistics"),
        ("Recompute", "Surveys", "it brings codebooks, calendar and teams to the answers"),
        ("Recompute", "Tallies", "it builds the sheets that the engine takes from stored answers"),
        ("Commands", "Analysis", "the settings of an analysis come from the configuration and go to Recompute"),
        ("Commands", "Endpoints", "`serve` starts the application, `openapi` writes its contract, `export` prints rows with its printers: the same bytes"),
        ("Endpoints", "Analysis", "the settings are handed to Recompute, and the contract describes them"),
        ("Access", "Stores", "keys are looked up in the store"),
        ("Stores", "Panels", "the dimension tables of a snapshot (teams, dimensions, periods) are those of the panel it was computed from"),
    ];
}
