using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class CorrelationPowerAdapter : IReferenceStatistic
{
    public string Name => "correlation_power";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var alpha = vector.Option("alpha", 0.05);
        var asked = vector.Option("power", 0.8);
        double? r = vector.HasInput("r") ? vector.Number("r") : null;
        int? n = vector.HasInput("n") ? (int)vector.Number("n") : null;
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["power"] = r is { } size && n is { } units ? CorrelationPower.Power(size, units, alpha) : null,
            ["units_needed"] = r is { } wanted ? CorrelationPower.UnitsNeeded(wanted, asked, alpha) : null,
            ["smallest_detectable_r"] = n is { } available ? CorrelationPower.SmallestDetectable(available, asked, alpha) : null,
        };
    }
}
