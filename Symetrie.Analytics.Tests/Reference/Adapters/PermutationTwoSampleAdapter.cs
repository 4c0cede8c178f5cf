using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class PermutationTwoSampleAdapter : IReferenceStatistic
{
    public string Name => "permutation_two_sample";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var result = PermutationTwoSample.Compute(vector.Numbers("a"), vector.Numbers("b"));
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["diff"] = result.Difference,
            ["p_two_sided_abs"] = result.P,
            ["p_greater"] = result.PGreater,
            ["p_two_sided_doubled"] = result.PDoubled,
            ["n_permutations"] = result.Permutations,
        };
    }
}
