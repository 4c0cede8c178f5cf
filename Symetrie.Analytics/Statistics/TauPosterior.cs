using MathNet.Numerics.Integration;

namespace Symetrie.Analytics.Statistics;

/// <summary>The posterior of τ under a flat prior, on a grid, and what follows from it for units and strata; the kernel of
/// <see cref="HierarchicalShrinkage"/>. The grid runs over u in [0, 1) with τ = scale·u/(1 − u), so that the long tail of few units is
/// covered to infinity; Gauss–Legendre nodes lie where the density is above e⁻³⁰ of its peak.</summary>
internal sealed class TauPosterior
{
    private const int Scan = 400;
    private const int Nodes = 96;
    private readonly double[] y;
    private readonly double[] v;
    private readonly int[] stratum;
    private readonly int strata;
    private readonly double scale;
    private readonly double low;
    private readonly double high;
    private readonly double[] taus;
    private readonly double[] weights;
    private readonly double[][] means;
    private readonly double[][] precisions;

    public TauPosterior(double[] y, double[] v, int[] stratum, int strata)
    {
        (this.y, this.v, this.stratum, this.strata) = (y, v, stratum, strata);
        scale = Math.Sqrt(WithinStrata() + v.Order().ElementAt(v.Length / 2));
        var scanned = Enumerable.Range(0, Scan).Select(s => LogDensity((s + 0.5) / Scan)).ToArray();
        var peak = scanned.Max();
        var first = Array.FindIndex(scanned, value => value > peak - 30);
        var last = Array.FindLastIndex(scanned, value => value > peak - 30);
        (low, high) = (Math.Max(0, first - 0.5) / Scan, Math.Min(Scan, last + 1.5) / Scan);
        var rule = new GaussLegendreRule(low, high, Nodes);
        var raw = Enumerable.Range(0, Nodes).Select(j => rule.GetWeight(j) * Math.Exp(LogDensity(rule.GetAbscissa(j)) - peak)).ToArray();
        var total = raw.Sum();
        // Nodes in the far tails add nothing but work.
        var counting = Enumerable.Range(0, Nodes).Where(j => raw[j] > 1e-13 * total).ToArray();
        taus = [.. counting.Select(j => Tau(rule.GetAbscissa(j)))];
        weights = [.. counting.Select(j => raw[j] / total)];
        var moments = taus.Select(tau => Moments(tau * tau)).ToArray();
        means = [.. moments.Select(m => m.Means)];
        precisions = [.. moments.Select(m => m.Precisions)];
    }

    /// <summary>Posterior of a unit's true value.</summary>
    public NormalMixture Unit(int i)
    {
        double[] centre = new double[taus.Length], deviation = new double[taus.Length];
        for (var j = 0; j < taus.Length; j++)
        {
            double tau2 = taus[j] * taus[j], b = v[i] / (v[i] + tau2);
            centre[j] = b * means[j][stratum[i]] + (1 - b) * y[i];
            deviation[j] = Math.Sqrt(b * tau2 + b * b / precisions[j][stratum[i]]);
        }

        return new NormalMixture(weights, centre, deviation);
    }

    public double ShrinkFactor(int i) => Enumerable.Range(0, taus.Length).Sum(j => weights[j] * v[i] / (v[i] + taus[j] * taus[j]));

    public double StratumMean(int s) => Enumerable.Range(0, taus.Length).Sum(j => weights[j] * means[j][s]);

    /// <summary>The quantiles of τ: midpoints of fine cells over the range of the grid.</summary>
    public double[] TauQuantiles(params double[] probabilities)
    {
        const int Fine = 1000;
        var logs = Enumerable.Range(0, Fine).Select(s => LogDensity(low + (high - low) * (s + 0.5) / Fine)).ToArray();
        var peak = logs.Max();
        var density = logs.Select(log => Math.Exp(log - peak)).ToArray();
        var total = density.Sum();
        return [.. probabilities.Select(p => Tau(low + (high - low) * Cell(density, p * total) / Fine))];
    }

    /// <summary>Where the running sum of the cells reaches what is wanted, in cells, linear within one.</summary>
    private static double Cell(double[] density, double wanted)
    {
        var at = 0;
        while (at < density.Length - 1 && wanted > density[at])
        {
            wanted -= density[at++];
        }

        return at + wanted / density[at];
    }

    /// <summary>Rank of every unit in joint draws of all true values: mean and the quantiles asked for.</summary>
    public (double Mean, double Lower, double Upper)[] Ranks(int draws, ulong seed, double lower, double upper)
    {
        var random = new SeededRandom(seed);
        var counts = new int[y.Length][];
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] = new int[y.Length + 1];
        }

        double[] theta = new double[y.Length], mu = new double[strata];
        var order = new int[y.Length];
        for (var d = 0; d < draws; d++)
        {
            Draw(random, mu, theta);
            for (var i = 0; i < order.Length; i++)
            {
                order[i] = i;
            }

            Array.Sort(theta, order);
            for (var r = 0; r < order.Length; r++)
            {
                counts[order[r]][r + 1]++;
            }
        }

        return [.. counts.Select(c => (c.Select((times, r) => (double)times * r).Sum() / draws, At(c, lower * draws), At(c, upper * draws)))];
    }

    private static double At(int[] counts, double wanted)
    {
        long sum = 0;
        for (var r = 1; r < counts.Length; r++)
        {
            sum += counts[r];
            if (sum >= wanted)
            {
                return r;
            }
        }

        return counts.Length - 1;
    }

    private void Draw(SeededRandom random, double[] mu, double[] theta)
    {
        var u = random.NextDouble();
        var j = 0;
        while (j < taus.Length - 1 && u > weights[j])
        {
            u -= weights[j++];
        }

        var tau2 = taus[j] * taus[j];
        for (var s = 0; s < strata; s++)
        {
            mu[s] = means[j][s] + random.NextNormal() / Math.Sqrt(precisions[j][s]);
        }

        for (var i = 0; i < theta.Length; i++)
        {
            var b = v[i] / (v[i] + tau2);
            theta[i] = b * mu[stratum[i]] + (1 - b) * y[i] + Math.Sqrt(b * tau2) * random.NextNormal();
        }
    }

    private double Tau(double u) => scale * u / (1 - u);

    /// <summary>Log of restricted likelihood × dτ/du.</summary>
    private double LogDensity(double u)
    {
        var tau2 = Tau(u) * Tau(u);
        var (centres, sums) = Moments(tau2);
        double log = -4 * Math.Log(1 - u);
        for (var i = 0; i < y.Length; i++)
        {
            var off = y[i] - centres[stratum[i]];
            log -= Math.Log(v[i] + tau2) + off * off / (v[i] + tau2);
        }

        foreach (var sum in sums)
        {
            log -= Math.Log(sum);
        }

        return log / 2;
    }

    /// <summary>Weighted mean and its precision, by stratum, at a τ².</summary>
    private (double[] Means, double[] Precisions) Moments(double tau2)
    {
        double[] sums = new double[strata], precision = new double[strata];
        for (var i = 0; i < y.Length; i++)
        {
            var w = 1 / (v[i] + tau2);
            precision[stratum[i]] += w;
            sums[stratum[i]] += w * y[i];
        }

        for (var s = 0; s < strata; s++)
        {
            sums[s] /= precision[s];
        }

        return (sums, precision);
    }

    private double WithinStrata()
    {
        var (centres, _) = Moments(0);
        double sum = 0;
        for (var i = 0; i < y.Length; i++)
        {
            sum += Math.Pow(y[i] - centres[stratum[i]], 2);
        }

        return sum / (y.Length - strata);
    }
}
