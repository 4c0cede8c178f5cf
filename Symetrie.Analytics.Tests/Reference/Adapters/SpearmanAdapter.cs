using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class SpearmanAdapter : IReferenceStatistic
{
    public string Name => "spearman";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var result = Spearman.Compute(vector.Numbers("x"), vector.Numbers("y"), vector.Option("conf_level", 0.95));
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["rho"] = result.Rho,
            ["p_t"] = result.P,
            ["p_exact"] = result.PExact,
            ["ci_lower"] = result.Lower,
            ["ci_upper"] = result.Upper,
            ["n"] = result.N,
        };
    }
}
