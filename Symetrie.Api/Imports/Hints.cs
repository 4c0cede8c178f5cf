using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Imports;

/// <summary>What a rejected cell was probably meant to be: the nearest label of the scale, the nearest item. Looked for once for each text.</summary>
/// <param name="codebook">The codebook the file is read by.</param>
internal sealed class Hints(Codebook codebook)
{
    private const int MostKnown = 10_000;
    private readonly Dictionary<(string Code, string? Column, string Text), string?> known = [];

    /// <summary>The rejection with its suggestion, where there is one.</summary>
    public Rejection With(Rejection rejection)
    {
        if (rejection is not { Code: "unknown-label" or "unknown-item" or "unknown-metric", Text: { Length: > 0 } text }) return rejection;
        var place = (rejection.Code, rejection.Column, text);
        if (!known.TryGetValue(place, out var hint))
        {
            hint = Nearest.Of(text, Candidates(rejection));
            if (known.Count < MostKnown) known[place] = hint;
        }

        return hint is null ? rejection : rejection with { Suggestion = hint };
    }

    private IEnumerable<string> Candidates(Rejection rejection)
    {
        if (rejection.Code == "unknown-metric") return codebook.Metrics.SelectMany(m => new[] { m.Key, m.Name.En, m.Name.Fr }).Distinct(StringComparer.Ordinal);
        if (rejection.Code == "unknown-item") return codebook.Items.Select(i => i.Column);
        var key = TextKey.Of(rejection.Column ?? "");
        var own = codebook.Items.Where(i => i.Column == rejection.Column || TextKey.Of(i.Column) == key).ToList();
        return (own.Count > 0 ? own : codebook.Items).SelectMany(i => i.Scale.Labels.Keys);
    }
}
