using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class ScaleScoreMissingAdapter : IReferenceStatistic
{
    public string Name => "scale_score_missing";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var result = ScaleScoreMissing.Compute(ItemTable.Rows(vector), (int)vector.Option("min_answered", 1.0));
        return Outputs.Of(
            ("score", result.Scores), ("n_scored", result.Scored), ("n_missing", result.Missing),
            ("mean", result.Mean), ("sd", result.StandardDeviation));
    }
}
