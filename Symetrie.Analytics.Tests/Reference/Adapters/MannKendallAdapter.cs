using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class MannKendallAdapter : IReferenceStatistic
{
    public string Name => "mann_kendall";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var y = vector.Numbers("y");
        var continuity = vector.Option("continuity", true);
        var r = vector.Option("variant", "original") switch
        {
            "seasonal" => MannKendall.Seasonal(y, (int)vector.Option("period", 12), continuity),
            "hamed_rao" => MannKendall.HamedRao(y, (int)vector.Option("lags", 3), continuity),
            _ => MannKendall.Compute(y, continuity),
        };
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["S"] = r.S,
            ["var_S"] = r.VarianceS,
            ["z"] = r.Z,
            ["p"] = r.P,
            ["tau_a"] = r.TauA,
            ["tau_b"] = r.TauB,
        };
    }
}
