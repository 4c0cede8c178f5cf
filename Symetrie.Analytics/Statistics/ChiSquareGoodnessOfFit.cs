namespace Symetrie.Analytics.Statistics;

/// <summary>
/// Pearson's one-sample test of counts against shares that are known, not sampled: Σ (o − e)²/e with e = n × share and
/// (categories − 1) degrees of freedom (Pearson, 1900).
/// </summary>
/// <remarks>Only for shares that carry no sampling error, such as a published distribution. Where the reference is itself a
/// sample this test alarms falsely in about one case of four; use <see cref="ChiSquareHomogeneity"/>.</remarks>
public static class ChiSquareGoodnessOfFit
{
    /// <summary>Tests counts against shares given as weights, which need not add to 1.</summary>
    /// <param name="reference">Weights of the categories, 0 or more.</param>
    /// <param name="observed">Counts over the same categories.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a count or weight is negative.</exception>
    public static ChiSquareGoodnessOfFitResult Compute(ReadOnlySpan<double> reference, ReadOnlySpan<long> observed)
    {
        Guard.SameLength(reference.Length, observed.Length);
        Counts.Check(observed);
        double whole = 0;
        var used = 0;
        var impossible = false;
        for (var j = 0; j < reference.Length; j++)
        {
            if (!(reference[j] >= 0))
                throw new ArgumentException("A weight is 0 or more.", nameof(reference));

            whole += reference[j];
            used += reference[j] > 0 ? 1 : 0;
            impossible |= reference[j] == 0 && observed[j] > 0;
        }

        var n = Counts.Total(observed);
        var reason = n == 0 || whole == 0 ? Absent.NoValues : used < 2 ? Absent.ZeroVariance : impossible ? Absent.OutOfRange : Absent.None;
        if (reason != Absent.None)
            return new ChiSquareGoodnessOfFitResult(null, null, null, reason);

        var chi2 = 0.0;
        for (var j = 0; j < reference.Length; j++)
        {
            var expected = n * reference[j] / whole;
            if (expected > 0)
                chi2 += (observed[j] - expected) * (observed[j] - expected) / expected;
        }

        return new ChiSquareGoodnessOfFitResult(chi2, used - 1, ChiSquareDistribution.UpperTail(chi2, used - 1), Absent.None);
    }
}

/// <summary>What <see cref="ChiSquareGoodnessOfFit"/> answers.</summary>
/// <param name="Chi2">Pearson's statistic.</param>
/// <param name="Df">Categories with a share above 0, minus 1.</param>
/// <param name="P">Upper tail of the chi-square distribution.</param>
/// <param name="Reason">Why the figures are absent: <see cref="Absent.OutOfRange"/> when a category that should be empty is not.</param>
public readonly record struct ChiSquareGoodnessOfFitResult(double? Chi2, int? Df, double? P, Absent Reason);
