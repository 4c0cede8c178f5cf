using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class PompAdapter : IReferenceStatistic
{
    public string Name => "pomp";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var result = Pomp.Compute(vector.Numbers("x"), vector.Option("min", 0.0), vector.Option("max", 100.0));
        return Outputs.Of(("score", result.Values), ("invalid", result.Invalid), ("n", result.N));
    }
}
