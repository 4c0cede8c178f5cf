using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class CochranArmitageAdapter : IReferenceStatistic
{
    public string Name => "cochran_armitage";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var (count, n) = (vector.Counts("count"), vector.Counts("n"));
        var r = vector.HasInput("score") ? CochranArmitage.Compute(count, n, vector.Numbers("score")) : CochranArmitage.Compute(count, n);
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["chi2"] = r.Chi2,
            ["df"] = CochranArmitageResult.Df,
            ["p"] = r.P,
            ["slope"] = r.Slope,
        };
    }
}
