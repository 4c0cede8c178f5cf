using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class TheilSenAdapter : IReferenceStatistic
{
    public string Name => "theil_sen";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var confidence = 1 - vector.Option("alpha", 0.05);
        var y = vector.Numbers("y");
        var r = vector.HasInput("x") ? TheilSen.Compute(vector.Numbers("x"), y, confidence) : TheilSen.Compute(y, confidence);
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["slope"] = r.Slope,
            ["intercept_median"] = r.InterceptOfMedians,
            ["intercept_joint"] = r.InterceptJoint,
            ["ci_lower"] = r.SlopeLower,
            ["ci_upper"] = r.SlopeUpper,
        };
    }
}
