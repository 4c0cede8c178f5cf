using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class PettittAdapter : IReferenceStatistic
{
    public string Name => "pettitt";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var r = Pettitt.Compute(vector.Numbers("x"));
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["U"] = r.K,
            ["change_point"] = r.ChangePoint,
            ["p"] = r.P,
        };
    }
}
