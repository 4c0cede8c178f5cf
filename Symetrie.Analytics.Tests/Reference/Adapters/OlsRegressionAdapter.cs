using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class OlsRegressionAdapter : IReferenceStatistic
{
    public string Name => "ols_regression";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        var intercept = vector.Option("intercept", true);
        var degree = (int)vector.Option("polynomial_degree", 1.0);
        var tolerance = vector.Option("tolerance", degree > 1 ? 1e-14 : LeastSquares.DefaultTolerance);
        var r = degree > 1
            ? OlsRegression.Polynomial(vector.Numbers("y"), vector.Numbers("x"), degree, intercept, tolerance: tolerance)
            : OlsRegression.Compute(
                vector.Numbers("y"), vector.HasInput("X") ? vector.Columns("X") : [vector.Numbers("x")], intercept, tolerance: tolerance);
        return new Dictionary<string, object?>
        {
            ["n"] = r.N,
            ["coef"] = OneOrAll(r.Coefficients.Select(c => c.Estimate)),
            ["se"] = OneOrAll(r.Coefficients.Select(c => c.StandardError)),
            ["residual_sd"] = r.ResidualStandardDeviation,
            ["r_squared"] = r.RSquared,
            ["F"] = r.F,
            ["aliased"] = r.Aliased.ToArray(),
        };

        // A vector writes a series of one as a lone number.
        static object? OneOrAll(IEnumerable<double?> series) => series.ToArray() is var all && all.Length == 1 ? all[0] : all;
    }
}
