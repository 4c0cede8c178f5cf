using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class NpsDifferenceAdapter : IReferenceStatistic
{
    public string Name => "nps_difference";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        NpsResult Side(string name)
        {
            long Count(string group) => vector.Inputs.GetProperty(name).GetProperty(group).GetInt64();
            return Nps.Compute(Count("promoters"), Count("passives"), Count("detractors"));
        }

        var result = NpsDifference.Compute(Side("a"), Side("b"), vector.Option("conf_level", 0.95));
        return Outputs.Of(
            ("diff", result.Difference), ("se", result.StandardError), ("z", result.Z), ("p", result.PValue),
            ("ci_lower", result.Lower), ("ci_upper", result.Upper));
    }
}
