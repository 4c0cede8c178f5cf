using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class RwgJAdapter : IReferenceStatistic
{
    public string Name => "rwg_j";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var groups = GroupTable.Of(vector, "items");
        var results = groups.Select(rows => RwgJ.Compute(rows, vector.Option("null_variance", 2.0)));
        return groups.Summary("rwg_j", results.Select(r => (r.N, r.Value)), 0.7);
    }
}
