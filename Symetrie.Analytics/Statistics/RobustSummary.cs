namespace Symetrie.Analytics.Statistics;

/// <summary>Location and spread that a few wild values cannot move.</summary>
/// <param name="N">Values that are there.</param>
/// <param name="Median">The middle value.</param>
/// <param name="Mad">Median of |x − median|, in the units of the series. Often 0 on short scales: more than half of the values are equal.</param>
/// <param name="MadNormalised">MAD divided by Φ⁻¹(¾): estimates σ for a normal series.</param>
/// <param name="TrimmedMean">Mean without the ⌊trim·n⌋ smallest and as many largest values.</param>
/// <param name="HarrellDavisMedian">The median as a weighted mean of all order statistics (Harrell and Davis 1982).</param>
/// <param name="Reason">Why the figures are absent.</param>
public sealed record RobustSummaryResult(
    long N, double? Median, double? Mad, double? MadNormalised, double? TrimmedMean, double? HarrellDavisMedian, Absent Reason);

/// <summary>Median, median absolute deviation, trimmed mean and Harrell–Davis median.</summary>
public static class RobustSummary
{
    private static readonly double Normal = 1 / NormalDistribution.Quantile(0.75);

    /// <summary>Summarises a series; NaN is missing. <paramref name="trim"/> is the share cut from each end, from 0 to below ½.</summary>
    public static RobustSummaryResult Compute(ReadOnlySpan<double> values, double trim = 0.2) => Of(Counted.Of(values), trim);

    /// <summary>Summarises a tally; the same bits as the values written out.</summary>
    public static RobustSummaryResult FromCounts(ReadOnlySpan<double> values, ReadOnlySpan<long> counts, double trim = 0.2) =>
        Of(Counted.Of(values, counts), trim);

    /// <summary>The quantile of Harrell and Davis (1982) at p: Σ x₍ᵢ₎ (I_{i/n} − I_{(i−1)/n}) with the beta distribution of
    /// parameters (n+1)p and (n+1)(1−p). N must be above 0.</summary>
    public static double HarrellDavis(Counted sample, double p)
    {
        Guard.Probability(p);
        Guard.AtLeast(sample.N, 1);
        var (a, b) = ((sample.N + 1) * p, (sample.N + 1) * (1 - p));
        var sum = new ExactAccumulator();
        var (before, seen) = (0.0, 0L);
        for (var i = 0; i < sample.Values.Length; i++)
        {
            seen += sample.Counts[i];
            var until = BetaDistribution.Cdf((double)seen / sample.N, a, b);
            sum.AddProduct(sample.Values[i], until - before);
            before = until;
        }

        return sum.Rounded();
    }

    private static RobustSummaryResult Of(Counted sample, double trim)
    {
        Guard.NonNegative(trim);
        if (trim >= 0.5)
        {
            throw new ArgumentOutOfRangeException(nameof(trim), trim, "Less than half can be cut from each end.");
        }

        if (sample.N == 0)
        {
            return new RobustSummaryResult(0, null, null, null, null, null, Absent.NoValues);
        }

        var median = sample.Median();
        var mad = sample.Distances(median).Median();
        return new RobustSummaryResult(
            sample.N, median, mad, mad * Normal, Trimmed(sample, (long)Math.Floor(trim * sample.N)), HarrellDavis(sample, 0.5), Absent.None);
    }

    private static double Trimmed(Counted sample, long cut)
    {
        var sum = new ExactAccumulator();
        long seen = 0;
        for (var i = 0; i < sample.Values.Length; i++)
        {
            var from = Math.Max(seen, cut);
            seen += sample.Counts[i];
            var to = Math.Min(seen, sample.N - cut);
            if (to > from)
            {
                sum.AddTimes(sample.Values[i], to - from);
            }
        }

        return sum.Rounded() / (sample.N - (2 * cut));
    }
}
