using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class PartialCorrelationAdapter : IReferenceStatistic
{
    public string Name => "partial_correlation";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var covariates = vector.HasInput("Z") ? vector.Columns("Z") : vector.Columns("covariates");
        var kind = vector.Option("covariates_removed_from", "both") switch
        {
            "x" => PartialKind.FromX,
            "y" => PartialKind.FromY,
            _ => PartialKind.Both,
        };
        var ranks = vector.Option("method", "pearson") == "spearman";
        var result = PartialCorrelation.Compute(vector.Numbers("x"), vector.Numbers("y"), covariates, kind, ranks);
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["r"] = result.R,
            ["df"] = result.Df,
            ["p"] = result.P,
            ["ci_lower"] = result.Lower,
            ["ci_upper"] = result.Upper,
        };
    }
}
