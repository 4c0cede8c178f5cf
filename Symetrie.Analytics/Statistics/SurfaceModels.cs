namespace Symetrie.Analytics.Statistics;

/// <summary>A model of z that is simpler than the whole surface, or the surface itself.</summary>
public enum SurfaceModel
{
    /// <summary>z = b0 + b1·x + b3·x²: the first predictor alone.</summary>
    First,

    /// <summary>z = b0 + b2·y + b5·y²: the second predictor alone.</summary>
    Second,

    /// <summary>z = b0 + b1·x + b2·y: both, each for itself.</summary>
    Additive,

    /// <summary>z = b0 + b1·(x + y) + c·(x − y)²: the level of both and how far they are apart (a ridge over x = y).</summary>
    Ridge,

    /// <summary>All six terms.</summary>
    Surface,
}

/// <summary>How well a model fits.</summary>
/// <param name="Model">The model.</param>
/// <param name="RSquared">Its R².</param>
/// <param name="Aicc">Akaike's criterion corrected for small samples (Hurvich and Tsai 1989): n·ln(RSS/n) + 2k + 2k(k + 1)/(n − k − 1), k counting the variance.</param>
/// <param name="P">p of the surface against it (F); absent for the surface itself.</param>
public readonly record struct SurfaceModelFit(SurfaceModel Model, double RSquared, double Aicc, double? P);

/// <summary>What <see cref="SurfaceModels"/> found.</summary>
/// <param name="Fits">The models in the order of <see cref="SurfaceModel"/>.</param>
/// <param name="Best">The one with the smallest <see cref="SurfaceModelFit.Aicc"/>.</param>
/// <param name="LinearP">p of x and y together against neither, in the additive model (F).</param>
public sealed record SurfaceModelsResult(IReadOnlyList<SurfaceModelFit> Fits, SurfaceModel Best, double LinearP)
{
    /// <summary>The fit of a model.</summary>
    public SurfaceModelFit this[SurfaceModel model] => Fits[(int)model];
}

/// <summary>Whether a quadratic surface tells more of z than simpler models nested in it (Edwards and Parry 1993; Schönbrodt 2016).</summary>
public static class SurfaceModels
{
    /// <summary>Fits the models to the same rows.</summary>
    /// <param name="x">First predictor; all finite.</param>
    /// <param name="y">Second predictor.</param>
    /// <param name="z">The outcome.</param>
    /// <returns>The fits; null with fewer than 9 rows, collinear terms, a constant outcome or an exact fit.</returns>
    public static SurfaceModelsResult? Compute(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z)
    {
        Guard.SameLength(x.Length, y.Length);
        Guard.SameLength(x.Length, z.Length);
        Guard.AllFinite(x);
        Guard.AllFinite(y);
        Guard.AllFinite(z);
        var n = x.Length;
        if (n < 9) return null;
        var centre = SampleMoments.Of([.. x, .. y]).Mean;
        double[] u = [.. x.ToArray().Select(v => v - centre)], w = [.. y.ToArray().Select(v => v - centre)];
        double[] uu = Of(u, u, (a, b) => a * b), uw = Of(u, w, (a, b) => a * b), ww = Of(w, w, (a, b) => a * b);
        double[][][] designs = [[u, uu], [w, ww], [u, w], [Of(u, w, (a, b) => a + b), Of(u, w, (a, b) => (a - b) * (a - b))], [u, w, uu, uw, ww]];
        var fits = new List<OlsRegressionResult>();
        foreach (var design in designs)
        {
            var fit = OlsRegression.Compute(z, design);
            if (fit.Aliased.Count > 0 || fit.RSquared is null || fit.Fit!.ResidualSumOfSquares == 0) return null;
            fits.Add(fit);
        }

        var full = fits[^1].Fit!;
        var told = fits.Select((f, i) => new SurfaceModelFit((SurfaceModel)i, f.RSquared!.Value, Aicc(f.Fit!), i == fits.Count - 1 ? null : Test(f.Fit!, full))).ToArray();
        var linear = fits[(int)SurfaceModel.Additive];
        var f2 = linear.RSquared!.Value / 2 / ((1 - linear.RSquared.Value) / (n - 3));
        return new SurfaceModelsResult(told, told.MinBy(t => t.Aicc).Model, FisherDistribution.UpperTail(f2, 2, n - 3));
    }

    private static double Test(LeastSquaresFit simple, LeastSquaresFit full)
    {
        var terms = full.Rank - simple.Rank;
        var f = Math.Max(0, (simple.ResidualSumOfSquares - full.ResidualSumOfSquares) / terms) / full.ResidualVariance!.Value;
        return FisherDistribution.UpperTail(f, terms, full.ResidualDegreesOfFreedom);
    }

    private static double Aicc(LeastSquaresFit fit)
    {
        double n = fit.N, k = fit.Rank + 1;
        return (n * Math.Log(fit.ResidualSumOfSquares / n)) + (2 * k) + (2 * k * (k + 1) / (n - k - 1));
    }

    private static double[] Of(double[] a, double[] b, Func<double, double, double> make) => [.. a.Zip(b, make)];
}
