using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class PermutationSignFlipAdapter : IReferenceStatistic
{
    public string Name => "permutation_sign_flip";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var result = PermutationSignFlip.Compute(vector.Numbers("d"));
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["mean"] = result.Mean,
            ["p_two_sided"] = result.P,
            ["p_greater"] = result.PGreater,
            ["n_permutations"] = result.Permutations,
        };
    }
}
