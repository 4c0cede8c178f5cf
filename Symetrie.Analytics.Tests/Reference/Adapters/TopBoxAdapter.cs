using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class TopBoxAdapter : IReferenceStatistic
{
    public string Name => "top_box";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var result = TopBox.Compute(
            vector.Numbers("x"), vector.Option("min", 1.0), vector.Option("max", 5.0), (int)vector.Option("top", 2.0), (int)vector.Option("bottom", 2.0));
        return Outputs.Of(
            ("top2_share", result.TopShare), ("bottom2_share", result.BottomShare), ("n", result.N), ("net", result.Net), ("invalid", result.Invalid));
    }
}
