using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class CorrectedDemingAdapter : IReferenceStatistic
{
    public string Name => "corrected_deming";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var r = CorrectedDeming.Compute(
            vector.Numbers("x"), vector.Numbers("vx"), vector.Numbers("y"), vector.Numbers("vy"),
            vector.Option("conf_level", 0.95), (int)vector.Option("draws", 2000.0), (ulong)vector.Option("seed", 1.0));
        return new Dictionary<string, object?>
        {
            ["n"] = r.N,
            ["intercept"] = r.Intercept,
            ["slope"] = r.Slope,
            ["error_x"] = r.ErrorX,
            ["error_y"] = r.ErrorY,
            ["tau2"] = r.Tau2,
            ["intercept_lower"] = r.InterceptLower,
            ["intercept_upper"] = r.InterceptUpper,
            ["slope_lower"] = r.SlopeLower,
            ["slope_upper"] = r.SlopeUpper,
            ["joint_p"] = r.JointP,
            ["reason"] = r.Reason.ToString(),
            ["test_reason"] = r.TestReason.ToString(),
        };
    }
}
