using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class DisattenuatedCorrelationAdapter : IReferenceStatistic
{
    public string Name => "disattenuated_correlation";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var result = DisattenuatedCorrelation.Compute(
            vector.Number("r"), vector.Number("reliability_x"), vector.Number("reliability_y"), (int)vector.Number("n"));
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["r_corrected"] = result.R,
            ["ci_lower"] = result.Lower,
            ["ci_upper"] = result.Upper,
            ["exceeds_one"] = result.ExceedsOne,
        };
    }
}
