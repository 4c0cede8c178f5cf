using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class RmcorrAdapter : IReferenceStatistic
{
    public string Name => "rmcorr";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var result = Rmcorr.Compute(
            Labels.Numbered(vector.Texts("subject")), vector.Numbers("x"), vector.Numbers("y"), vector.Option("conf_level", 0.95));
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["r"] = result.R,
            ["df"] = result.Df,
            ["p"] = result.P,
            ["ci_lower"] = result.Lower,
            ["ci_upper"] = result.Upper,
            ["n_subjects"] = result.Groups,
            ["n"] = result.N,
            ["slope"] = result.Slope,
        };
    }
}
