using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class RepeatedMeanAdapter : IReferenceStatistic
{
    public string Name => "repeated_mean";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var (y, id, confidence) = (vector.Numbers("y"), vector.Counts("id"), vector.Option("conf_level", 0.95));
        var result = vector.HasInput("y2")
            ? RepeatedMean.Difference(y, id, vector.Numbers("y2"), vector.Counts("id2"), confidence)
            : RepeatedMean.Compute(y, id, confidence);
        return Outputs.Of(
            ("n", result.N), ("sources", result.Sources), ("repeated", result.Repeated), ("value", result.Value), ("se", result.StandardError),
            ("se_naive", result.NaiveStandardError), ("df", result.Df), ("ci_lower", result.Lower), ("ci_upper", result.Upper));
    }
}
