using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class ProportionCiAdapter : IReferenceStatistic
{
    public string Name => "proportion_ci";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var result = ProportionCi.Compute((long)vector.Number("count"), (long)vector.Number("n"), vector.Option("conf_level", 0.95));
        return Outputs.Of(
            ("p", result.P), ("se", result.StandardError), ("wilson_lower", result.WilsonLower), ("wilson_upper", result.WilsonUpper),
            ("agresti_coull_lower", result.AgrestiCoullLower), ("agresti_coull_upper", result.AgrestiCoullUpper),
            ("clopper_pearson_lower", result.ClopperPearsonLower), ("clopper_pearson_upper", result.ClopperPearsonUpper));
    }
}
