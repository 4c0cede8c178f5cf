using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class LinCccAdapter : IReferenceStatistic
{
    public string Name => "lin_ccc";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var r = LinCcc.Compute(vector.Numbers("x"), vector.Numbers("y"), vector.Option("conf_level", 0.95));
        return new Dictionary<string, object?>
        {
            ["n"] = r.N,
            ["ccc"] = r.Ccc,
            ["ccc_unbiased_variances"] = r.CccUnbiasedVariances,
            ["pearson"] = r.Pearson,
            ["c_b"] = r.BiasCorrection,
            ["scale_shift"] = r.ScaleShift,
            ["location_shift"] = r.LocationShift,
            ["ci_lower"] = r.Lower,
            ["ci_upper"] = r.Upper,
        };
    }
}
