using Symetrie.Analytics.Statistics;

namespace Symetrie.Analytics.Tests.Reference.Adapters;

public sealed class ChiSquareHomogeneityAdapter : IReferenceStatistic
{
    public string Name => "chi_square_homogeneity";

    public IReadOnlyDictionary<string, object?> Compute(ReferenceVector vector)
    {
        if (vector.HasInput("samples"))
            return Keys(ChiSquareHomogeneity.Compute(vector.Inputs.GetProperty("samples").EnumerateArray().Select(row => row.EnumerateArray().Select(cell => cell.GetInt64()).ToArray()).ToArray()), null);

        var gof = ChiSquareGoodnessOfFit.Compute(vector.Numbers("reference_counts"), vector.Counts("current_counts"));
        return Keys(ChiSquareHomogeneity.Compute(vector.Counts("reference_counts"), vector.Counts("current_counts")), gof.P);
    }

    private static Dictionary<string, object?> Keys(ChiSquareHomogeneityResult r, double? gofP)
    {
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["chi2"] = r.Chi2,
            ["df"] = r.Df,
            ["p"] = r.P,
            ["g"] = r.G,
            ["g_p"] = r.GP,
            ["cramers_v"] = r.CramersV,
            ["cramers_v_bias_corrected"] = r.CramersVBiasCorrected,
            ["min_expected"] = r.MinExpected,
            ["sparse"] = r.Sparse,
            ["p_permutation"] = r.PermutationP,
            ["gof_p"] = gofP,
        };
    }
}
