using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class ProportionDiffAdapter : IReferenceStatistic
{
    public string Name => "proportion_diff";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var result = ProportionDiff.Compute(
            (long)vector.Number("count1"), (long)vector.Number("n1"), (long)vector.Number("count2"), (long)vector.Number("n2"), vector.Option("conf_level", 0.95));
        return Outputs.Of(
            ("diff", result.Difference), ("newcombe_lower", result.NewcombeLower), ("newcombe_upper", result.NewcombeUpper),
            ("z_pooled", result.Z), ("p_pooled", result.PValue));
    }
}
