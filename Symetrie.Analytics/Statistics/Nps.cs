namespace Symetrie.Analytics.Statistics;

/// <summary>A net promoter score with its intervals; scores and limits in points from −100 to 100.</summary>
/// <param name="N">Valid ratings.</param>
/// <param name="Promoters">9 or 10.</param>
/// <param name="Passives">7 or 8.</param>
/// <param name="Detractors">0 to 6.</param>
/// <param name="Invalid">Ratings that are no whole number from 0 to 10.</param>
/// <param name="Missing">Ratings that were not there.</param>
/// <param name="Score">100·(promoters − detractors)/n; null when n is 0.</param>
/// <param name="StandardError">100·√((p + d − (p − d)²)/n): divisor n.</param>
/// <param name="StandardErrorSample">The same with divisor n − 1; null when n &lt; 2.</param>
/// <param name="WaldLower">Score ∓ z·standard error. Of no width when all ratings agree.</param>
/// <param name="WaldUpper">Upper limit.</param>
/// <param name="AdjustedCentre">Score after ¾ promoters, ¾ detractors and 1½ passives were added.</param>
/// <param name="AdjustedLower">Adjusted Wald interval: the default (Rocks 2016).</param>
/// <param name="AdjustedUpper">Upper limit.</param>
/// <param name="TrinomialLower">Score ∓ t(n−1)·standard error with divisor n − 1; null when n &lt; 2.</param>
/// <param name="TrinomialUpper">Upper limit.</param>
/// <param name="Reason">Why a figure is absent.</param>
public sealed record NpsResult(
    long N, long Promoters, long Passives, long Detractors, long Invalid, long Missing, double? Score, double? StandardError,
    double? StandardErrorSample, double? WaldLower, double? WaldUpper, double? AdjustedCentre, double? AdjustedLower, double? AdjustedUpper,
    double? TrinomialLower, double? TrinomialUpper, Absent Reason);

/// <summary>The net promoter score (Reichheld 2003): share of ratings 9–10 minus share of ratings 0–6, times 100. Its variance is that of
/// the mean of scores +1, 0, −1. Limits are cut to [−100, 100].</summary>
public static class Nps
{
    /// <summary>From the three counts.</summary>
    public static NpsResult Compute(long promoters, long passives, long detractors, double confidence = 0.95) =>
        Of(promoters, passives, detractors, 0, 0, confidence);

    /// <summary>From ratings 0 to 10; NaN is missing, anything else that is not a whole number from 0 to 10 is invalid.</summary>
    public static NpsResult FromRatings(ReadOnlySpan<double> ratings, double confidence = 0.95)
    {
        Span<long> groups = [0, 0, 0];
        long invalid = 0, missing = 0;
        foreach (var rating in ratings)
        {
            if (double.IsNaN(rating))
            {
                missing++;
            }
            else if (rating is < 0 or > 10 || rating != Math.Floor(rating))
            {
                invalid++;
            }
            else
            {
                groups[rating >= 9 ? 0 : rating >= 7 ? 1 : 2]++;
            }
        }

        return Of(groups[0], groups[1], groups[2], invalid, missing, confidence);
    }

    /// <summary>(p + d − (p − d)²)/n from counts, in squared shares.</summary>
    internal static double Variance(double promoters, double detractors, double n)
    {
        var (p, d) = (promoters / n, detractors / n);
        return Math.Max(0, p + d - ((p - d) * (p - d))) / n;
    }

    private static NpsResult Of(long promoters, long passives, long detractors, long invalid, long missing, double confidence)
    {
        Guard.NonNegative(promoters);
        Guard.NonNegative(passives);
        Guard.NonNegative(detractors);
        Guard.Probability(confidence);
        var n = promoters + passives + detractors;
        var none = new NpsResult(
            n, promoters, passives, detractors, invalid, missing, null, null, null, null, null, null, null, null, null, null, Absent.NoValues);
        if (n == 0)
        {
            return none;
        }

        var z = NormalDistribution.Quantile(0.5 + (0.5 * confidence));
        var score = 100.0 * (promoters - detractors) / n;
        var error = 100 * Math.Sqrt(Variance(promoters, detractors, n));
        var centre = 100.0 * (promoters - detractors) / (n + 3);
        var adjusted = 100 * Math.Sqrt(Variance(promoters + 0.75, detractors + 0.75, n + 3));
        var result = none with
        {
            Score = score,
            StandardError = error,
            WaldLower = Cut(score - (z * error)),
            WaldUpper = Cut(score + (z * error)),
            AdjustedCentre = centre,
            AdjustedLower = Cut(centre - (z * adjusted)),
            AdjustedUpper = Cut(centre + (z * adjusted)),
            Reason = n < 2 ? Absent.TooFew : Absent.None,
        };
        if (n < 2)
        {
            return result;
        }

        var sample = error * Math.Sqrt((double)n / (n - 1));
        var t = StudentDistribution.Quantile(0.5 + (0.5 * confidence), n - 1);
        return result with { StandardErrorSample = sample, TrinomialLower = Cut(score - (t * sample)), TrinomialUpper = Cut(score + (t * sample)) };
    }

    private static double Cut(double x) => Math.Clamp(x, -100, 100);
}
