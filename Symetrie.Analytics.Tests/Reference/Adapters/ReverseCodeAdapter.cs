using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class ReverseCodeAdapter : IReferenceStatistic
{
    public string Name => "reverse_code";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var result = ReverseCode.Compute(vector.Numbers("x"), vector.Option("min", 0.0), vector.Option("max", 100.0));
        return Outputs.Of(("x", result.Values), ("invalid", result.Invalid));
    }
}
