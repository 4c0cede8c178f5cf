namespace Symetrie.Analytics.Statistics;

/// <summary>
/// Do several samples of counts over the same categories come from one distribution? Pearson's chi-square
/// Σ (o − e)²/e and the likelihood ratio G = 2 Σ o ln(o/e), with e = row total × column total / n and
/// (rows − 1)(columns − 1) degrees of freedom, after dropping empty samples and unused categories.
/// </summary>
/// <remarks>
/// Both samples carry sampling error; taking the shares of one as exact (a one-sample test) alarms falsely in about one
/// case of four. Where an expected count is below 5 the chi-square distribution is no longer close, and the p-value of the
/// permutation distribution is given beside it (<see cref="HomogeneityPermutation"/>).
/// Sources: Pearson (1900); Cochran (1954) for the rule of five; Cramér (1946) and Bergsma (2013) for V.
/// </remarks>
public static class ChiSquareHomogeneity
{
    /// <summary>A table is sparse when its smallest expected count is below this.</summary>
    public const double SparseBelow = 5;

    /// <summary>Two samples over the same categories.</summary>
    /// <param name="a">Counts of the first sample, one a category.</param>
    /// <param name="b">Counts of the second sample over the same categories.</param>
    /// <param name="seed">Seed of the Monte-Carlo p-value, used only when the table is sparse and too large to enumerate.</param>
    /// <param name="replicates">Number of Monte-Carlo tables.</param>
    /// <exception cref="ArgumentException">Lengths differ, a count is negative, or <paramref name="replicates"/> is below 1.</exception>
    public static ChiSquareHomogeneityResult Compute(
        ReadOnlySpan<long> a, ReadOnlySpan<long> b, ulong seed = 0, int replicates = HomogeneityPermutation.DefaultReplicates)
    {
        Guard.SameLength(a.Length, b.Length);
        return Compute([a.ToArray(), b.ToArray()], seed, replicates);
    }

    /// <summary>Any number of samples over the same categories.</summary>
    /// <param name="samples">One array of counts a sample, all of one length.</param>
    /// <param name="seed">Seed of the Monte-Carlo p-value.</param>
    /// <param name="replicates">Number of Monte-Carlo tables.</param>
    /// <exception cref="ArgumentException">Lengths differ, a count is negative, or <paramref name="replicates"/> is below 1.</exception>
    public static ChiSquareHomogeneityResult Compute(
        IReadOnlyList<long[]> samples, ulong seed = 0, int replicates = HomogeneityPermutation.DefaultReplicates)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 1);
        var table = CountTable.Of(samples);
        var reason = HomogeneityPermutation.ReasonAgainst(table);
        if (reason != Absent.None)
            return new ChiSquareHomogeneityResult(table.Total, null, null, null, null, null, null, null, null, false, null, false, reason);

        var chi2 = table.ChiSquare();
        var g = LikelihoodRatio(table);
        var df = (table.Rows - 1) * (table.Columns - 1);
        var smallest = table.RowTotals.Min() * (double)table.ColumnTotals.Min() / table.Total;
        var sparse = smallest < SparseBelow;
        var permutation = sparse ? HomogeneityPermutation.Of(table, seed, replicates) : default;
        return new ChiSquareHomogeneityResult(
            table.Total, chi2, df, ChiSquareDistribution.UpperTail(chi2, df), g, ChiSquareDistribution.UpperTail(g, df),
            Math.Min(1, Math.Sqrt(chi2 / table.Total / (Math.Min(table.Rows, table.Columns) - 1))), BiasCorrected(table, chi2),
            smallest, sparse, permutation.P, permutation.Exact, Absent.None);
    }

    private static double LikelihoodRatio(CountTable table)
    {
        var sum = 0.0;
        for (var i = 0; i < table.Rows; i++)
        {
            for (var j = 0; j < table.Columns; j++)
            {
                var observed = table.Cells[i][j];
                if (observed > 0)
                    sum += observed * Math.Log(observed / table.Expected(i, j));
            }
        }

        return Math.Max(0, 2 * sum);
    }

    /// <summary>Bergsma's V: the expectation of φ² under homogeneity is taken off, and the dimensions shrink with it.</summary>
    private static double? BiasCorrected(CountTable table, double chi2)
    {
        double n = table.Total, r = table.Rows - 1, c = table.Columns - 1;
        if (n < 2)
            return null;

        var phi2 = Math.Max(0, chi2 / n - r * c / (n - 1));
        var dimensions = Math.Min(r - r * r / (n - 1), c - c * c / (n - 1));
        return dimensions > 0 ? Math.Min(1, Math.Sqrt(phi2 / dimensions)) : null;
    }
}

/// <summary>What <see cref="ChiSquareHomogeneity"/> answers.</summary>
/// <param name="N">Number of values counted.</param>
/// <param name="Chi2">Pearson's statistic, 0 or more.</param>
/// <param name="Df">(samples in use − 1)(categories in use − 1).</param>
/// <param name="P">Upper tail of the chi-square distribution at <paramref name="Chi2"/>.</param>
/// <param name="G">Likelihood-ratio statistic, 0 or more.</param>
/// <param name="GP">Upper tail at <paramref name="G"/>.</param>
/// <param name="CramersV">√(χ²/n/(min(r, c) − 1)), 0 to 1; biased upwards in small samples.</param>
/// <param name="CramersVBiasCorrected">Bergsma's V; null where so few values leave no dimension to divide by.</param>
/// <param name="MinExpected">The smallest expected count.</param>
/// <param name="Sparse">Whether <paramref name="MinExpected"/> is below 5.</param>
/// <param name="PermutationP">p-value of the permutation distribution of χ² given both margins; only for sparse tables.</param>
/// <param name="PermutationExact">Whether <paramref name="PermutationP"/> was enumerated (true) or drawn (false).</param>
/// <param name="Reason">Why the figures are absent: <see cref="Absent.NoValues"/>, <see cref="Absent.EmptyGroup"/> when fewer
/// than two samples hold values, <see cref="Absent.ZeroVariance"/> when all values are in one category.</param>
public sealed record ChiSquareHomogeneityResult(
    long N, double? Chi2, int? Df, double? P, double? G, double? GP, double? CramersV, double? CramersVBiasCorrected,
    double? MinExpected, bool Sparse, double? PermutationP, bool PermutationExact, Absent Reason)
{
    /// <summary>The p-value to judge by: the permutation one where the table is sparse, else that of the chi-square.</summary>
    public double? DecisionP => PermutationP ?? P;
}
