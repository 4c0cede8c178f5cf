using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class BlockedDifferenceAdapter : IReferenceStatistic
{
    public string Name => "blocked_difference";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        double[] y = vector.Numbers("y");
        bool[] treated = [.. vector.Numbers("treated").Select(flag => flag != 0)];
        int[] blocks = [.. vector.Numbers("block").Select(b => (int)b)];
        int[] units = [.. vector.Numbers("unit").Select(u => (int)u)];
        var r = BlockedDifference.Compute(y, treated, blocks, units);
        var (inside, outside) = (BlockedDifference.Mean(y, treated, blocks, units, side: true), BlockedDifference.Mean(y, treated, blocks, units, side: false));
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["estimate"] = r.Estimate,
            ["se"] = r.StandardError,
            ["df"] = r.DegreesOfFreedom,
            ["p"] = r.P,
            ["lower"] = r.Lower,
            ["upper"] = r.Upper,
            ["detectable"] = r.Detectable(0.95),
            ["treated"] = r.Treated,
            ["control"] = r.Control,
            ["treated_mean"] = inside?.Mean,
            ["treated_lower"] = inside?.Lower,
            ["control_mean"] = outside?.Mean,
        };
    }
}
