namespace Symetrie.Analytics.Surveys;

/// <summary>How a voice is asked a dimension, by all the codebooks that feed it.</summary>
/// <param name="Comparable">Whether every one of them declares that it asks as the mirror does.</param>
/// <param name="Recommendation">Whether every one of them asks how likely one is to recommend, as one item from 0 to 10: only then is there a net promoter score.</param>
public readonly record struct DimensionForm(bool Comparable, bool Recommendation)
{
    /// <summary>Whether any of them declares that the score pools the other voice in.</summary>
    public bool PoolsOtherVoice { get; init; }

    /// <summary>The dimension whose answers make a net promoter score.</summary>
    public const string RecommendationKey = "recommendation";

    /// <summary>The forms of the dimensions of a voice, by key.</summary>
    /// <param name="feeding">The codebooks of the voice that have responses.</param>
    public static IReadOnlyDictionary<string, DimensionForm> Of(IEnumerable<Codebook> feeding) =>
        feeding.SelectMany(codebook => codebook.Dimensions.Select(d => (d.Key, Form: Of(codebook, d.Key)))).GroupBy(f => f.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => new DimensionForm(g.All(f => f.Form.Comparable), g.All(f => f.Form.Recommendation)) { PoolsOtherVoice = g.Any(f => f.Form.PoolsOtherVoice) }, StringComparer.Ordinal);

    private static DimensionForm Of(Codebook codebook, string dimension) => new(codebook.Comparable.Contains(dimension), dimension == RecommendationKey && IsNetPromoter(codebook)) { PoolsOtherVoice = codebook.PoolsOtherVoice.Contains(dimension) };

    // A published mean has decimals; it brings no distribution, so none of its figures becomes a net promoter score.
    private static bool IsNetPromoter(Codebook codebook) =>
        codebook.Items.Where(i => i.Dimension == RecommendationKey).ToArray() is [{ Reversed: false, Scale: { Min: 0, Max: 10 } scale }]
        && (scale.Decimals == 0 || codebook.Layout == Layout.Aggregate);
}
