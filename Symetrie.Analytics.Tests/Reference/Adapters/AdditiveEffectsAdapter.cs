using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class AdditiveEffectsAdapter : IReferenceStatistic
{
    public string Name => "additive_effects";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var rows = vector.Rows("rows");
        return new Dictionary<string, object?>(StringComparer.Ordinal) { ["effects"] = AdditiveEffects.Columns(rows, rows[0].Length) };
    }
}
