using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class PeltAdapter : IReferenceStatistic
{
    public string Name => "pelt";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var r = Pelt.Compute(vector.Numbers("x"), vector.Option("penalty", 0.0), (int)vector.Option("min_segment", 1));
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["change_points"] = r.ChangePoints,
            ["segment_means"] = r.SegmentMeans,
            ["objective"] = r.Objective,
        };
    }
}
