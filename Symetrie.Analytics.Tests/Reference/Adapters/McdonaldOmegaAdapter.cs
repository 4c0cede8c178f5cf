using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class McdonaldOmegaAdapter : IReferenceStatistic
{
    public string Name => "mcdonald_omega";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var result = McdonaldOmega.Compute(ItemTable.Rows(vector));
        return Outputs.Of(
            ("omega", result.Omega), ("omega_standardized", result.OmegaStandardised), ("loadings", result.Loadings),
            ("residual_variances", result.ResidualVariances), ("chisq", result.ChiSquare), ("df", result.DegreesOfFreedom), ("p", result.PValue), ("n", result.N));
    }
}
