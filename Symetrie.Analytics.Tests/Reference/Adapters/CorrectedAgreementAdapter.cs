using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class CorrectedAgreementAdapter : IReferenceStatistic
{
    public string Name => "corrected_agreement";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var r = CorrectedAgreement.Compute(
            vector.Numbers("x"), vector.Numbers("vx"), vector.Numbers("y"), vector.Numbers("vy"), vector.Option("conf_level", 0.95));
        return new Dictionary<string, object?>
        {
            ["n"] = r.N,
            ["bias"] = r.Bias,
            ["ccc"] = r.Concordance,
            ["ccc_lower"] = r.ConcordanceLower,
            ["ccc_upper"] = r.ConcordanceUpper,
            ["ccc_raw"] = r.RawConcordance,
            ["difference_variance"] = r.DifferenceVariance,
            ["loa_lower"] = r.LowerLimit,
            ["loa_upper"] = r.UpperLimit,
            ["loa_lower_raw"] = r.RawLowerLimit,
            ["loa_upper_raw"] = r.RawUpperLimit,
            ["slope"] = r.Slope,
            ["slope_lower"] = r.SlopeLower,
            ["slope_upper"] = r.SlopeUpper,
            ["slope_p"] = r.SlopeP,
            ["slope_raw"] = r.RawSlope,
            ["slope_p_raw"] = r.RawSlopeP,
            ["reason"] = r.Reason.ToString(),
        };
    }
}
