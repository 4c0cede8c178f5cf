using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class EbShrinkageAdapter : IReferenceStatistic
{
    public string Name => "eb_shrinkage";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var r = EbShrinkage.Compute(vector.Numbers("y"), vector.Numbers("v"));
        return new Dictionary<string, object?>
        {
            ["mu"] = r.Mean,
            ["tau2"] = r.Tau2,
            ["no_detectable_differences"] = r.NoDetectableDifferences,
            ["shrink_factor"] = r.Units.Select(u => u?.ShrinkFactor).ToArray(),
            ["eb"] = r.Units.Select(u => u?.Estimate).ToArray(),
            ["se_conditional"] = r.Units.Select(u => u?.ConditionalStandardError).ToArray(),
            ["se_with_mu_uncertainty"] = r.Units.Select(u => u?.StandardError).ToArray(),
            ["shrink_factor_morris"] = r.Units.Select(u => u?.MorrisShrinkFactor).ToArray(),
            ["eb_morris"] = r.Units.Select(u => u?.MorrisEstimate).ToArray(),
        };
    }
}
