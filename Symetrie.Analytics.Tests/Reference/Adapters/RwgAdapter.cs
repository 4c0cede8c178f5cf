using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class RwgAdapter : IReferenceStatistic
{
    public string Name => "rwg";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var groups = GroupTable.Of(vector, "x");
        var results = groups.Select(rows => Rwg.Compute(rows.Select(row => row[0]).ToArray(), vector.Option("null_variance", 2.0)));
        return groups.Summary("rwg", results.Select(r => (r.N, r.Value)), 0.7);
    }
}
