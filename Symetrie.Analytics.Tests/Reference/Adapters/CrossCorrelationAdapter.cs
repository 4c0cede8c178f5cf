using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class CrossCorrelationAdapter : IReferenceStatistic
{
    public string Name => "cross_correlation";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var result = CrossCorrelation.Compute(vector.Numbers("x"), vector.Numbers("y"), (int)vector.Option("max_lag", 1));
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["lags"] = result.Lags.Select(l => l.Lag).ToArray(),
            ["ccf"] = result.Lags.Select(l => l.Ccf).ToArray(),
            ["pairwise_pearson"] = result.Lags.Select(l => l.Pearson).ToArray(),
            ["white_noise_bound"] = result.WhiteNoiseBound,
        };
    }
}
