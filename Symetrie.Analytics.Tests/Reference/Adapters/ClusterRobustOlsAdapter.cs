using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class ClusterRobustOlsAdapter : IReferenceStatistic
{
    public string Name => "cluster_robust_ols";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var labels = vector.Texts("cluster");
        var known = labels.Distinct().ToArray();
        var r = ClusterRobustOls.Compute(
            vector.Numbers("y"), vector.Columns("X"), [.. labels.Select(label => Array.IndexOf(known, label))], vector.Option("intercept", true));
        return new Dictionary<string, object?>
        {
            ["n"] = r.N,
            ["n_clusters"] = r.Clusters,
            ["coef"] = r.Coefficients.Select(b => b.Estimate).ToArray(),
            ["se_cr0"] = r.Coefficients.Select(b => b.Cr0).ToArray(),
            ["se_cr1"] = r.Coefficients.Select(b => b.Cr1).ToArray(),
            ["se_cr1s_stata"] = r.Coefficients.Select(b => b.Cr1S).ToArray(),
            ["se_cr2"] = r.Coefficients.Select(b => b.Cr2).ToArray(),
            ["cr2_df_satterthwaite"] = r.Coefficients.Select(b => b.DegreesOfFreedom).ToArray(),
            ["cr2_p"] = r.Coefficients.Select(b => b.P).ToArray(),
        };
    }
}
