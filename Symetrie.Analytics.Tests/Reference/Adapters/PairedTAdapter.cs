using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class PairedTAdapter : IReferenceStatistic
{
    public string Name => "paired_t";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var r = PairedT.Compute(vector.Numbers("a"), vector.Numbers("b"), vector.Option("conf_level", 0.95));
        return new Dictionary<string, object?>
        {
            ["n"] = r.N,
            ["diff"] = r.Difference,
            ["se"] = r.StandardError,
            ["t"] = r.T,
            ["df"] = r.DegreesOfFreedom,
            ["p"] = r.P,
            ["ci_lower"] = r.Lower,
            ["ci_upper"] = r.Upper,
        };
    }
}
