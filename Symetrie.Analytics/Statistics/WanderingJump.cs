using MathNet.Numerics.LinearAlgebra;

namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="WanderingJump"/> answers.</summary>
/// <param name="N">Values used.</param>
/// <param name="Jump">The jump of the level; null where it is not identified.</param>
/// <param name="StandardError">Its standard error by the resemblance under which it is least certain.</param>
/// <param name="DegreesOfFreedom">The degrees of freedom there.</param>
/// <param name="Rho">That resemblance of neighbouring values.</param>
/// <param name="P">Two-sided p of no jump: the greatest over all resemblances.</param>
/// <param name="Reason"><see cref="Absent.NotIdentified"/> with fewer than three values on a side; <see cref="Absent.ZeroVariance"/> for a series that is just a line with a jump.</param>
public sealed record WanderingJumpResult(int N, double? Jump, double? StandardError, double? DegreesOfFreedom, double? Rho, double? P, Absent Reason)
{
    /// <summary>Half the width of the interval.</summary>
    public double? Half(double confidence) => StandardError is { } se && DegreesOfFreedom is { } df ? StudentDistribution.Quantile((1 + confidence) / 2, df) * se : null;

    /// <summary>The smallest true jump that is shown with this probability.</summary>
    public double? Detectable(double confidence, double power = 0.8) =>
        StandardError is { } se && DegreesOfFreedom is { } df ? (StudentDistribution.Quantile((1 + confidence) / 2, df) + StudentDistribution.Quantile(power, df)) * se : null;
}

/// <summary>
/// The jump of <see cref="InterruptedTimeSeries"/> where the series is too short to tell how much neighbouring values resemble one another: y = b0 + b1 t + b2 [t &gt; T0] + b3 max(0, t − T0)
/// by least squares, judged under every first-order autocorrelation from 0 to 0.8 and by that under which it is least certain.
/// </summary>
/// <remarks>Under a resemblance ρ the variance of the estimate is s²·[(XᵀX)⁻¹XᵀΣX(XᵀX)⁻¹] with Σ = ρ^|i−j| and s² = RSS/tr(MΣ), and the degrees of freedom are tr(MΣ)²/tr((MΣ)²)
/// (Satterthwaite 1946). Newey–West errors of ten values find a jump in every fifth series that only wanders. Sources: Wagner et al. (2002); Kiefer and Vogelsang (2005) on short series.</remarks>
public static class WanderingJump
{
    private const int Column = 2;
    private static readonly double[] Resemblances = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];

    /// <summary>Judges the jump.</summary>
    /// <param name="values">The series in order of time; NaN is missing.</param>
    /// <param name="interruptionAfter">T0: how many points of the series lie before the interruption.</param>
    /// <exception cref="ArgumentException"><paramref name="interruptionAfter"/> is outside the series.</exception>
    public static WanderingJumpResult Compute(ReadOnlySpan<double> values, int interruptionAfter)
    {
        var fit = InterruptedTimeSeries.Compute(values, interruptionAfter);
        if (fit.Coefficients is not { } b) return new(fit.N, null, null, null, null, null, fit.Reason);
        var series = CompleteSeries.Of(values);
        var x = Matrix<double>.Build.Dense(fit.N, 4, (i, j) => j switch
        {
            0 => 1,
            1 => series.Positions[i] + 1.0,
            2 => series.Positions[i] + 1 > interruptionAfter ? 1 : 0,
            _ => Math.Max(0, series.Positions[i] + 1 - interruptionAfter),
        });
        var inverse = (x.TransposeThisAndMultiply(x)).Inverse();
        var annihilator = Matrix<double>.Build.DenseIdentity(fit.N) - (x * inverse * x.Transpose());
        var y = Vector<double>.Build.DenseOfArray(series.Values);
        var residuals = annihilator * y;
        var rss = residuals * residuals;
        if (fit.N <= 4 || !(rss > 1e-20 * (y * y))) return new(fit.N, b[Column], null, null, null, null, fit.N <= 4 ? Absent.TooFew : Absent.ZeroVariance);
        return Resemblances.Select(rho => Under(rho, series.Positions, x, inverse, annihilator, rss, b[Column])).MaxBy(r => r.P)!;
    }

    private static WanderingJumpResult Under(double rho, IReadOnlyList<int> positions, Matrix<double> x, Matrix<double> inverse, Matrix<double> annihilator, double rss, double jump)
    {
        var n = positions.Count;
        var sigma = Matrix<double>.Build.Dense(n, n, (i, j) => i == j ? 1 : Math.Pow(rho, Math.Abs(positions[i] - positions[j])));
        var noise = annihilator * sigma;
        var (trace, squares) = (noise.Trace(), (noise * noise).Trace());
        var spread = inverse * x.TransposeThisAndMultiply(sigma * x) * inverse;
        var (error, df) = (Math.Sqrt(rss / trace * spread[Column, Column]), trace * trace / squares);
        return new(n, jump, error, df, rho, StudentDistribution.TwoSided(jump / error, df), Absent.None);
    }
}
