namespace Symetrie.Analytics.Statistics;

/// <summary>Restricted maximum likelihood of the one-way random model (Patterson and Thompson 1971). With λ = τ²/σ² and
/// wᵢ = nᵢ/(1 + λnᵢ) the profiled criterion is
/// (N−1) ln(SSW + Σ wᵢ(x̄ᵢ − μ)²) + Σ ln(1 + λnᵢ) + ln Σ wᵢ, a function of λ alone.</summary>
internal static class OnewayReml
{
    /// <summary>λ/(1 + λ) at the minimum: the share of the variance that lies between groups, in [0, 1).</summary>
    public static double Share(IReadOnlyList<SampleMoments> groups, double within)
    {
        // A coarse look first: the criterion may have more than one valley.
        const int Steps = 200;
        var best = 0;
        var least = Criterion(groups, within, 0).Value;
        for (var i = 1; i < Steps; i++)
        {
            var value = Criterion(groups, within, Lambda((double)i / Steps)).Value;
            if (value < least)
            {
                (best, least) = (i, value);
            }
        }

        var (low, high) = (Math.Max(0, best - 1.0) / Steps, Math.Min(Steps - 1e-9, best + 1.0) / Steps);
        if (best == 0 && Criterion(groups, within, 0).Slope >= 0)
        {
            return 0;
        }

        for (var i = 0; i < 60; i++)
        {
            var middle = 0.5 * (low + high);
            (low, high) = Criterion(groups, within, Lambda(middle)).Slope > 0 ? (low, middle) : (middle, high);
        }

        return 0.5 * (low + high);
    }

    private static double Lambda(double share) => share / (1 - share);

    private static (double Value, double Slope) Criterion(IReadOnlyList<SampleMoments> groups, double within, double lambda)
    {
        double n = 0, weights = 0, weighted = 0, logs = 0, slope = 0, squares = 0;
        foreach (var group in groups)
        {
            var w = group.N / (1 + (lambda * group.N));
            n += group.N;
            weights += w;
            weighted += w * group.Mean;
            logs += Math.Log(1 + (lambda * group.N));
            slope += w;
            squares += w * w;
        }

        var mean = weighted / weights;
        double sum = within, sumSlope = 0;
        foreach (var group in groups)
        {
            var w = group.N / (1 + (lambda * group.N));
            var off = group.Mean - mean;
            sum += w * off * off;
            sumSlope -= w * w * off * off;
        }

        return (((n - 1) * Math.Log(sum)) + logs + Math.Log(weights), ((n - 1) * sumSlope / sum) + slope - (squares / weights));
    }
}
