using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class QuantileAdapter : IReferenceStatistic
{
    public string Name => "quantile";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var (x, p) = (vector.Numbers("x"), vector.Number("p"));
        return Enumerable.Range(4, 6).ToDictionary(type => $"type{type}", type => (object?)Quantile.Compute(x, p, type).Value, StringComparer.Ordinal);
    }
}
