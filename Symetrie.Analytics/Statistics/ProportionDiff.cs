namespace Symetrie.Analytics.Statistics;

/// <summary>The difference of two independent proportions.</summary>
/// <param name="Difference">p1 − p2, in [−1, 1].</param>
/// <param name="NewcombeLower">Lower limit of Newcombe's score interval.</param>
/// <param name="NewcombeUpper">Upper limit.</param>
/// <param name="Z">Pooled z; null when both shares are 0 or both are 1.</param>
/// <param name="PValue">Two-sided, of z.</param>
/// <param name="Reason">Why a figure is absent.</param>
public sealed record ProportionDiffResult(
    double? Difference, double? NewcombeLower, double? NewcombeUpper, double? Z, double? PValue, Absent Reason);

/// <summary>Two proportions compared: the square-and-add interval of Wilson limits (Newcombe 1998, method 10, no continuity
/// correction), d − √((p1−l1)² + (u2−p2)²) to d + √((u1−p1)² + (p2−l2)²), and the z-test with pooled variance.</summary>
public static class ProportionDiff
{
    /// <summary>Compares count1 of n1 with count2 of n2.</summary>
    public static ProportionDiffResult Compute(long count1, long n1, long count2, long n2, double confidence = 0.95)
    {
        ProportionCi.Require(count1, n1);
        ProportionCi.Require(count2, n2);
        Guard.Probability(confidence);
        if (n1 == 0 || n2 == 0)
        {
            return new ProportionDiffResult(null, null, null, null, null, Absent.NoValues);
        }

        var quantile = NormalDistribution.Quantile(0.5 + (0.5 * confidence));
        var (p1, p2) = ((double)count1 / n1, (double)count2 / n2);
        var (l1, u1) = ProportionCi.Wilson(count1, n1, quantile);
        var (l2, u2) = ProportionCi.Wilson(count2, n2, quantile);
        var difference = p1 - p2;
        var lower = Math.Max(-1, difference - Length(p1 - l1, u2 - p2));
        var upper = Math.Min(1, difference + Length(u1 - p1, p2 - l2));
        var pooled = (double)(count1 + count2) / (n1 + n2);
        var variance = pooled * (1 - pooled) * ((1.0 / n1) + (1.0 / n2));
        if (variance == 0)
        {
            return new ProportionDiffResult(difference, lower, upper, null, null, Absent.ZeroVariance);
        }

        var z = difference / Math.Sqrt(variance);
        return new ProportionDiffResult(difference, lower, upper, z, NormalDistribution.TwoSided(z), Absent.None);
    }

    private static double Length(double a, double b) => Math.Sqrt((a * a) + (b * b));
}
