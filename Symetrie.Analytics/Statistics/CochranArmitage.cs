namespace Symetrie.Analytics.Statistics;

/// <summary>
/// The Cochran–Armitage test for a linear trend in proportions over ordered groups:
/// χ² = T²/Var with T = Σ s_i (x_i − n_i p̄) and Var = p̄(1 − p̄)(Σ n_i s_i² − (Σ n_i s_i)²/N), one degree of freedom.
/// </summary>
/// <remarks>The answer depends on the spacing of the scores, not on their origin or unit. Sources: Cochran (1954); Armitage (1955).</remarks>
public static class CochranArmitage
{
    /// <summary>The test with scores 1, 2, …, k.</summary>
    /// <param name="hits">Number of hits in each group.</param>
    /// <param name="sizes">Number of values in each group.</param>
    /// <exception cref="ArgumentException">Lengths differ, a count is negative, or hits exceed their group.</exception>
    public static CochranArmitageResult Compute(ReadOnlySpan<long> hits, ReadOnlySpan<long> sizes)
    {
        var scores = new double[hits.Length];
        for (var i = 0; i < scores.Length; i++)
            scores[i] = i + 1;

        return Compute(hits, sizes, scores);
    }

    /// <summary>The test with scores of one's own.</summary>
    /// <param name="hits">Number of hits in each group.</param>
    /// <param name="sizes">Number of values in each group; a group of 0 is left out.</param>
    /// <param name="scores">The place of each group on the line; finite.</param>
    /// <exception cref="ArgumentException">Lengths differ, a count is negative, hits exceed their group, or a score is not finite.</exception>
    public static CochranArmitageResult Compute(ReadOnlySpan<long> hits, ReadOnlySpan<long> sizes, ReadOnlySpan<double> scores)
    {
        Guard.SameLength(hits.Length, sizes.Length);
        Guard.SameLength(hits.Length, scores.Length);
        Check(hits, sizes, scores);
        double n = Counts.Total(sizes), x = Counts.Total(hits);
        if (n == 0)
            return new CochranArmitageResult(null, null, null, null, Absent.NoValues);

        double centre = 0;
        for (var i = 0; i < scores.Length; i++)
            centre += sizes[i] * scores[i] / n;

        double trend = 0, spread = 0;
        var share = x / n;
        for (var i = 0; i < scores.Length; i++)
        {
            var s = scores[i] - centre;
            trend += s * (hits[i] - sizes[i] * share);
            spread += sizes[i] * s * s;
        }

        if (x == 0 || x == n || OneScore(sizes, scores))
            return new CochranArmitageResult(null, null, null, null, Absent.ZeroVariance);

        var z = trend / Math.Sqrt(share * (1 - share) * spread);
        return new CochranArmitageResult(z * z, z, trend / spread, ChiSquareDistribution.UpperTail(z * z, 1), Absent.None);
    }

    private static void Check(ReadOnlySpan<long> hits, ReadOnlySpan<long> sizes, ReadOnlySpan<double> scores)
    {
        Counts.Check(hits);
        Counts.Check(sizes);
        for (var i = 0; i < hits.Length; i++)
        {
            if (hits[i] > sizes[i])
                throw new ArgumentException("A group cannot hold more hits than values.", nameof(hits));
            if (!double.IsFinite(scores[i]))
                throw new ArgumentException("A score is a finite number.", nameof(scores));
        }
    }

    private static bool OneScore(ReadOnlySpan<long> sizes, ReadOnlySpan<double> scores)
    {
        double least = double.PositiveInfinity, most = double.NegativeInfinity;
        for (var i = 0; i < sizes.Length; i++)
        {
            if (sizes[i] > 0)
                (least, most) = (Math.Min(least, scores[i]), Math.Max(most, scores[i]));
        }

        return least == most;
    }
}

/// <summary>What <see cref="CochranArmitage"/> answers.</summary>
/// <param name="Chi2">The trend statistic, with one degree of freedom.</param>
/// <param name="Z">Its signed root: above 0 when the proportion rises with the score.</param>
/// <param name="Slope">Change of the proportion per unit of score (least squares weighted by group size).</param>
/// <param name="P">Two-sided p-value.</param>
/// <param name="Reason"><see cref="Absent.ZeroVariance"/> when every or no value is a hit, or all groups have one score.</param>
public readonly record struct CochranArmitageResult(double? Chi2, double? Z, double? Slope, double? P, Absent Reason)
{
    /// <summary>Degrees of freedom: always 1.</summary>
    public static int Df => 1;
}
