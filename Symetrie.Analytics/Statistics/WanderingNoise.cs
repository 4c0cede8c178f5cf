using System.Runtime.InteropServices;

namespace Symetrie.Analytics.Statistics;

/// <summary>How series move about a level of their own when nothing has changed: γ(0) = process + white, γ(k) = process · ρᵏ.</summary>
/// <param name="Rho">Autocorrelation from one step to the next of the slow part, 0 to <see cref="WanderingNoise.MostRho"/>.</param>
/// <param name="Process">Variance of the slow part, in squared units.</param>
/// <param name="White">Variance of the part that is new at every step, in squared units: sampling error.</param>
public readonly record struct WanderingNoiseResult(double Rho, double Process, double White)
{
    /// <summary>The covariance of two values so many steps apart.</summary>
    public double Covariance(int lag) => (Process * (lag == 0 ? 1 : Math.Pow(Rho, lag))) + (lag == 0 ? White : 0);
}

/// <summary>Fits a first-order autoregression plus white noise of known variance to many short series that share both, each with a level of
/// its own. The semivariogram g(k) = half the variance of x(t+k) − x(t) over all series is process·(1 − ρᵏ) + white however short the series are, where
/// sample autocorrelations are about (1 + 4ρ)/T too low. It is estimated by (median |x(t+k) − x(t)| / 0.6745)²/2, so that some series that do move leave it as it is. ρ and the process variance are the weighted
/// least-squares fit to the first five lags that have pairs, by a search over ρ.</summary>
/// <remarks>A lag counts with its number of pairs over g². Where the variogram does not exceed the white variance there is no slow part. Sources: Matheron (1963);
/// Dowd (1984) for the median; Cressie (1985) for the weights; Diggle, Heagerty, Liang and Zeger (2002, chapter 5) for serial correlation with measurement error.</remarks>
public static class WanderingNoise
{
    /// <summary>The strongest autocorrelation that is told apart from a change.</summary>
    public const double MostRho = 0.95;

    private const int MostLags = 5;

    // The median of |z|.
    private const double MedianOfNormal = 0.6744897501960817;

    /// <summary>Fits the series.</summary>
    /// <param name="series">Series over the same steps; NaN is missing.</param>
    /// <param name="white">The known variance of the white part, 0 or more.</param>
    /// <returns>The fit; null where fewer than two lags have pairs that differ: then the slow part is not told from the white one.</returns>
    public static WanderingNoiseResult? Fit(IReadOnlyList<double[]> series, double white)
    {
        Guard.NonNegative(white);
        var lags = Variogram(series);
        if (lags.Count < 2) return null;
        var (best, least) = (new WanderingNoiseResult(0, 0, white), double.PositiveInfinity);
        for (var step = 0; step <= 95; step++)
        {
            var rho = step / 100.0;
            double up = 0, down = 0;
            foreach (var (k, pairs, g) in lags)
            {
                var (weight, part) = (pairs / (g * g), 1 - Math.Pow(rho, k));
                up += weight * part * (g - white);
                down += weight * part * part;
            }

            var process = Math.Max(0, up / down);
            var miss = lags.Sum(l => l.Pairs / (l.G * l.G) * Square(l.G - white - (process * (1 - Math.Pow(rho, l.Lag)))));
            if (miss < least) (best, least) = (new WanderingNoiseResult(process == 0 ? 0 : rho, process, white), miss);
        }

        return best;
    }

    private static List<(int Lag, double Pairs, double G)> Variogram(IReadOnlyList<double[]> series)
    {
        var steps = series.Count == 0 ? 0 : series[0].Length;
        var lags = new List<(int, double, double)>();
        var apart = new List<double>();
        for (var k = 1; k < steps && lags.Count < MostLags; k++)
        {
            apart.Clear();
            foreach (var x in series)
            {
                Guard.SameLength(x.Length, steps, nameof(series));
                for (var t = 0; t + k < steps; t++)
                {
                    var d = x[t + k] - x[t];
                    if (!double.IsNaN(d)) apart.Add(Math.Abs(d));
                }
            }

            var middle = Middle(CollectionsMarshal.AsSpan(apart));
            // A lag at which nothing differs is left out: a weight is divided by its g.
            if (middle > 0) lags.Add((k, apart.Count, Square(middle / MedianOfNormal) / 2));
        }

        return lags;
    }

    private static double Middle(Span<double> values)
    {
        if (values.IsEmpty) return 0;
        var upper = Select(values, values.Length / 2);
        if (values.Length % 2 != 0) return (upper + upper) / 2;
        // What lies below the upper one of the two in the middle has the lower one as its largest.
        var lower = values[0];
        foreach (var value in values[1..(values.Length / 2)]) lower = Math.Max(lower, value);
        return (lower + upper) / 2;
    }

    /// <summary>The value of a place in ascending order; afterwards those before it are no larger (Hoare 1961).</summary>
    private static double Select(Span<double> values, int place)
    {
        for (int from = 0, to = values.Length - 1; from < to;)
        {
            var (pivot, i, j) = (values[(from + to) / 2], from, to);
            while (i <= j)
            {
                while (values[i] < pivot) i++;
                while (values[j] > pivot) j--;
                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    i++;
                    j--;
                }
            }

            if (place <= j) to = j;
            else if (place >= i) from = i;
            else break;
        }

        return values[place];
    }

    private static double Square(double x) => x * x;
}
