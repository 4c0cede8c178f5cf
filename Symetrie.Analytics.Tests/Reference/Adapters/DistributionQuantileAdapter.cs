using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class DistributionQuantileAdapter : IReferenceStatistic
{
    public string Name => "distribution_quantile";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        double[] At(string name) => vector.Numbers(name);
        double[] Two(Func<double, double, double> f, string a, string b) => [.. At(a).Zip(At(b), f)];
        double[] Three(Func<double, double, double, double> f, string a, string b, string c) =>
            [.. At(a).Zip(At(b), At(c)).Select(x => f(x.First, x.Second, x.Third))];

        var function = vector.Inputs.GetProperty("function").GetString();
        double[] value = function switch
        {
            "t_quantile" => Two(StudentDistribution.Quantile, "p", "df"),
            "t_upper_tail" => Two(StudentDistribution.UpperTail, "x", "df"),
            "f_quantile" => Three(FisherDistribution.Quantile, "p", "df1", "df2"),
            "f_upper_tail" => Three(FisherDistribution.UpperTail, "x", "df1", "df2"),
            "chi2_quantile" => Two(ChiSquareDistribution.Quantile, "p", "df"),
            "chi2_upper_tail" => Two(ChiSquareDistribution.UpperTail, "x", "df"),
            "normal_quantile" => [.. At("p").Select(NormalDistribution.Quantile)],
            "normal_upper_tail" => [.. At("x").Select(NormalDistribution.UpperTail)],
            "noncentral_t_cdf" => Three(NoncentralStudentDistribution.Cdf, "x", "df", "ncp"),
            "noncentral_t_quantile" => Three(NoncentralStudentDistribution.Quantile, "p", "df", "ncp"),
            "beta_quantile" => Three(BetaDistribution.Quantile, "p", "a", "b"),
            _ => throw new NotSupportedException(function),
        };
        return new Dictionary<string, object?>(StringComparer.Ordinal) { ["value"] = value };
    }
}
