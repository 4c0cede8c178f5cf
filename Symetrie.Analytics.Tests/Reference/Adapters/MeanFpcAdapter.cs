using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class MeanFpcAdapter : IReferenceStatistic
{
    public string Name => "mean_fpc";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var result = MeanFpc.Compute(vector.Numbers("x"), (long)vector.Number("population"), vector.Option("conf_level", 0.95));
        return Outputs.Of(
            ("mean", result.Mean), ("sd", result.StandardDeviation), ("se_infinite", result.StandardErrorInfinite), ("se_fpc", result.StandardErrorFinite),
            ("ci_lower", result.Lower), ("ci_upper", result.Upper), ("response_rate", result.ResponseRate));
    }
}
