namespace Symetrie.Analytics.Statistics;

/// <summary>
/// The Brunner–Munzel test of two independent samples that may differ in spread: θ = P(b &gt; a) + ½ P(b = a), its standard
/// error from the placements of each value among the other sample, a t statistic (θ − ½)/se and intervals for θ and for
/// Cliff's delta 2θ − 1.
/// </summary>
/// <remarks>
/// se² = S_a²/(n_a n_b²) + S_b²/(n_b n_a²) with S² the variance of the placements; Satterthwaite degrees of freedom.
/// Where the samples do not overlap, or no placement varies, se is 0 and there is no test; θ and delta are still given.
/// Limits are cut to the range of the figure, which changes no coverage. Source: Brunner and Munzel (2000); Munzel and Hauschke (2003).
/// </remarks>
public static class BrunnerMunzel
{
    /// <summary>Two raw samples; NaN is missing and counted.</summary>
    /// <exception cref="ArgumentException"><paramref name="confidence"/> is not between 0 and 1.</exception>
    public static BrunnerMunzelResult Compute(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double confidence = 0.95)
    {
        Guard.Probability(confidence, nameof(confidence));
        return Of(CountedPair.Of(a, b), confidence);
    }

    /// <summary>Two tallies over common ascending values; the same bits as the raw samples give.</summary>
    /// <exception cref="ArgumentException">Lengths differ, values do not ascend, a count is negative, or
    /// <paramref name="confidence"/> is not between 0 and 1.</exception>
    public static BrunnerMunzelResult FromCounts(
        ReadOnlySpan<double> values, ReadOnlySpan<long> aCounts, ReadOnlySpan<long> bCounts, double confidence = 0.95)
    {
        Guard.Probability(confidence, nameof(confidence));
        return Of(CountedPair.OfCounts(values, aCounts, bCounts), confidence);
    }

    private static BrunnerMunzelResult Of(CountedPair pair, double confidence)
    {
        double na = pair.Na, nb = pair.Nb;
        var empty = new BrunnerMunzelResult(
            pair.Na, pair.Nb, pair.MissingA, pair.MissingB, null, null, null, null, null, null, null, null, null, null, pair.Reason);
        if (pair.Reason != Absent.None)
            return empty;

        var ofA = Placements(pair.A, pair.B);
        var ofB = Placements(pair.B, pair.A);
        // Twice the excess over chance is an integer, so a perfect balance is 0 exactly.
        var delta = (double)(ofB.Sum - (Int128)pair.Na * pair.Nb) / (na * nb);
        var theta = (double)ofB.Sum / (2 * na * nb);
        var known = empty with { ProbBGreater = theta, CliffsDelta = delta };
        if (pair.Na < 2 || pair.Nb < 2)
            return known with { Reason = Absent.TooFew };

        double va = na * ofA.Variance(pair.Na), vb = nb * ofB.Variance(pair.Nb), both = va + vb;
        if (both == 0)
            return known with { Reason = Absent.ZeroVariance };

        var se = Math.Sqrt(both) / (na * nb);
        var t = delta / 2 / se;
        var df = both * both / (va * va / (na - 1) + vb * vb / (nb - 1));
        var reach = StudentDistribution.Quantile(0.5 + confidence / 2, df) * se;
        return known with
        {
            StandardError = se,
            Statistic = t,
            Df = df,
            P = StudentDistribution.TwoSided(t, df),
            ProbLower = Math.Max(0, theta - reach),
            ProbUpper = Math.Min(1, theta + reach),
            DeltaLower = Math.Max(-1, delta - 2 * reach),
            DeltaUpper = Math.Min(1, delta + 2 * reach),
        };
    }

    /// <summary>Sum and sum of squares of twice the placement (values of the other sample below, ties half), exactly.</summary>
    private static PlacementSums Placements(long[] own, long[] other)
    {
        Int128 below = 0, sum = 0, squares = 0;
        for (var i = 0; i < own.Length; i++)
        {
            var twice = 2 * below + other[i];
            sum += own[i] * twice;
            squares += own[i] * twice * twice;
            below += other[i];
        }

        return new PlacementSums(sum, squares);
    }

    private readonly record struct PlacementSums(Int128 Sum, Int128 Squares)
    {
        public double Variance(long n) => (double)(n * Squares - Sum * Sum) / (4.0 * n * (n - 1));
    }
}

/// <summary>What <see cref="BrunnerMunzel"/> answers.</summary>
/// <param name="Na">Size of the first sample.</param>
/// <param name="Nb">Size of the second sample.</param>
/// <param name="MissingA">Missing values of the first sample.</param>
/// <param name="MissingB">Missing values of the second sample.</param>
/// <param name="ProbBGreater">θ = P(b &gt; a) + ½ P(b = a), 0 to 1.</param>
/// <param name="CliffsDelta">2θ − 1, −1 to 1; above 0 when b tends to be greater.</param>
/// <param name="StandardError">Standard error of θ.</param>
/// <param name="Statistic">t = (θ − ½)/se.</param>
/// <param name="Df">Satterthwaite degrees of freedom.</param>
/// <param name="P">Two-sided p-value of θ = ½.</param>
/// <param name="ProbLower">Lower limit of θ.</param>
/// <param name="ProbUpper">Upper limit of θ.</param>
/// <param name="DeltaLower">Lower limit of delta.</param>
/// <param name="DeltaUpper">Upper limit of delta.</param>
/// <param name="Reason"><see cref="Absent.TooFew"/> with a sample of one; <see cref="Absent.ZeroVariance"/> under separation.</param>
public sealed record BrunnerMunzelResult(
    long Na, long Nb, int MissingA, int MissingB, double? ProbBGreater, double? CliffsDelta, double? StandardError, double? Statistic,
    double? Df, double? P, double? ProbLower, double? ProbUpper, double? DeltaLower, double? DeltaUpper, Absent Reason);
