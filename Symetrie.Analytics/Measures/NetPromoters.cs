using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Statistics;
using Symetrie.Analytics.Surveys;

namespace Symetrie.Analytics.Measures;

/// <summary>Net promoter scores of cells whose distribution may be seen (C2) and whose answers are one item from 0 to 10.</summary>
internal static class NetPromoters
{
    // 9 of 10 and 7 of 10 in units of score points.
    private const long Promoter = 90L * ScorePoints.UnitsPerPoint;
    private const long Passive = 70L * ScorePoints.UnitsPerPoint;

    /// <summary>The score of a cell; null without a distribution.</summary>
    public static NpsResult? Of(ReleasedTally cell, double confidence)
    {
        if (cell.Distribution is not { } answers) return null;
        var (promoters, satisfied) = (answers.CountFrom(Promoter)!.Value, answers.CountFrom(Passive)!.Value);
        return Nps.Compute(promoters, satisfied - promoters, answers.N - satisfied, confidence);
    }

    /// <summary>The employee score minus the customer score; null where either may not be seen.</summary>
    public static NpsDifferenceResult? Difference(ReleasedTally employee, ReleasedTally customer, double confidence) =>
        Of(employee, confidence) is { } e && Of(customer, confidence) is { } c ? NpsDifference.Compute(e, c, confidence) : null;
}
