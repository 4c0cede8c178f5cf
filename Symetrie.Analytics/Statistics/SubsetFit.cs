namespace Symetrie.Analytics.Statistics;

/// <summary>The regression on some of the predictors, from their correlations alone (Cholesky).</summary>
/// <param name="RSquared">R² of this subset.</param>
/// <param name="Betas">Standardised coefficients, in the order of the predictors.</param>
internal readonly record struct SubsetFit(double RSquared, double[] Betas)
{
    /// <summary>Fits the predictors whose bit is set. The correlations have been found to be regular.</summary>
    public static SubsetFit Of(DriverDesign design, int set)
    {
        var columns = Enumerable.Range(0, design.WithOutcome.Length).Where(j => (set & (1 << j)) != 0).ToArray();
        var m = columns.Length;
        var lower = new double[m, m];
        var half = new double[m];
        for (var i = 0; i < m; i++)
        {
            var toOutcome = design.WithOutcome[columns[i]];
            for (var j = 0; j <= i; j++)
            {
                var sum = design.Correlations[columns[i], columns[j]];
                for (var k = 0; k < j; k++)
                    sum -= lower[i, k] * lower[j, k];

                lower[i, j] = i == j ? Math.Sqrt(sum) : sum / lower[j, j];
                if (j < i)
                    toOutcome -= lower[i, j] * half[j];
            }

            half[i] = toOutcome / lower[i, i];
        }

        return new SubsetFit(half.Sum(value => value * value), Back(lower, half));
    }

    private static double[] Back(double[,] lower, double[] half)
    {
        var betas = new double[half.Length];
        for (var i = half.Length - 1; i >= 0; i--)
        {
            var sum = half[i];
            for (var k = i + 1; k < half.Length; k++)
                sum -= lower[k, i] * betas[k];

            betas[i] = sum / lower[i, i];
        }

        return betas;
    }
}
