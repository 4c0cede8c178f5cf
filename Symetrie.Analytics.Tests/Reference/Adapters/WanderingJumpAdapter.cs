using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class WanderingJumpAdapter : IReferenceStatistic
{
    public string Name => "wandering_jump";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var r = WanderingJump.Compute(vector.Numbers("y"), (int)vector.Number("interruption_after"));
        return new Dictionary<string, object?>(StringComparer.Ordinal) { ["jump"] = r.Jump, ["se"] = r.StandardError, ["df"] = r.DegreesOfFreedom, ["rho"] = r.Rho, ["p"] = r.P };
    }
}
