using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class WilcoxonSignedRankAdapter : IReferenceStatistic
{
    public string Name => "wilcoxon_signed_rank";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var r = WilcoxonSignedRank.Compute(vector.Numbers("d"));
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["v_plus"] = r.VPlus,
            ["v_minus"] = r.VMinus,
            ["n_nonzero"] = r.N,
            ["p_continuity"] = r.PContinuity,
            ["p_no_continuity"] = r.PNoContinuity,
            ["rank_biserial"] = r.RankBiserial,
            ["p_exact"] = r.PExact,
        };
    }
}
