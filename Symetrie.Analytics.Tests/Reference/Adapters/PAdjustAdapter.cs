using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class PAdjustAdapter : IReferenceStatistic
{
    public string Name => "p_adjust";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var p = vector.Numbers("p");
        return Outputs.Of(
            ("bh", PAdjust.Compute(p).Adjusted),
            ("by", PAdjust.Compute(p, PAdjustMethod.BenjaminiYekutieli).Adjusted),
            ("holm", PAdjust.Compute(p, PAdjustMethod.Holm).Adjusted),
            ("hochberg", PAdjust.Compute(p, PAdjustMethod.Hochberg).Adjusted),
            ("bonferroni", PAdjust.Compute(p, PAdjustMethod.Bonferroni).Adjusted));
    }
}
