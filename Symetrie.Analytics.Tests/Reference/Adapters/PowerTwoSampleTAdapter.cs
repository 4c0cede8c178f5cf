using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class PowerTwoSampleTAdapter : IReferenceStatistic
{
    public string Name => "power_two_sample_t";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        double n = vector.Number("n_per_group"), sd = vector.Number("sd"), alpha = vector.Option("alpha", 0.05);
        double delta = vector.Number("delta"), power = vector.Option("power", 0.8);
        var twoSided = vector.Option("two_sided", true);
        return new Dictionary<string, object?>
        {
            ["power"] = PowerTwoSampleT.Compute(n, delta, sd, alpha, twoSided, vector.Option("strict", false)),
            ["minimum_detectable_diff_80"] = PowerTwoSampleT.MinimumDetectableDifference(n, sd, power, alpha, twoSided),
            ["sample_size_80"] = PowerTwoSampleT.SampleSize(delta, sd, power, alpha, twoSided),
        };
    }
}
