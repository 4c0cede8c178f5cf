using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class PooledCorrelationAdapter : IReferenceStatistic
{
    public string Name => "pooled_correlation";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        int[] strata = vector.HasInput("strata") ? Labels.Numbered(vector.Texts("strata")) : [];
        var result = PooledCorrelation.Compute(
            Labels.Numbered(vector.Texts("unit")), vector.Numbers("x"), vector.Numbers("y"), strata, (int)vector.Option("draws", 2000));
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["n"] = result.N,
            ["units"] = result.Units,
            ["r"] = result.R,
            ["ci_lower"] = result.Lower,
            ["ci_upper"] = result.Upper,
            ["se"] = result.StandardError,
            ["p"] = result.P,
        };
    }
}
