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
    // Many weights at a time, no step of one waiting for another's: each has the bits it would have alone.
    private static (double Level, double Alpha) Smoothed(ReadOnlySpan<double> values)
    {
        const int Together = 20;
        var (level, alpha, least) = (0.0, 0.0, double.PositiveInfinity);
        Span<double> levels = stackalloc double[Together], squares = stackalloc double[Together];
        for (var step = 1; step <= 100; step += Together)
        {
            Smooth(values, step, levels, squares);
            for (var i = 0; i < Together; i++)
                if (squares[i] < least) (level, alpha, least) = (levels[i], (step + i) / 100.0, squares[i]);
        }

        return (level, alpha);
    }

    // With twenty weights from one hundredth on: the last level and the sum of squared errors of each.
    private static void Smooth(ReadOnlySpan<double> values, int step, Span<double> levels, Span<double> squares)
    {
        var first = Vector256.Create<double>([step, step + 1, step + 2, step + 3]);
        Vector256<double> w0 = first / 100, w1 = (first + Vector256.Create(4.0)) / 100, w2 = (first + Vector256.Create(8.0)) / 100, w3 = (first + Vector256.Create(12.0)) / 100, w4 = (first + Vector256.Create(16.0)) / 100;
        Vector256<double> l0 = Vector256.Create(values[0]), l1 = l0, l2 = l0, l3 = l0, l4 = l0, s0 = default, s1 = default, s2 = default, s3 = default, s4 = default;
        foreach (var value in values)
        {
            var x = Vector256.Create(value);
            Vector256<double> e0 = x - l0, e1 = x - l1, e2 = x - l2, e3 = x - l3, e4 = x - l4;
            (s0, s1, s2, s3, s4) = (s0 + (e0 * e0), s1 + (e1 * e1), s2 + (e2 * e2), s3 + (e3 * e3), s4 + (e4 * e4));
            (l0, l1, l2, l3, l4) = (l0 + (w0 * e0), l1 + (w1 * e1), l2 + (w2 * e2), l3 + (w3 * e3), l4 + (w4 * e4));
        }

        l0.CopyTo(levels);
        l1.CopyTo(levels[4..]);
        l2.CopyTo(levels[8..]);
        l3.CopyTo(levels[12..]);
        l4.CopyTo(levels[16..]);
        s0.CopyTo(squares);
        s1.CopyTo(squares[4..]);
        s2.CopyTo(squares[8..]);
        s3.CopyTo(squares[12..]);
        s4.CopyTo(squares[16..]);
    }
}
