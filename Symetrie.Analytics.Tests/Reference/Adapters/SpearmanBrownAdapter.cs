using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class SpearmanBrownAdapter : IReferenceStatistic
{
    public string Name => "spearman_brown";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var result = vector.HasInput("x")
            ? SpearmanBrown.FromItems(vector.Numbers("x"), vector.Numbers("y"))
            : SpearmanBrown.Compute(vector.Number("r"), vector.Number("k"));
        return Outputs.Of(("r", result.Correlation), ("reliability", result.Reliability), ("plausible", result.Plausible));
    }
}
