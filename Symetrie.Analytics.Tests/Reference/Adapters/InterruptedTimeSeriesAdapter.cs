using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class InterruptedTimeSeriesAdapter : IReferenceStatistic
{
    public string Name => "interrupted_time_series";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        int? lag = vector.HasOption("newey_west") ? vector.Options.GetProperty("newey_west").GetProperty("lag").GetInt32() : null;
        var r = InterruptedTimeSeries.Compute(vector.Numbers("y"), (int)vector.Number("intervention_after"), lag);
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["coef"] = r.Coefficients,
            ["se_ols"] = r.StandardErrors,
            ["se_newey_west"] = r.NeweyWestErrors,
            ["p_ols"] = r.P,
            ["durbin_watson"] = r.DurbinWatson,
            ["residual_autocorrelation_lag1"] = r.Autocorrelation,
            ["r_squared"] = r.RSquared,
            ["effect_at_last_point"] = r.EffectAtEnd,
            ["n"] = r.N,
        };
    }
}
