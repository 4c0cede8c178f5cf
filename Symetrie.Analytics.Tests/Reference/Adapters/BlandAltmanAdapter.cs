using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class BlandAltmanAdapter : IReferenceStatistic
{
    public string Name => "bland_altman";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        double[] x = vector.Numbers("x"), y = vector.Numbers("y");
        var r = BlandAltman.Compute(x, y, vector.Option("conf_level", 0.95));
        var two = BlandAltman.Compute(x, y, multiplier: 2);
        return new Dictionary<string, object?>
        {
            ["n"] = r.N,
            ["bias"] = r.Bias,
            ["sd"] = r.StandardDeviation,
            ["se_bias"] = r.BiasStandardError,
            ["bias_ci_lower"] = r.BiasLower,
            ["bias_ci_upper"] = r.BiasUpper,
            ["loa_lower"] = r.LowerLimit,
            ["loa_upper"] = r.UpperLimit,
            ["loa_lower_2sd"] = two.LowerLimit,
            ["loa_upper_2sd"] = two.UpperLimit,
            ["se_loa_approx"] = r.LimitStandardError,
            ["loa_lower_ci_approx"] = Ends(r.LowerLimitApproximate),
            ["loa_upper_ci_approx"] = Ends(r.UpperLimitApproximate),
            ["loa_lower_ci_exact"] = Ends(r.LowerLimitExact),
            ["loa_upper_ci_exact"] = Ends(r.UpperLimitExact),
            ["prop_bias_slope"] = r.Slope,
            ["prop_bias_p"] = r.SlopeP,
        };

        static double[]? Ends(Interval? interval) => interval is { } i ? [i.Lower, i.Upper] : null;
    }
}
