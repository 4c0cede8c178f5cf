namespace Symetrie.Analytics.Surveys;

/// <summary>A question of one voice as its answers are counted, whatever version of a questionnaire put it.</summary>
/// <param name="Key">The item's key.</param>
/// <param name="Dimension">The place of its dimension among the voice's dimensions.</param>
/// <param name="Points">How many points its scale has, one apart (5 for 1–5; a scale with decimals counts its whole points); null where questionnaires give it different scales.</param>
public sealed record AskedItem(string Key, int Dimension, int? Points)
{
    /// <summary>The points of a scale, one apart.</summary>
    public static int PointsOf(ResponseScale scale) => (int)(scale.Max - scale.Min) + 1;
}
