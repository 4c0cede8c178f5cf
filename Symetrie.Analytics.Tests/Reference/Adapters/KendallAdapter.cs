using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class KendallAdapter : IReferenceStatistic
{
    public string Name => "kendall";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var result = Kendall.Compute(vector.Numbers("x"), vector.Numbers("y"), vector.Option("conf_level", 0.95));
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["tau_b"] = result.TauB,
            ["tau_c"] = result.TauC,
            ["S"] = result.S,
            ["z"] = result.Z,
            ["p_asymptotic"] = result.PAsymptotic,
            ["p_exact"] = result.PExact,
            ["ci_lower"] = result.Lower,
            ["ci_upper"] = result.Upper,
            ["n"] = result.N,
        };
    }
}
