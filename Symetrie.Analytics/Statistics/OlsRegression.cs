namespace Symetrie.Analytics.Statistics;

/// <summary>One coefficient of a regression.</summary>
/// <param name="Estimate">The coefficient; <see langword="null"/> where its column is aliased.</param>
/// <param name="StandardError">Classical standard error.</param>
/// <param name="T">Estimate / standard error.</param>
/// <param name="P">Two-sided p of a coefficient of 0.</param>
/// <param name="Lower">Lower end of its interval.</param>
/// <param name="Upper">Upper end of its interval.</param>
/// <param name="Reason">Why figures are absent: <see cref="Absent.Collinear"/> for an aliased column, <see cref="Absent.TooFew"/> without
/// residual degrees of freedom, <see cref="Absent.ZeroVariance"/> when the fit is exact.</param>
public sealed record OlsCoefficient(
    double? Estimate, double? StandardError, double? T, double? P, double? Lower, double? Upper, Absent Reason);

/// <summary>What <see cref="OlsRegression"/> found.</summary>
/// <param name="N">Complete rows.</param>
/// <param name="Missing">Rows dropped because a value was missing.</param>
/// <param name="Coefficients">In the order of the columns, the intercept first where there is one.</param>
/// <param name="Aliased">Indices of the aliased columns in that order.</param>
/// <param name="ResidualStandardDeviation">√(RSS/(n − rank)).</param>
/// <param name="ResidualDegreesOfFreedom">n − rank.</param>
/// <param name="RSquared">1 − RSS/TSS, TSS centred if there is an intercept; in [0, 1].</param>
/// <param name="AdjustedRSquared">1 − (1 − R²)·(n − 1 or n)/(n − rank).</param>
/// <param name="F">F of all predictors together.</param>
/// <param name="FP">Its p.</param>
/// <param name="Fit">The fit itself, with residuals and (XᵀX)⁻¹; <see langword="null"/> without rows.</param>
/// <param name="Reason">Why figures are absent.</param>
public sealed record OlsRegressionResult(
    long N, long Missing, IReadOnlyList<OlsCoefficient> Coefficients, IReadOnlyList<int> Aliased, double? ResidualStandardDeviation,
    long? ResidualDegreesOfFreedom, double? RSquared, double? AdjustedRSquared, double? F, double? FP, LeastSquaresFit? Fit, Absent Reason)
{
    /// <summary>Why F is absent: no predictor (<see cref="Absent.NotIdentified"/>) or no residual (<see cref="Absent.ZeroVariance"/>).</summary>
    public Absent FReason =>
        Reason != Absent.None ? Reason
        : F is not null ? Absent.None
        : ResidualStandardDeviation == 0 ? Absent.ZeroVariance : Absent.NotIdentified;
}


/// <summary>Ordinary least-squares regression with classical inference, by <see cref="LeastSquares"/>; R² without an intercept is uncentred,
/// as NIST and R give it.
/// <para>No complete row: <see cref="Absent.NoValues"/>. No residual degrees of freedom: coefficients only (<see cref="Absent.TooFew"/>).
/// A constant outcome: no R² and F (<see cref="Absent.ZeroVariance"/>). Aliased columns are named and their figures absent.</para></summary>
public static class OlsRegression
{
    /// <summary>Regresses y on the columns; a row with a NaN is dropped.</summary>
    /// <param name="y">The outcome.</param>
    /// <param name="columns">The predictors.</param>
    /// <param name="intercept">Whether there is an intercept.</param>
    /// <param name="confidence">Coverage of the intervals, in (0, 1).</param>
    /// <param name="tolerance">Aliasing tolerance of <see cref="LeastSquares"/>.</param>
    public static OlsRegressionResult Compute(
        ReadOnlySpan<double> y, IReadOnlyList<double[]> columns, bool intercept = true, double confidence = 0.95,
        double tolerance = LeastSquares.DefaultTolerance)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Guard.Probability(confidence);
        double[][] all = [y.ToArray(), .. columns];
        foreach (var column in all)
        {
            Guard.SameLength(y.Length, column.Length, nameof(columns));
        }

        var rows = CompleteCases.Rows(all);
        var outcome = CompleteCases.At(all[0], rows);
        var fit = LeastSquares.Fit(outcome, [.. columns.Select(column => CompleteCases.At(column, rows))], intercept, tolerance);
        return Inferred(fit, outcome, y.Length - rows.Length, confidence);
    }

    /// <summary>Regresses y on the powers of x up to a degree; a row with a NaN is dropped.</summary>
    /// <param name="y">The outcome.</param>
    /// <param name="x">The predictor.</param>
    /// <param name="degree">The highest power, at least 1.</param>
    /// <param name="intercept">Whether there is an intercept.</param>
    /// <param name="confidence">Coverage of the intervals, in (0, 1).</param>
    /// <param name="tolerance">Aliasing tolerance; powers are nearly collinear by nature, so it is finer here.</param>
    public static OlsRegressionResult Polynomial(
        ReadOnlySpan<double> y, ReadOnlySpan<double> x, int degree, bool intercept = true, double confidence = 0.95, double tolerance = 1e-14)
    {
        Guard.Probability(confidence);
        var (predictor, outcome) = CompleteCases.Pairs(x, y);
        return Inferred(LeastSquares.FitPolynomial(outcome, predictor, degree, intercept, tolerance), outcome, y.Length - outcome.Length, confidence);
    }

    private static OlsRegressionResult Inferred(LeastSquaresFit fit, double[] y, long missing, double confidence)
    {
        if (fit.N == 0)
        {
            var nothing = new OlsCoefficient(null, null, null, null, null, null, Absent.NoValues);
            return new(0, missing, [.. fit.Coefficients.Select(_ => nothing)], [], null, null, null, null, null, null, null, Absent.NoValues);
        }

        var df = fit.ResidualDegreesOfFreedom;
        var coefficients = Enumerable.Range(0, fit.Coefficients.Count).Select(j => Coefficient(fit, j, confidence)).ToArray();
        var known = new OlsRegressionResult(
            fit.N, missing, coefficients, fit.Aliased, fit.ResidualVariance is { } s2 ? Math.Sqrt(s2) : null, df, null, null, null, null, fit, Absent.None);
        return Explained(known, fit, y);
    }

    private static OlsRegressionResult Explained(OlsRegressionResult known, LeastSquaresFit fit, double[] y)
    {
        var moments = SampleMoments.Of(y);
        var total = fit.HasIntercept ? moments.Variance * (moments.N - 1) : ExactSum.OfProducts(y, y);
        if (total == 0)
        {
            return known with { Reason = Absent.ZeroVariance };
        }

        var r2 = Math.Clamp(1 - fit.ResidualSumOfSquares / total, 0, 1);
        var df = fit.ResidualDegreesOfFreedom;
        if (df == 0)
        {
            return known with { RSquared = r2, Reason = Absent.TooFew };
        }

        int centre = fit.HasIntercept ? 1 : 0, model = fit.Rank - centre;
        var explained = Math.Max(0, total - fit.ResidualSumOfSquares);
        double? f = model > 0 && fit.ResidualSumOfSquares > 0 ? explained / model / (fit.ResidualSumOfSquares / df) : null;
        f = f is { } finite && double.IsFinite(finite) ? f : null;
        return known with
        {
            RSquared = r2,
            AdjustedRSquared = 1 - (1 - r2) * (fit.N - centre) / df,
            F = f,
            FP = f is { } value ? FisherDistribution.UpperTail(value, model, df) : null,
        };
    }

    private static OlsCoefficient Coefficient(LeastSquaresFit fit, int j, double confidence)
    {
        if (fit.Coefficients[j] is not { } b)
        {
            return new(null, null, null, null, null, null, Absent.Collinear);
        }

        if (fit.StandardError(j) is not { } se)
        {
            return new(b, null, null, null, null, null, Absent.TooFew);
        }

        if (se == 0)
        {
            return new(b, 0, null, null, b, b, Absent.ZeroVariance);
        }

        var df = fit.ResidualDegreesOfFreedom;
        var half = StudentDistribution.Quantile((1 + confidence) / 2, df) * se;
        return new(b, se, b / se, StudentDistribution.TwoSided(b / se, df), b - half, b + half, Absent.None);
    }
}
