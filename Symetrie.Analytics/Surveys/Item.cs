namespace Symetrie.Analytics.Surveys;

/// <summary>One question of one questionnaire. In the aggregate layout the item is the published figure of its dimension.</summary>
/// <param name="Key">The item's key, unique in its codebook.</param>
/// <param name="Column">The export's column (wide), or the value in the item column (long), or in the dimension column (aggregate).</param>
/// <param name="Dimension">The key of the dimension it belongs to.</param>
/// <param name="Scale">Its response scale.</param>
/// <param name="Reversed">Whether a high answer is the unfavourable one.</param>
public sealed record Item(string Key, string Column, string Dimension, ResponseScale Scale, bool Reversed = false)
{
    /// <summary>What the column was called in other versions of the form: read where <see cref="Column"/> is empty or the file does not have it (wide layout).</summary>
    public IReadOnlyList<string> Formerly { get; init; } = [];
}
