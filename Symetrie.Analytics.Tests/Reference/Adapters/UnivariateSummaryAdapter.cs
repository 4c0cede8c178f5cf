using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class UnivariateSummaryAdapter : IReferenceStatistic
{
    public string Name => "univariate_summary";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var y = vector.Numbers("y");
        var summary = UnivariateSummary.Compute(y);
        return Outputs.Of(
            ("mean", summary.Mean), ("sd", summary.StandardDeviation), ("n", summary.N),
            ("autocorrelation_lag1", UnivariateSummary.Autocorrelation(y).Value));
    }
}
