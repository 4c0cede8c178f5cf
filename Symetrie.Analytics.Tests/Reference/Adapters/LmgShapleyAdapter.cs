using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class LmgShapleyAdapter : IReferenceStatistic
{
    public string Name => "lmg_shapley";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var r = LmgShapley.Compute(vector.Numbers("y"), vector.Columns("X"));
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["lmg"] = r.Shares,
            ["lmg_percent"] = r.Percent,
            ["first"] = r.First,
            ["last"] = r.Last,
            ["betasq"] = r.SquaredBetas,
            ["r_squared"] = r.RSquared,
        };
    }
}
