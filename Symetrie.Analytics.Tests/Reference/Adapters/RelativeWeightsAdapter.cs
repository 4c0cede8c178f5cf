using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class RelativeWeightsAdapter : IReferenceStatistic
{
    public string Name => "relative_weights";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var r = RelativeWeights.Compute(vector.Numbers("y"), vector.Columns("X"));
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["raw_weights"] = r.Weights,
            ["rescaled_percent"] = r.Percent,
            ["r_squared"] = r.RSquared,
        };
    }
}
