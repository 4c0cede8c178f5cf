using System.Text.Json.Nodes;
using Symetrie.Analytics.Surveys;
using Symetrie.Api.Imports.Proposals;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Imports.Proposals;

/// <summary>What a person who reads an export says of it. <paramref name="Scales"/>: parts of a column's name with the scale, <c>Feeling=1..5</c>; <c>none</c> where no column is
/// a rating; <c>open</c> where there are too few answers to tell, and then a proposal must say that it is not sure.</summary>
internal sealed record Truth(string File, string Layout, string? Team, string? When, string Scales)
{
    /// <summary>What is wrong with a proposal, aspect by aspect; empty where all is right.</summary>
    public IReadOnlyList<string> Wrong(CodebookProposal proposal)
    {
        var codebook = proposal.Codebook;
        var wrong = new List<string>();
        if (Text(codebook["layout"]) != Layout) wrong.Add($"layout {Text(codebook["layout"])}, not {Layout}");
        if (Text(codebook["columns"]!["team"]) != Team) wrong.Add($"team {Text(codebook["columns"]!["team"])}, not {Team}");
        var when = Text(codebook["columns"]!["date"]) ?? Text(codebook["columns"]!["period"]);
        if (when != When) wrong.Add($"date {when}, not {When}");
        wrong.AddRange(WrongScales(proposal));
        return wrong;
    }

    /// <summary>The proposal for a file.</summary>
    public static CodebookProposal Propose(string path, Voice? voice = null)
    {
        using var file = System.IO.File.OpenRead(path);
        return Proposer.Of(file, Calendar.Of(CalendarKind.Quarter), MirrorFile.Mirror, voice);
    }

    /// <summary>The scale of an item as text: <c>1..5</c>.</summary>
    public static string ScaleOf(JsonObject codebook, JsonNode item)
    {
        var scale = codebook["scales"]![item["scale"]!.GetValue<string>()]!;
        return $"{scale["min"]}..{scale["max"]}";
    }

    public static IReadOnlyList<JsonNode> Items(CodebookProposal proposal) => [.. proposal.Codebook["items"]?.AsArray().Select(i => i!) ?? []];

    private IEnumerable<string> WrongScales(CodebookProposal proposal)
    {
        var items = Items(proposal);
        if (Scales == "none") return items.Select(i => $"'{i["column"]}' is no rating");
        if (Scales == "open") return proposal.Choices.Where(c => c.Path.EndsWith(".scale", StringComparison.Ordinal) && c.Confidence > 0.7).Select(c => $"{c.Path} is too sure ({c.Confidence})");
        var expected = Scales.Split(", ").Select(s => s.Split('=')).ToArray();
        var strange = items.Where(i => !Array.Exists(expected, e => Fits(i, e[0]) && ScaleOf(proposal.Codebook, i) == e[1])).Select(i => $"'{i["column"]}' {ScaleOf(proposal.Codebook, i)}");
        return strange.Concat(expected.Where(e => !items.Any(i => Fits(i, e[0]))).Select(e => $"no item like '{e[0]}'"));
    }

    private static bool Fits(JsonNode item, string part) => item["column"]!.GetValue<string>().Contains(part, StringComparison.Ordinal);

    private static string? Text(JsonNode? node) => node?.GetValue<string>();
}
