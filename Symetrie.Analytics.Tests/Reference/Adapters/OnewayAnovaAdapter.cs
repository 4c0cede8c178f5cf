using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class OnewayAnovaAdapter : IReferenceStatistic
{
    public string Name => "oneway_anova";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var result = OnewayAnova.Compute(vector.Numbers("y"), GroupCodes.Of(vector.Texts("group")));
        return Outputs.Of(
            ("df_between", result.DfBetween), ("df_within", result.DfWithin), ("ss_between", result.SsBetween), ("ss_within", result.SsWithin),
            ("ms_between", result.MsBetween), ("ms_within", result.MsWithin), ("F", result.F), ("p", result.PValue), ("r_squared", result.RSquared));
    }
}
