using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class Icc1Icc2Adapter : IReferenceStatistic
{
    public string Name => "icc1_icc2";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var result = Icc1Icc2.Compute(vector.Numbers("y"), GroupCodes.Of(vector.Texts("group")), vector.Option("conf_level", 0.95));
        var anova = result.Anova;
        return Outputs.Of(
            ("icc1", result.Icc1), ("icc1_n0", result.Icc1N0), ("icc2", result.Icc2), ("ms_between", anova.MsBetween), ("ms_within", anova.MsWithin),
            ("F", anova.F), ("df1", anova.DfBetween), ("df2", anova.DfWithin), ("p", anova.PValue), ("n_groups", anova.Groups), ("n", anova.N),
            ("mean_group_size", result.MeanGroupSize), ("n0", result.N0), ("icc1_ci_lower_n0", result.Lower), ("icc1_ci_upper_n0", result.Upper),
            ("icc1_reml", result.Icc1Reml));
    }
}
