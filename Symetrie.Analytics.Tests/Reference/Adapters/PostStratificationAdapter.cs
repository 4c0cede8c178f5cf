using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class PostStratificationAdapter : IReferenceStatistic
{
    public string Name => "post_stratification";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var sizes = vector.Inputs.GetProperty("population").EnumerateObject().ToArray();
        var names = sizes.Select(size => size.Name).ToArray();
        var r = PostStratification.Compute(
            vector.Numbers("y"),
            [.. vector.Texts("stratum").Select(name => Array.IndexOf(names, name))],
            [.. sizes.Select(size => size.Value.GetDouble())],
            vector.HasInput("weight") ? vector.Numbers("weight") : [],
            vector.HasInput("cluster") ? [.. vector.Numbers("cluster").Select(c => (int)c)] : [],
            vector.HasInput("fpc") ? vector.Numbers("fpc")[0] : null);
        return new Dictionary<string, object?>
        {
            ["mean"] = r.Mean,
            ["se"] = r.StandardError,
            ["total"] = r.Total,
            ["unweighted_mean"] = r.UnweightedMean,
            ["design_effect"] = r.DesignEffect,
            ["weights"] = r.Weights.ToArray(),
        };
    }
}
