namespace Symetrie.Analytics.Statistics;

/// <summary>What is left of a series when categorical factors are taken out.</summary>
/// <param name="Residuals">Residuals of the regression on the factors, in the order of the values.</param>
/// <param name="Rank">Columns that the factors are worth, the mean included: what they cost in degrees of freedom.</param>
public sealed record FactorResidualsResult(IReadOnlyList<double> Residuals, int Rank);

/// <summary>Residuals of a series given the main effects of categorical factors: what a correlation is partial on is taken out of each
/// series once, however many others it is correlated with.</summary>
/// <remarks>One factor: the deviations from the means of its levels. Several: least squares on indicators, redundant ones left out
/// (<see cref="LeastSquares"/>). The correlation of two such residuals is the partial correlation given the factors, with n − Rank − 1 degrees of
/// freedom. No factor: deviations from the mean, rank 1.</remarks>
public static class FactorResiduals
{
    /// <summary>Takes the factors out.</summary>
    /// <param name="values">The values, all finite, at least one.</param>
    /// <param name="factors">For each factor the level of each value: any numbers.</param>
    public static FactorResidualsResult Compute(ReadOnlySpan<double> values, IReadOnlyList<int[]> factors)
    {
        Guard.AllFinite(values);
        foreach (var factor in factors) Guard.SameLength(values.Length, factor.Length);
        if (factors.Count < 2) return OfOne(values, factors.Count == 0 ? new int[values.Length] : factors[0]);
        var indicators = new List<double[]>();
        foreach (var factor in factors)
            foreach (var level in factor.Distinct().Order().Skip(1)) indicators.Add([.. factor.Select(l => l == level ? 1.0 : 0)]);
        var fit = LeastSquares.Fit(values, indicators);
        return new FactorResidualsResult(fit.Residuals, fit.Rank);
    }

    private static FactorResidualsResult OfOne(ReadOnlySpan<double> values, int[] levels)
    {
        int[] order = [.. Enumerable.Range(0, levels.Length)], sorted = [.. levels];
        Array.Sort(sorted, order);
        double[] grouped = RowOrder.Take(values, order), residuals = new double[values.Length];
        var rank = 0;
        for (int start = 0, end; start < sorted.Length; start = end, rank++)
        {
            end = start;
            while (end < sorted.Length && sorted[end] == sorted[start]) end++;
            var mean = GroupedPairs.Mean(grouped.AsSpan(start..end));
            for (var i = start; i < end; i++) residuals[order[i]] = grouped[i] - mean;
        }

        return new FactorResidualsResult(residuals, rank);
    }
}
