using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class PearsonAdapter : IReferenceStatistic
{
    public string Name => "pearson";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var confidence = vector.Option("conf_level", 0.95);
        var result = vector.HasInput("r")
            ? Pearson.FromCoefficient(vector.Number("r"), (int)vector.Number("n"), confidence)
            : Pearson.Compute(vector.Numbers("x"), vector.Numbers("y"), confidence);
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["r"] = result.R,
            ["t"] = result.T,
            ["df"] = result.Df,
            ["p"] = result.P,
            ["ci_lower"] = result.Lower,
            ["ci_upper"] = result.Upper,
            ["n"] = result.N,
        };
    }
}
