using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class VifAdapter : IReferenceStatistic
{
    public string Name => "vif";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var r = Vif.Compute(vector.Columns("X"));
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["vif"] = r.Factors,
            ["condition_number"] = r.ConditionNumber,
            ["collinear"] = r.Collinear,
        };
    }
}
