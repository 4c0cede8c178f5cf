using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class DerSimonianLairdAdapter : IReferenceStatistic
{
    public string Name => "dersimonian_laird";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var r = DerSimonianLaird.Compute(vector.Numbers("y"), vector.Numbers("v"), vector.Option("conf_level", 0.95));
        return new Dictionary<string, object?>
        {
            ["k"] = r.K,
            ["Q"] = r.Q,
            ["Q_p"] = r.QP,
            ["tau2"] = r.Tau2,
            ["I2"] = r.I2,
            ["H2"] = r.H2,
            ["mu"] = r.Mean,
            ["se"] = r.StandardError,
            ["ci_lower"] = r.Lower,
            ["ci_upper"] = r.Upper,
            ["mu_fixed"] = r.MeanFixed,
            ["se_fixed"] = r.StandardErrorFixed,
            ["tau2_pm"] = r.Tau2PauleMandel,
            ["tau2_reml"] = r.Tau2Reml,
            ["tau2_ci_lower"] = r.Tau2Lower,
            ["tau2_ci_upper"] = r.Tau2Upper,
            ["hksj_se"] = r.HksjStandardError,
            ["hksj_ci_lower"] = r.HksjLower,
            ["hksj_ci_upper"] = r.HksjUpper,
            ["prediction_lower"] = r.PredictionLower,
            ["prediction_upper"] = r.PredictionUpper,
        };
    }
}
