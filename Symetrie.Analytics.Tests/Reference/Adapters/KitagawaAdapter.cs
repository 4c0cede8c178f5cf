using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class KitagawaAdapter : IReferenceStatistic
{
    public string Name => "kitagawa";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var r = Kitagawa.Compute(vector.Numbers("share0"), vector.Numbers("mean0"), vector.Numbers("share1"), vector.Numbers("mean1"));
        return new Dictionary<string, object?>
        {
            ["total_change"] = r.TotalChange,
            ["composition_effect"] = r.CompositionEffect,
            ["rate_effect"] = r.RateEffect,
            ["composition_by_group"] = r.CompositionByGroup,
            ["rate_by_group"] = r.RateByGroup,
            ["standardised_mean1_at_share0"] = r.Mean1AtShare0,
        };
    }
}
