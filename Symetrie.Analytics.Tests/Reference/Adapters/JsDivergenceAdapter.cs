using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class JsDivergenceAdapter : IReferenceStatistic
{
    public string Name => "js_divergence";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var r = JsDivergence.Compute(vector.Counts("reference_counts"), vector.Counts("current_counts"));
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["js_divergence_nats"] = r.DivergenceNats,
            ["js_divergence_base2"] = r.DivergenceBits,
            ["js_distance_nats"] = r.DistanceNats,
            ["js_distance_base2"] = r.DistanceBits,
            ["hellinger"] = r.Hellinger,
            ["tvd"] = r.TotalVariation,
        };
    }
}
