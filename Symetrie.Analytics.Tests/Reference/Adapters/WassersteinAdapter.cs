using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class WassersteinAdapter : IReferenceStatistic
{
    public string Name => "wasserstein";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var r = vector.HasInput("weights")
            ? Wasserstein.Compute(Expand(vector, "values", "weights"), Expand(vector, "values_b", "weights_b"))
            : Wasserstein.FromCounts(vector.Numbers("values"), vector.Counts("reference_counts"), vector.Counts("current_counts"));
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["wasserstein"] = r.Distance,
            ["mean_shift"] = r.MeanShift,
            ["wasserstein_normalised_by_range"] = r.NormalisedByRange,
        };
    }

    private static double[] Expand(ReferenceVector vector, string values, string weights) =>
        [.. vector.Numbers(values).Zip(vector.Counts(weights)).SelectMany(pair => Enumerable.Repeat(pair.First, (int)pair.Second))];
}
