namespace Symetrie.Analytics.Statistics;

/// <summary>
/// Johnson's relative weights: how much of R² each of several correlated predictors accounts for. With R = V Δ Vᵀ the correlations of
/// the predictors, Λ = V Δ^½ Vᵀ and β = Λ⁻¹ r_xy, the weight of predictor j is Σ_k Λ²_jk β²_k; the weights add to R².
/// </summary>
/// <remarks>
/// Never negative. With two predictors equal to <see cref="LmgShapley"/>, else close to it. Weights of predictors that are not
/// controlled experiments describe, they do not explain; do not read ranks whose bootstrap intervals overlap.
/// Rows with a missing cell are dropped. Source: Johnson (2000).
/// </remarks>
public static class RelativeWeights
{
    /// <summary>The weights of the predictors of an outcome.</summary>
    /// <param name="outcome">The outcome, one value a row.</param>
    /// <param name="predictors">One array a predictor, of the same length.</param>
    /// <exception cref="ArgumentException">No predictor, or lengths differ.</exception>
    public static RelativeWeightsResult Compute(ReadOnlySpan<double> outcome, IReadOnlyList<double[]> predictors)
    {
        var p = predictors.Count;
        var design = DriverDesign.Of(outcome.ToArray(), predictors, p + 2);
        if (design.Reason != Absent.None)
            return new RelativeWeightsResult(design.N, design.Dropped, null, null, null, design.Reason);

        var eigen = JacobiEigen.Of(design.Correlations);
        if (eigen.IsSingular)
            return new RelativeWeightsResult(design.N, design.Dropped, null, null, null, Absent.Collinear);

        var root = eigen.Apply(Math.Sqrt);
        var inverseRoot = eigen.Apply(value => 1 / Math.Sqrt(value));
        var weights = new double[p];
        for (var k = 0; k < p; k++)
        {
            var beta = 0.0;
            for (var j = 0; j < p; j++)
                beta += inverseRoot[k, j] * design.WithOutcome[j];
            for (var j = 0; j < p; j++)
                weights[j] += root[j, k] * root[j, k] * beta * beta;
        }

        var r2 = weights.Sum();
        return new RelativeWeightsResult(
            design.N, design.Dropped, weights, r2 > 0 ? [.. weights.Select(weight => 100 * weight / r2)] : null, Math.Min(1, r2), Absent.None);
    }

    /// <summary>R² less what predictors without any link take up on average: 1 − (1 − R²)(n − 1)/(n − p − 1) (Ezekiel 1930); null without a degree of freedom left.</summary>
    /// <param name="rSquared">R², 0 to 1.</param>
    /// <param name="n">Rows.</param>
    /// <param name="predictors">Predictors, the intercept not among them.</param>
    public static double? Adjusted(double rSquared, int n, int predictors) =>
        n - predictors > 1 ? 1 - ((1 - rSquared) * (n - 1) / (n - predictors - 1)) : null;
}

/// <summary>What <see cref="RelativeWeights"/> answers.</summary>
/// <param name="N">Complete rows.</param>
/// <param name="Dropped">Rows with a missing cell.</param>
/// <param name="Weights">Share of the variance of the outcome, one a predictor, 0 or more; their sum is R².</param>
/// <param name="Percent">The same in percent of R²; null when R² is 0.</param>
/// <param name="RSquared">R² of the regression on all predictors, 0 to 1.</param>
/// <param name="Reason"><see cref="Absent.TooFew"/> below predictors + 2 rows, <see cref="Absent.ZeroVariance"/> when a column is
/// constant, <see cref="Absent.Collinear"/> when the predictors determine each other.</param>
public sealed record RelativeWeightsResult(
    int N, int Dropped, IReadOnlyList<double>? Weights, IReadOnlyList<double>? Percent, double? RSquared, Absent Reason);
