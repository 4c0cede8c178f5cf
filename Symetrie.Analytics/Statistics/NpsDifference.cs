namespace Symetrie.Analytics.Statistics;

/// <summary>The difference of two net promoter scores, in points.</summary>
/// <param name="Difference">a − b, from −200 to 200; null when a side has no rating.</param>
/// <param name="StandardError">√(se_a² + se_b²), divisors n.</param>
/// <param name="Z">Difference over standard error; null when that is 0.</param>
/// <param name="PValue">Two-sided.</param>
/// <param name="Lower">Lower confidence limit.</param>
/// <param name="Upper">Upper confidence limit.</param>
/// <param name="Reason">Why a figure is absent.</param>
public sealed record NpsDifferenceResult(
    double? Difference, double? StandardError, double? Z, double? PValue, double? Lower, double? Upper, Absent Reason);

/// <summary>Two net promoter scores of independent samples compared by the Wald method (Rocks 2016).</summary>
public static class NpsDifference
{
    /// <summary>Compares the score of a with that of b.</summary>
    public static NpsDifferenceResult Compute(NpsResult a, NpsResult b, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        Guard.Probability(confidence);
        if (a.Score is not { } scoreA || b.Score is not { } scoreB)
        {
            return new NpsDifferenceResult(null, null, null, null, null, null, Absent.NoValues);
        }

        var difference = scoreA - scoreB;
        var error = 100 * Math.Sqrt(Nps.Variance(a.Promoters, a.Detractors, a.N) + Nps.Variance(b.Promoters, b.Detractors, b.N));
        if (error == 0)
        {
            // Each side is unanimous. The estimated error of 0 says nothing about the true one.
            return new NpsDifferenceResult(difference, 0, null, null, null, null, Absent.ZeroVariance);
        }

        var quantile = NormalDistribution.Quantile(0.5 + (0.5 * confidence));
        var z = difference / error;
        return new NpsDifferenceResult(
            difference, error, z, NormalDistribution.TwoSided(z), difference - (quantile * error), difference + (quantile * error), Absent.None);
    }
}
