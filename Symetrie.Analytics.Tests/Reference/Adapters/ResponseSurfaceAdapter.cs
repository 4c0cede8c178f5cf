using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class ResponseSurfaceAdapter : IReferenceStatistic
{
    public string Name => "response_surface";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        double? centre = vector.Option("centering", "none") == "pooled" ? null : vector.Option("centre", 0.0);
        var r = ResponseSurface.Compute(vector.Numbers("x"), vector.Numbers("y"), vector.Numbers("z"), centre);
        return new Dictionary<string, object?>
        {
            ["n"] = r.N,
            ["coef"] = r.Coefficients?.Select(b => b.Estimate).ToArray(),
            ["se"] = r.Coefficients?.Select(b => b.StandardError).ToArray(),
            ["r_squared"] = r.RSquared,
            ["r_squared_linear"] = r.RSquaredLinear,
            ["F_quadratic_terms"] = r.QuadraticF,
            ["p_quadratic_terms"] = r.QuadraticP,
            ["a"] = r.Features?.Select(a => a.Estimate).ToArray(),
            ["a_se"] = r.Features?.Select(a => a.StandardError).ToArray(),
            ["a_t"] = r.Features?.Select(a => a.T).ToArray(),
            ["a_p"] = r.Features?.Select(a => a.P).ToArray(),
            ["x0"] = r.X0,
            ["y0"] = r.Y0,
            ["p10"] = r.P10,
            ["p11"] = r.P11,
            ["p20"] = r.P20,
            ["p21"] = r.P21,
        };
    }
}
