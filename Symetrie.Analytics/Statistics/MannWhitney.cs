namespace Symetrie.Analytics.Statistics;

/// <summary>
/// The Wilcoxon–Mann–Whitney test of two independent samples: U = Σ over pairs of [a &gt; b] + ½[a = b], with the
/// tie-corrected normal approximation, and the probability of superiority U/(n_a n_b).
/// </summary>
/// <remarks>
/// Var U = n_a n_b/12 · ((N + 1) − Σ(t³ − t)/(N(N − 1))). The exact p-value is given only without ties and for samples below
/// 50, as is usual; it is twice the smaller tail. With unequal spread the test is not one of equal medians, nor of P = ½; then
/// use <see cref="BrunnerMunzel"/>. Sources: Wilcoxon (1945); Mann and Whitney (1947); Lehmann (1975) for ties; Cliff (1993).
/// </remarks>
public static class MannWhitney
{
    private const int LargestExact = 49;

    /// <summary>Two raw samples; NaN is missing and counted.</summary>
    public static MannWhitneyResult Compute(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => Of(CountedPair.Of(a, b));

    /// <summary>Two tallies over common ascending values; the same bits as the raw samples give.</summary>
    /// <exception cref="ArgumentException">Lengths differ, values do not ascend, or a count is negative.</exception>
    public static MannWhitneyResult FromCounts(ReadOnlySpan<double> values, ReadOnlySpan<long> aCounts, ReadOnlySpan<long> bCounts) =>
        Of(CountedPair.OfCounts(values, aCounts, bCounts));

    private static MannWhitneyResult Of(CountedPair pair)
    {
        if (pair.Reason != Absent.None)
            return new MannWhitneyResult(pair.Na, pair.Nb, pair.MissingA, pair.MissingB, null, null, null, null, null, null, null, pair.Reason);

        Int128 twiceU = 0, below = 0;
        for (var i = 0; i < pair.Values.Length; i++)
        {
            twiceU += pair.A[i] * (2 * below + pair.B[i]);
            below += pair.B[i];
        }

        double na = pair.Na, nb = pair.Nb, n = na + nb, u = (double)twiceU / 2;
        var pairs = na * nb;
        var centred = (double)(twiceU - (Int128)pair.Na * pair.Nb) / 2;
        var variance = pair.Values.Length < 2 ? 0 : pairs / 12 * (n + 1 - (double)pair.TieSum() / (n * (n - 1)));
        var reason = variance > 0 ? Absent.None : Absent.ZeroVariance;
        double? z = variance > 0 ? centred / Math.Sqrt(variance) : null;
        return new MannWhitneyResult(
            pair.Na, pair.Nb, pair.MissingA, pair.MissingB, u, u / pairs, 2 * centred / pairs, z,
            variance > 0 ? TwoSided(Math.Max(0, Math.Abs(centred) - 0.5) / Math.Sqrt(variance)) : null,
            z is { } score ? TwoSided(Math.Abs(score)) : null, Exact(pair, u), reason);
    }

    private static double TwoSided(double z) => Math.Min(1, 2 * NormalDistribution.UpperTail(z));

    private static double? Exact(CountedPair pair, double u)
    {
        if (pair.TieSum() != 0 || pair.Na > LargestExact || pair.Nb > LargestExact || pair.Values.Length < 2)
            return null;

        var ways = SubsetSums((int)pair.Na, (int)pair.Nb);
        double all = 0, low = 0, high = 0;
        for (var k = 0; k < ways.Length; k++)
        {
            all += ways[k];
            low += k <= u ? ways[k] : 0;
            high += k >= u ? ways[k] : 0;
        }

        return Math.Min(1, 2 * Math.Min(low, high) / all);
    }

    /// <summary>How many ways of choosing m of the ranks 1 … m + n give each U: only additions, so nothing cancels.</summary>
    private static double[] SubsetSums(int m, int n)
    {
        var ways = new double[m + 1, m * n + 1];
        ways[0, 0] = 1;
        for (var rank = 0; rank < m + n; rank++)
        {
            // The k-th chosen value (from below) of 0-based rank r stands above r − (k − 1) of the other sample.
            for (var k = Math.Min(m, rank + 1); k >= 1; k--)
            {
                var step = rank - (k - 1);
                for (var sum = step; step <= n && sum <= m * n; sum++)
                    ways[k, sum] += ways[k - 1, sum - step];
            }
        }

        var last = new double[m * n + 1];
        for (var sum = 0; sum < last.Length; sum++)
            last[sum] = ways[m, sum];

        return last;
    }
}

/// <summary>What <see cref="MannWhitney"/> answers.</summary>
/// <param name="Na">Size of the first sample.</param>
/// <param name="Nb">Size of the second sample.</param>
/// <param name="MissingA">Missing values of the first sample.</param>
/// <param name="MissingB">Missing values of the second sample.</param>
/// <param name="U">U of the first sample, 0 to n_a n_b, in steps of ½.</param>
/// <param name="ProbSuperiority">P(a &gt; b) + ½ P(a = b), 0 to 1.</param>
/// <param name="CliffsDelta">P(a &gt; b) − P(a &lt; b), −1 to 1.</param>
/// <param name="Z">Tie-corrected standard score without continuity correction.</param>
/// <param name="PContinuity">Two-sided p-value with continuity correction.</param>
/// <param name="PNoContinuity">Two-sided p-value without it.</param>
/// <param name="PExact">Two-sided exact p-value; null with ties or samples of 50 or more, whatever <paramref name="Reason"/> says.</param>
/// <param name="Reason"><see cref="Absent.ZeroVariance"/> when all values are equal: U is there, the p-values are not.</param>
public sealed record MannWhitneyResult(
    long Na, long Nb, int MissingA, int MissingB, double? U, double? ProbSuperiority, double? CliffsDelta, double? Z,
    double? PContinuity, double? PNoContinuity, double? PExact, Absent Reason);
