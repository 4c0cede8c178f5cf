using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class DesignEffectAdapter : IReferenceStatistic
{
    public string Name => "design_effect";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var result = DesignEffect.Compute(vector.Number("icc1"), vector.Number("mean_group_size"), (long)vector.Option("n", 0.0));
        return Outputs.Of(("deff", result.Deff), ("n_effective", result.EffectiveN));
    }
}
