using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class AdIndexAdapter : IReferenceStatistic
{
    public string Name => "ad_index";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var groups = GroupTable.Of(vector, "x");
        var results = groups.Select(rows => AdIndex.Compute(rows)).ToList();
        var around = groups.Summary("ad_mean", results.Select(r => (r.N, r.AroundMean)), 0);
        var outputs = new Dictionary<string, object?>(around, StringComparer.Ordinal)
        {
            ["ad_median"] = groups.Summary("ad_median", results.Select(r => (r.N, r.AroundMedian)), 0)["ad_median"],
            ["mean_all_groups_ad_mean"] = around["mean_all_groups"],
        };
        if (vector.HasOption("range"))
        {
            outputs["practical_cutoff"] = AdIndex.PracticalCutoff(vector.Options.GetProperty("range")[1].GetInt32());
        }

        return outputs;
    }
}
