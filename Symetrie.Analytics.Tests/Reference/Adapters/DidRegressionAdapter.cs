using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class DidRegressionAdapter : IReferenceStatistic
{
    public string Name => "did_regression";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        if (!vector.HasInput("y"))
            return Keys(DidRegression.FromMeans(new DidCellMeans(Mean(vector, "control_pre"), Mean(vector, "control_post"), Mean(vector, "treated_pre"), Mean(vector, "treated_post"))));

        var labels = vector.Texts("cluster");
        var known = labels.Distinct(StringComparer.Ordinal).ToArray();
        return Keys(DidRegression.Compute(
            vector.Numbers("y"), [.. vector.Numbers("treat").Select(flag => flag != 0)], [.. vector.Numbers("post").Select(flag => flag != 0)],
            [.. labels.Select(label => Array.IndexOf(known, label))]));
    }

    private static double Mean(ReferenceVector vector, string cell) => vector.Inputs.GetProperty("cell_means").GetProperty(cell).GetDouble();

    private static Dictionary<string, object?> Keys(DidRegressionResult r)
    {
        var means = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["control_pre"] = r.Means.ControlBefore,
            ["control_post"] = r.Means.ControlAfter,
            ["treated_pre"] = r.Means.TreatedBefore,
            ["treated_post"] = r.Means.TreatedAfter,
        };
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["did"] = r.Did,
            ["se_classical"] = r.ClassicalError,
            ["se_cluster_cr1s"] = r.Cr1S,
            ["se_cluster_cr2"] = r.Cr2,
            ["df_satterthwaite"] = r.DegreesOfFreedom,
            ["p_cr2"] = r.P,
            ["cell_means"] = means,
            ["n"] = r.N,
            ["n_clusters"] = r.Units,
        };
    }
}
