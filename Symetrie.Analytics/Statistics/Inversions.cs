namespace Symetrie.Analytics.Statistics;

/// <summary>The distribution of the number of inversions of n untied values, all n! orders being equally likely
/// (Mahonian numbers; Kendall 1938).</summary>
internal static class Inversions
{
    /// <summary>The longest series that is counted out.</summary>
    public const int MostValues = 49;

    /// <summary>P(inversions ≤ k) for k up to the middle of the distribution, one table for each n.</summary>
    private static readonly Lazy<double[][]> Lower = new(Tables);

    /// <summary>Twice the smaller tail, at most 1. The distribution is symmetric about n(n−1)/4.</summary>
    public static double TwoSided(long inversions, int n)
    {
        var k = Math.Min(inversions, ((long)n * (n - 1) / 2) - inversions);
        return Math.Min(1, 2 * Lower.Value[n][k]);
    }

    private static double[][] Tables()
    {
        var tables = new double[MostValues + 1][];
        var density = new[] { 1.0 };
        for (var n = 1; n <= MostValues; n++)
        {
            // The n-th value makes 0 … n−1 new inversions, each with probability 1/n. Only sums of positive terms, so
            // the far tails keep all their digits.
            var next = new double[(n * (n - 1) / 2) + 1];
            for (var k = 0; k < next.Length; k++)
            {
                for (var j = Math.Max(0, k - n + 1); j <= Math.Min(k, density.Length - 1); j++) next[k] += density[j];
                next[k] /= n;
            }

            density = next;
            tables[n] = Cumulate(density);
        }

        return tables;
    }

    private static double[] Cumulate(double[] density)
    {
        var lower = new double[(density.Length / 2) + 1];
        var sum = 0.0;
        for (var k = 0; k < lower.Length && k < density.Length; k++) lower[k] = sum += density[k];
        return lower;
    }
}
