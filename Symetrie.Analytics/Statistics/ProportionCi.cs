namespace Symetrie.Analytics.Statistics;

/// <summary>A proportion with three intervals.</summary>
/// <param name="N">Trials.</param>
/// <param name="P">count/n, in [0, 1]; null when n is 0.</param>
/// <param name="StandardError">√(p(1−p)/n): 0 at the ends, which is why no Wald interval is offered.</param>
/// <param name="WilsonLower">Score interval of Wilson (1927): the default.</param>
/// <param name="WilsonUpper">Its upper limit.</param>
/// <param name="AgrestiCoullLower">Interval of Agresti and Coull (1998).</param>
/// <param name="AgrestiCoullUpper">Its upper limit.</param>
/// <param name="ClopperPearsonLower">Exact, conservative interval (Clopper and Pearson 1934).</param>
/// <param name="ClopperPearsonUpper">Its upper limit.</param>
/// <param name="Reason">Why the figures are absent.</param>
public sealed record ProportionCiResult(
    long N, double? P, double? StandardError, double? WilsonLower, double? WilsonUpper, double? AgrestiCoullLower, double? AgrestiCoullUpper,
    double? ClopperPearsonLower, double? ClopperPearsonUpper, Absent Reason);

/// <summary>Intervals for a binomial proportion (Brown, Cai and DasGupta 2001). All stay inside [0, 1] and hold the observed share.</summary>
public static class ProportionCi
{
    /// <summary>Intervals for <paramref name="count"/> successes of <paramref name="n"/>.</summary>
    public static ProportionCiResult Compute(long count, long n, double confidence = 0.95)
    {
        Require(count, n);
        Guard.Probability(confidence);
        if (n == 0)
        {
            return new ProportionCiResult(0, null, null, null, null, null, null, null, null, Absent.NoValues);
        }

        var p = (double)count / n;
        var z = NormalDistribution.Quantile(0.5 + (0.5 * confidence));
        var (wilsonLower, wilsonUpper) = Wilson(count, n, z);
        var wider = n + (z * z);
        var centre = (count + (0.5 * z * z)) / wider;
        var half = z * Math.Sqrt(centre * (1 - centre) / wider);
        var alpha = 0.5 * (1 - confidence);
        return new ProportionCiResult(
            n, p, Math.Sqrt(p * (1 - p) / n), wilsonLower, wilsonUpper,
            Math.Max(0, centre - half), Math.Min(1, centre + half),
            count == 0 ? 0 : BetaDistribution.Quantile(alpha, count, n - count + 1),
            count == n ? 1 : BetaDistribution.Quantile(1 - alpha, count + 1, n - count),
            Absent.None);
    }

    /// <summary>The limits of Wilson for a normal quantile z; n above 0. Exactly 0 and 1 at the ends, where rounding would leave a
    /// trace.</summary>
    internal static (double Lower, double Upper) Wilson(long count, long n, double z)
    {
        var p = (double)count / n;
        var square = z * z;
        var centre = p + (square / (2 * n));
        var half = z * Math.Sqrt((p * (1 - p) / n) + (square / (4.0 * n * n)));
        var scale = 1 + (square / n);
        return (count == 0 ? 0 : Math.Max(0, (centre - half) / scale), count == n ? 1 : Math.Min(1, (centre + half) / scale));
    }

    internal static void Require(long count, long n)
    {
        Guard.NonNegative(count);
        Guard.NonNegative(n);
        if (count > n)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, "There cannot be more successes than trials.");
        }
    }
}
