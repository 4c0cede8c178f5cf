using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class ThetaForecastAdapter : IReferenceStatistic
{
    public string Name => "theta_forecast";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var r = ThetaForecast.Compute(vector.Numbers("x"));
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["forecast"] = r.Forecast,
        };
    }
}
