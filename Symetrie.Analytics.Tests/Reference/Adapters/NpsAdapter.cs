using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class NpsAdapter : IReferenceStatistic
{
    public string Name => "nps";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var confidence = vector.Option("conf_level", 0.95);
        var result = vector.HasInput("x")
            ? Nps.FromRatings(vector.Numbers("x"), confidence)
            : Nps.Compute((long)vector.Number("promoters"), (long)vector.Number("passives"), (long)vector.Number("detractors"), confidence);
        return Outputs.Of(
            ("nps", result.Score), ("se", result.StandardError), ("se_n_minus_1", result.StandardErrorSample),
            ("wald_lower", result.WaldLower), ("wald_upper", result.WaldUpper), ("adjusted_wald_center", result.AdjustedCentre),
            ("adjusted_wald_lower", result.AdjustedLower), ("adjusted_wald_upper", result.AdjustedUpper),
            ("trinomial_t_lower", result.TrinomialLower), ("trinomial_t_upper", result.TrinomialUpper), ("n", result.N),
            ("promoters", result.Promoters), ("passives", result.Passives), ("detractors", result.Detractors), ("invalid", result.Invalid));
    }
}
