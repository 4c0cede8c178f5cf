namespace Symetrie.Analytics.Statistics;

/// <summary>
/// Ridge regression: b minimises Σ (y − Zb)² + λ Σ b² with y centred and the predictors Z centred and divided by their standard
/// deviation with divisor n; and generalised cross-validation RSS/(n − tr H)² to choose λ.
/// </summary>
/// <remarks>
/// The scale of λ is that of <c>MASS::lm.ridge</c> and of scikit-learn on the same Z; glmnet's differs by n and the spread of y.
/// λ = 0 is least squares. Collinear predictors are fine for λ &gt; 0. Rows with a missing cell are dropped.
/// Sources: Hoerl and Kennard (1970); Golub, Heath and Wahba (1979).
/// </remarks>
public static class Ridge
{
    /// <summary>One fit for each λ.</summary>
    /// <param name="outcome">The outcome, one value a row.</param>
    /// <param name="predictors">One array a predictor, of the same length.</param>
    /// <param name="lambdas">Penalties, 0 or more.</param>
    /// <exception cref="ArgumentException">No predictor, lengths differ, or a penalty is negative or not finite.</exception>
    public static RidgeResult Compute(ReadOnlySpan<double> outcome, IReadOnlyList<double[]> predictors, params ReadOnlySpan<double> lambdas)
    {
        foreach (var lambda in lambdas)
            Guard.NonNegative(lambda, nameof(lambdas));

        var design = DriverDesign.Of(outcome.ToArray(), predictors, 2);
        if (design.Reason != Absent.None)
            return new RidgeResult(design.N, design.Dropped, [], design.Reason);

        var eigen = JacobiEigen.Of(design.Correlations);
        var fits = new List<RidgeFit>(lambdas.Length);
        foreach (var lambda in lambdas)
        {
            if (lambda == 0 && eigen.IsSingular)
                return new RidgeResult(design.N, design.Dropped, [], Absent.Collinear);

            fits.Add(Fit(design, eigen, lambda));
        }

        return new RidgeResult(design.N, design.Dropped, fits, Absent.None);
    }

    private static RidgeFit Fit(DriverDesign design, JacobiEigen eigen, double lambda)
    {
        double n = design.N, trace = 0;
        var p = design.WithOutcome.Length;
        // ZᵀZ = nR and Zᵀy = n s_y r.
        var inverse = eigen.Apply(value => 1 / (n * Math.Max(0, value) + lambda));
        var standardised = new double[p];
        for (var j = 0; j < p; j++)
        {
            trace += eigen.Values[j] <= 0 ? 0 : n * eigen.Values[j] / (n * eigen.Values[j] + lambda);
            for (var k = 0; k < p; k++)
                standardised[j] += inverse[j, k] * n * design.Outcome.Deviation * design.WithOutcome[k];
        }

        var coefficients = standardised.Select((b, j) => b / design.Deviations[j]).ToArray();
        var intercept = design.Outcome.Mean - coefficients.Zip(design.Means, (b, mean) => b * mean).Sum();
        var residuals = new double[design.N];
        for (var i = 0; i < residuals.Length; i++)
            residuals[i] = design.Outcome.Centred[i] - Enumerable.Range(0, p).Sum(j => coefficients[j] * design.Columns[j][i]);

        var rss = ExactSum.OfProducts(residuals, residuals);
        double? gcv = n - trace > 1e-9 * n ? rss / ((n - trace) * (n - trace)) : null;
        return new RidgeFit(lambda, standardised, [intercept, .. coefficients], trace, gcv);
    }
}

/// <summary>One ridge fit.</summary>
/// <param name="Lambda">The penalty.</param>
/// <param name="Standardised">Coefficients per standard deviation (divisor n) of each predictor, in units of the outcome.</param>
/// <param name="Coefficients">Intercept, then the coefficients per unit of each predictor.</param>
/// <param name="DegreesOfFreedom">Trace of the hat matrix without the intercept, 0 to the number of predictors.</param>
/// <param name="Gcv">Generalised cross-validation, RSS/(n − trace)²; null when the fit uses up every row.</param>
public sealed record RidgeFit(
    double Lambda, IReadOnlyList<double> Standardised, IReadOnlyList<double> Coefficients, double DegreesOfFreedom, double? Gcv);

/// <summary>What <see cref="Ridge"/> answers.</summary>
/// <param name="N">Complete rows.</param>
/// <param name="Dropped">Rows with a missing cell.</param>
/// <param name="Fits">One fit a penalty, in the order given; empty with a reason.</param>
/// <param name="Reason"><see cref="Absent.Collinear"/> for λ = 0 with collinear predictors, <see cref="Absent.ZeroVariance"/> when a
/// column is constant, <see cref="Absent.TooFew"/> below two rows.</param>
public sealed record RidgeResult(int N, int Dropped, IReadOnlyList<RidgeFit> Fits, Absent Reason)
{
    /// <summary>The fit with the smallest generalised cross-validation; null when there is none.</summary>
    public RidgeFit? Best => Fits.Where(fit => fit.Gcv is not null).MinBy(fit => fit.Gcv);
}
