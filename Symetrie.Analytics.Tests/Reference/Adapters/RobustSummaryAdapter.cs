using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class RobustSummaryAdapter : IReferenceStatistic
{
    public string Name => "robust_summary";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var result = RobustSummary.Compute(vector.Numbers("x"), vector.Option("trim", 0.2));
        return Outputs.Of(
            ("median", result.Median), ("mad_raw", result.Mad), ("mad_normalised", result.MadNormalised),
            ("trimmed_mean", result.TrimmedMean), ("harrell_davis_median", result.HarrellDavisMedian));
    }
}
