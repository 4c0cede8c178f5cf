using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class RidgeAdapter : IReferenceStatistic
{
    public string Name => "ridge";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        double[] lambdas = [.. vector.Options.GetProperty("lambda").EnumerateArray().Select(lambda => lambda.GetDouble())];
        var r = Ridge.Compute(vector.Numbers("y"), vector.Columns("X"), lambdas);
        var absent = r.Fits.Count == 0;
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["coef_standardized"] = absent ? null : r.Fits.Select(fit => fit.Standardised).ToArray(),
            ["coef_raw"] = absent ? null : r.Fits.Select(fit => fit.Coefficients).ToArray(),
            ["gcv"] = absent ? null : r.Fits.Select(fit => fit.Gcv).ToArray(),
        };
    }
}
