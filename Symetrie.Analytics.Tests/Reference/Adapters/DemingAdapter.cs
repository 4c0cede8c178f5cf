using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class DemingAdapter : IReferenceStatistic
{
    public string Name => "deming";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var r = Deming.Compute(vector.Numbers("x"), vector.Numbers("y"), vector.Option("error_ratio", 1.0), vector.Option("conf_level", 0.95));
        return new Dictionary<string, object?>
        {
            ["n"] = r.N,
            ["intercept"] = r.Intercept,
            ["slope"] = r.Slope,
            ["se_intercept_jackknife"] = r.InterceptStandardError,
            ["se_slope_jackknife"] = r.SlopeStandardError,
            ["intercept_ci_lower"] = r.InterceptLower,
            ["intercept_ci_upper"] = r.InterceptUpper,
            ["slope_ci_lower"] = r.SlopeLower,
            ["slope_ci_upper"] = r.SlopeUpper,
            ["t_slope_eq_1"] = r.SlopeT,
            ["p_slope_eq_1"] = r.SlopeP,
            ["t_intercept_eq_0"] = r.InterceptT,
            ["p_intercept_eq_0"] = r.InterceptP,
            ["joint_wald_chi2"] = r.JointChiSquare,
            ["joint_wald_p"] = r.JointP,
            ["se_slope_analytic"] = r.SlopeStandardErrorAnalytic,
            ["se_intercept_analytic"] = r.InterceptStandardErrorAnalytic,
        };
    }
}
