namespace Symetrie.Analytics.Statistics;

/// <summary>A finite mixture of normal distributions: Σ weight·N(mean, sd²), weights summing to 1, sds above 0.</summary>
internal sealed class NormalMixture(double[] weights, double[] means, double[] deviations)
{
    public double Mean { get; } = Total(weights, j => means[j]);

    public double StandardDeviation
    {
        get
        {
            var centre = Mean;
            return Math.Sqrt(Total(weights, j => deviations[j] * deviations[j] + (means[j] - centre) * (means[j] - centre)));
        }
    }

    /// <summary>The x with Cdf(x) = p: Newton's steps kept inside a bracket that the extreme components give.</summary>
    public double Quantile(double p)
    {
        var z = NormalDistribution.Quantile(p);
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        for (var j = 0; j < weights.Length; j++)
        {
            low = Math.Min(low, means[j] + z * deviations[j]);
            high = Math.Max(high, means[j] + z * deviations[j]);
        }

        var spread = StandardDeviation;
        var x = Math.Clamp(Mean + z * spread, low, high);
        for (var step = 0; step < 200 && high > low; step++)
        {
            var (off, density) = At(x, p);
            (low, high) = off < 0 ? (x, high) : (low, x);
            var next = x - off / density;
            next = next > low && next < high ? next : low + (high - low) / 2;
            if (Math.Abs(next - x) <= 1e-12 * (Math.Abs(x) + spread))
            {
                return next;
            }

            x = next;
        }

        return x;
    }

    /// <summary>Cdf − p and the density, in one sweep.</summary>
    private (double Off, double Density) At(double x, double p)
    {
        double off = -p, density = 0;
        for (var j = 0; j < weights.Length; j++)
        {
            var z = (x - means[j]) / deviations[j];
            off += weights[j] * NormalDistribution.Cdf(z);
            density += weights[j] / deviations[j] * NormalDistribution.Density(z);
        }

        return (off, density);
    }

    private static double Total(double[] weights, Func<int, double> of)
    {
        double sum = 0;
        for (var j = 0; j < weights.Length; j++)
        {
            sum += weights[j] * of(j);
        }

        return sum;
    }
}
