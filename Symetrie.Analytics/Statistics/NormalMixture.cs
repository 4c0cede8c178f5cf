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

    public double Cdf(double x) => Total(weights, j => NormalDistribution.Cdf((x - means[j]) / deviations[j]));

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

        var x = Math.Clamp(Mean + z * StandardDeviation, low, high);
        for (var step = 0; step < 200 && high > low; step++)
        {
            var off = Cdf(x) - p;
            (low, high) = off < 0 ? (x, high) : (low, x);
            var density = Total(weights, j => NormalDistribution.Density((x - means[j]) / deviations[j]) / deviations[j]);
            var next = x - off / density;
            next = next > low && next < high ? next : low + (high - low) / 2;
            if (Math.Abs(next - x) <= 1e-13 * (Math.Abs(x) + StandardDeviation))
            {
                return next;
            }

            x = next;
        }

        return x;
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
