using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class PsiAdapter : IReferenceStatistic
{
    public string Name => "psi";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var r = Psi.Compute(vector.Counts("reference_counts"), vector.Counts("current_counts"));
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["psi"] = r.Index,
            ["psi_laplace_half"] = r.Smoothed,
            ["psi_eps_1e4_unnormalised"] = r.Floored,
            ["psi_expected_under_null"] = r.ExpectedUnderNull,
            ["p"] = r.P,
        };
    }
}
