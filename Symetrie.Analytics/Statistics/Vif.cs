namespace Symetrie.Analytics.Statistics;

/// <summary>
/// Variance inflation factors: the diagonal of the inverse of the correlation matrix of the predictors, 1/(1 − R²_j) with R²_j of
/// predictor j on the others; and the condition number √(λ_max/λ_min) of that matrix.
/// </summary>
/// <remarks>
/// 1 means uncorrelated with the others; 5 or 10 are customary warnings. Where predictors determine each other exactly, the factors
/// of those involved are infinite: they are null here and named, and the factors of the others are what they are without the
/// redundant ones. Rows with a missing cell are dropped. Sources: Marquardt (1970); Belsley, Kuh and Welsch (1980).
/// </remarks>
public static class Vif
{
    /// <summary>The factors of the predictors.</summary>
    /// <param name="predictors">One array a predictor, all of one length.</param>
    /// <exception cref="ArgumentException">No predictor, or lengths differ.</exception>
    public static VifResult Compute(IReadOnlyList<double[]> predictors)
    {
        var p = predictors.Count;
        var design = DriverDesign.Of(null, predictors, p + 1);
        if (design.Reason != Absent.None)
            return new VifResult(design.N, design.Dropped, null, null, [], design.Reason);

        var eigen = JacobiEigen.Of(design.Correlations);
        var factors = new double?[p];
        var collinear = new List<int>();
        for (var j = 0; j < p; j++)
        {
            double inNull = 0, factor = 0;
            for (var k = 0; k < p; k++)
            {
                var square = eigen.Vectors[j, k] * eigen.Vectors[j, k];
                if (eigen.Values[k] <= JacobiEigen.SingularBelow * eigen.Values[0])
                    inNull += square;
                else
                    factor += square / eigen.Values[k];
            }

            // A predictor with no part in a redundant direction keeps the factor it has without the redundancy.
            if (inNull < 1e-8)
                factors[j] = Math.Max(1, factor);
            else
                collinear.Add(j);
        }

        return new VifResult(
            design.N, design.Dropped, factors, eigen.IsSingular ? null : Math.Sqrt(eigen.Values[0] / eigen.Values[^1]), collinear,
            eigen.IsSingular ? Absent.Collinear : Absent.None);
    }
}

/// <summary>What <see cref="Vif"/> answers.</summary>
/// <param name="N">Complete rows.</param>
/// <param name="Dropped">Rows with a missing cell.</param>
/// <param name="Factors">One factor a predictor, 1 or more; null where infinite.</param>
/// <param name="ConditionNumber">√(λ_max/λ_min), 1 or more; null when singular.</param>
/// <param name="Collinear">0-based indices of the predictors that others determine.</param>
/// <param name="Reason"><see cref="Absent.Collinear"/> when <paramref name="Collinear"/> is not empty, <see cref="Absent.TooFew"/> when
/// there are no more rows than predictors, <see cref="Absent.ZeroVariance"/> when a predictor is constant.</param>
public sealed record VifResult(
    int N, int Dropped, IReadOnlyList<double?>? Factors, double? ConditionNumber, IReadOnlyList<int> Collinear, Absent Reason);
