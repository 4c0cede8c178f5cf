using System.Numerics;

namespace Symetrie.Analytics.Statistics;

/// <summary>
/// The Lindeman–Merenda–Gold (Shapley) shares of R²: what predictor j adds to R², averaged over all orders in which the predictors
/// can enter: Σ over sets S without j of |S|!(p − |S| − 1)!/p! · (R²(S ∪ j) − R²(S)). The shares add to R².
/// </summary>
/// <remarks>
/// All 2^p models are fitted, so at most <see cref="MostPredictors"/> predictors are taken. Given beside it: R² of each predictor
/// alone (first), its gain when it enters last, and the squared standardised coefficients. Rows with a missing cell are dropped.
/// Sources: Lindeman, Merenda and Gold (1980); Grömping (2006); Shapley (1953).
/// </remarks>
public static class LmgShapley
{
    /// <summary>The most predictors that are taken: 32,768 models.</summary>
    public const int MostPredictors = 15;

    /// <summary>The shares of the predictors of an outcome.</summary>
    /// <param name="outcome">The outcome, one value a row.</param>
    /// <param name="predictors">One array a predictor, of the same length.</param>
    /// <exception cref="ArgumentException">No predictor, more than <see cref="MostPredictors"/>, or lengths differ.</exception>
    public static LmgShapleyResult Compute(ReadOnlySpan<double> outcome, IReadOnlyList<double[]> predictors)
    {
        var p = predictors.Count;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(p, MostPredictors, nameof(predictors));
        var design = DriverDesign.Of(outcome.ToArray(), predictors, p + 2);
        var reason = design.Reason != Absent.None ? design.Reason
            : JacobiEigen.Of(design.Correlations).IsSingular ? Absent.Collinear : Absent.None;
        if (reason != Absent.None)
            return new LmgShapleyResult(design.N, design.Dropped, null, null, null, null, null, null, reason);

        var fits = new double[1 << p];
        for (var set = 1; set < fits.Length; set++)
            fits[set] = SubsetFit.Of(design, set).RSquared;

        var whole = fits.Length - 1;
        var shares = Shares(fits, p);
        var r2 = fits[whole];
        var columns = Enumerable.Range(0, p).ToArray();
        return new LmgShapleyResult(
            design.N, design.Dropped, shares, r2 > 0 ? [.. shares.Select(share => 100 * share / r2)] : null,
            [.. columns.Select(j => fits[1 << j])], [.. columns.Select(j => Math.Max(0, r2 - fits[whole & ~(1 << j)]))],
            [.. SubsetFit.Of(design, whole).Betas.Select(beta => beta * beta)], Math.Min(1, r2), Absent.None);
    }

    private static double[] Shares(double[] fits, int p)
    {
        // 1/(p · C(p − 1, size)): the share of the orders in which exactly this set comes before j.
        var weights = new double[p];
        weights[0] = 1.0 / p;
        for (var size = 1; size < p; size++)
            weights[size] = weights[size - 1] * size / (p - size);

        var shares = new double[p];
        for (var set = 0; set < fits.Length; set++)
        {
            for (var j = 0; j < p; j++)
            {
                if ((set & (1 << j)) == 0)
                    shares[j] += weights[BitOperations.PopCount((uint)set)] * Math.Max(0, fits[set | (1 << j)] - fits[set]);
            }
        }

        return shares;
    }
}

/// <summary>What <see cref="LmgShapley"/> answers; every list has one figure a predictor.</summary>
/// <param name="N">Complete rows.</param>
/// <param name="Dropped">Rows with a missing cell.</param>
/// <param name="Shares">Average gain of R², 0 or more; their sum is R².</param>
/// <param name="Percent">The same in percent of R²; null when R² is 0.</param>
/// <param name="First">R² of the predictor alone.</param>
/// <param name="Last">Gain of R² when it enters last.</param>
/// <param name="SquaredBetas">Squared standardised coefficients.</param>
/// <param name="RSquared">R² of the regression on all predictors, 0 to 1.</param>
/// <param name="Reason">As for <see cref="RelativeWeightsResult"/>.</param>
public sealed record LmgShapleyResult(
    int N, int Dropped, IReadOnlyList<double>? Shares, IReadOnlyList<double>? Percent, IReadOnlyList<double>? First,
    IReadOnlyList<double>? Last, IReadOnlyList<double>? SquaredBetas, double? RSquared, Absent Reason);
