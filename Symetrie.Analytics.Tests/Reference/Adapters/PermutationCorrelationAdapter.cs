using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class PermutationCorrelationAdapter : IReferenceStatistic
{
    public string Name => "permutation_correlation";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var result = PermutationCorrelation.Compute(vector.Numbers("x"), vector.Numbers("y"));
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["r"] = result.R,
            ["p_two_sided"] = result.P,
            ["n_permutations"] = result.Permutations,
        };
    }
}
