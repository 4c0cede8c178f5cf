using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class EwmaChartAdapter : IReferenceStatistic
{
    public string Name => "ewma_chart";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        double Setting(string name) => vector.HasInput(name) ? vector.Number(name) : vector.Option(name, double.NaN);
        var r = EwmaChart.Compute(
            vector.HasInput("x") ? vector.Numbers("x") : [], Setting("center"), Setting("sigma"), vector.Option("lambda", 0.2), vector.Option("L", 3));
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["ewma"] = r.Points.Select(point => point.Z).ToArray(),
            ["ucl"] = r.Points.Select(point => point.Upper).ToArray(),
            ["lcl"] = r.Points.Select(point => point.Lower).ToArray(),
            ["ucl_asymptotic"] = r.AsymptoticUpper,
            ["lcl_asymptotic"] = r.AsymptoticLower,
            ["alarms"] = r.Alarms,
        };
    }
}
