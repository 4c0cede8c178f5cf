using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Tallies;

/// <summary>Answers to single items as integers: 0 for the least favourable point of the scale, <see cref="Full"/> for the most favourable.</summary>
/// <remarks>The number of grains is divisible by the steps of every scale of 2 to 11 points, of 0–100 sliders and of most others, and by the
/// numbers of responses that one person is likely to give in a period: their answers, and their mean, are exact. Others are off by less than 1e-8 of the scale.
/// An answer takes four bytes where a score in units takes eight.</remarks>
public static class ItemGrain
{
    /// <summary>The most favourable answer.</summary>
    public const int Full = 12_600 * 5_040;

    /// <summary>Stands for no answer.</summary>
    public const int Missing = -1;

    /// <summary>An answer on a scale; a missing one (a step below 0) stays missing.</summary>
    public static int OfStep(int step, int steps, bool reversed) =>
        step < 0 ? Missing : (int)ScorePoints.RoundedQuotient((Int128)(reversed ? steps - step : step) * Full, steps);

    /// <summary>The answer in score points times <see cref="ScorePoints.UnitsPerPoint"/>.</summary>
    public static long ToUnits(int grains) => ScorePoints.OfRatio(grains, Full);
}
