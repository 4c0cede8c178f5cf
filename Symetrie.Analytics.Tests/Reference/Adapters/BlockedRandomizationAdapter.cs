using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class BlockedRandomizationAdapter : IReferenceStatistic
{
    public string Name => "blocked_randomization";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector) => new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["p"] = BlockedRandomization.Compute(vector.Numbers("y"), [.. vector.Numbers("treated").Select(flag => flag != 0)], [.. vector.Numbers("block").Select(b => (int)b)], 7)?.P,
    };
}
