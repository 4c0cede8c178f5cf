using System.Runtime.Intrinsics;

namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="ThetaForecast"/> found.</summary>
/// <param name="N">Values used.</param>
/// <param name="Forecast">The next value.</param>
/// <param name="Alpha">The smoothing weight, 0.01 to 1.</param>
/// <param name="Drift">The slope of the least-squares line, in units a step; half of it drifts.</param>
/// <param name="Reason">Why figures are absent.</param>
public readonly record struct ThetaForecastResult(int N, double? Forecast, double? Alpha, double? Drift, Absent Reason);

/// <summary>The Theta method (Assimakopoulos and Nikolopoulos 2000) for the next value: simple exponential smoothing plus half the drift of the
/// least-squares line, ℓ + (b/2)((1 − (1 − α)ⁿ)/α), in the closed form of Hyndman and Billah (2003).</summary>
/// <remarks>The level starts at the first value. α minimises the sum of squared one-step errors over 0.01, 0.02, …, 1; of equal ones the least is taken.</remarks>
public static class ThetaForecast
{
    // From one hundredth to 1.
    private const int Weights = 100;

    /// <summary>Forecasts the value after a series without gaps.</summary>
    /// <param name="values">The series, finite.</param>
    public static ThetaForecastResult Compute(ReadOnlySpan<double> values)
    {
        Guard.AllFinite(values);
        var n = values.Length;
        if (n < 2) return new(n, null, null, null, n == 0 ? Absent.NoValues : Absent.TooFew);
        var (level, alpha) = Smoothed(values);
        double middle = (n - 1) / 2.0, products = 0, spread = 0;
        for (var t = 0; t < n; t++)
        {
            products += (t - middle) * values[t];
            spread += (t - middle) * (t - middle);
        }

        var drift = products / spread;
        return new(n, level + (drift / 2 * ((1 - Math.Pow(1 - alpha, n)) / alpha)), alpha, drift, Absent.None);
    }
    // All weights side by side, four in a vector, so that none waits for another: each has the bits it would have alone.
    private static (double Level, double Alpha) Smoothed(ReadOnlySpan<double> values)
    {
        var width = Vector256<double>.Count;
        Span<Vector256<double>> weights = stackalloc Vector256<double>[Weights / width], levels = stackalloc Vector256<double>[weights.Length], squares = stackalloc Vector256<double>[weights.Length];
        for (var v = 0; v < weights.Length; v++)
            (weights[v], levels[v], squares[v]) = (Vector256.Create<double>([(width * v) + 1, (width * v) + 2, (width * v) + 3, (width * v) + 4]) / Weights, Vector256.Create(values[0]), Vector256<double>.Zero);
        foreach (var value in values)
        {
            for (var v = 0; v < weights.Length; v++)
            {
                var error = Vector256.Create(value) - levels[v];
                squares[v] += error * error;
                levels[v] += weights[v] * error;
            }
        }

        var (level, alpha, least) = (0.0, 0.0, double.PositiveInfinity);
        for (var i = 0; i < Weights; i++)
            if (squares[i / width][i % width] is var own && own < least) (level, alpha, least) = (levels[i / width][i % width], weights[i / width][i % width], own);
        return (level, alpha);
    }
}
