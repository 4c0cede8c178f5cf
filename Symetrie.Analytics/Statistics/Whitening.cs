namespace Symetrie.Analytics.Statistics;

/// <summary>Turns values that depend on each other into independent ones of variance 1: L⁻¹v with LLᵀ the covariance. Each whitened value
/// depends on those before it alone.</summary>
internal static class Whitening
{
    /// <summary>Whitens columns over the same steps.</summary>
    /// <param name="steps">The steps at which there are values, ascending.</param>
    /// <param name="covariance">The covariance of the values at two steps.</param>
    /// <param name="columns">The columns, a value a step.</param>
    /// <returns>The whitened columns; null where the covariance is not positive definite.</returns>
    public static double[][]? Of(IReadOnlyList<int> steps, Func<int, int, double> covariance, params double[][] columns)
    {
        var n = steps.Count;
        var lower = new double[n, n];
        var white = Array.ConvertAll(columns, c => (double[])c.Clone());
        for (var i = 0; i < n; i++)
        {
            var rest = covariance(steps[i], steps[i]);
            for (var j = 0; j < i; j++)
            {
                var sum = covariance(steps[i], steps[j]);
                for (var k = 0; k < j; k++) sum -= lower[i, k] * lower[j, k];
                lower[i, j] = sum / lower[j, j];
                rest -= lower[i, j] * lower[i, j];
                foreach (var column in white) column[i] -= lower[i, j] * column[j];
            }

            if (!(rest > 0)) return null;
            lower[i, i] = Math.Sqrt(rest);
            foreach (var column in white) column[i] /= lower[i, i];
        }

        return white;
    }
}
