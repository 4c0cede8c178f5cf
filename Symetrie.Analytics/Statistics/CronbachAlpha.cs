namespace Symetrie.Analytics.Statistics;

/// <summary>Internal consistency of a scale.</summary>
/// <param name="N">Cases.</param>
/// <param name="Items">Items.</param>
/// <param name="Dropped">Cases left out because an item was missing.</param>
/// <param name="Alpha">At most 1; negative values are legal and mean that items oppose each other.</param>
/// <param name="Standardised">From the average correlation of the items; null if an item is constant.</param>
/// <param name="AverageInterItemR">Mean of the correlations between items.</param>
/// <param name="Lower">Lower limit of Feldt's interval.</param>
/// <param name="Upper">Upper limit.</param>
/// <param name="ItemRest">Correlation of each item with the sum of the others. A negative one hints at an item not turned round.</param>
/// <param name="AlphaIfDeleted">Alpha without each item; null with two items.</param>
/// <param name="Reason">Why alpha is absent.</param>
public sealed record CronbachAlphaResult(
    long N, int Items, long Dropped, double? Alpha, double? Standardised, double? AverageInterItemR, double? Lower, double? Upper,
    IReadOnlyList<double?> ItemRest, IReadOnlyList<double?> AlphaIfDeleted, Absent Reason);

/// <summary>Cronbach's alpha (1951): k/(k−1)·(1 − Σ item variances / variance of the sum), with the exact F interval of Feldt (1965):
/// 1 − (1 − α)·F quantile with n − 1 and (n − 1)(k − 1) degrees of freedom. Cases with a missing item are left out
/// (listwise) unless pairwise moments are given: the two differ, so the rule belongs beside the figure.</summary>
public static class CronbachAlpha
{
    /// <summary>Of cases: one row a case, NaN where an item is missing (such a case is dropped).</summary>
    public static CronbachAlphaResult Compute(IReadOnlyList<double[]> rows, double confidence = 0.95) =>
        FromMoments(ItemMoments.Listwise(rows), confidence);

    /// <summary>Of moments, which add over groups when kept as sums.</summary>
    public static CronbachAlphaResult FromMoments(ItemMoments moments, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(moments);
        Guard.Probability(confidence);
        var k = moments.Items;
        var none = new CronbachAlphaResult(
            moments.N, k, moments.Dropped, null, null, null, null, null, new double?[k], new double?[k], Absent.TooFew);
        if (moments.N < 2 || k < 2)
        {
            return none with { Reason = moments.N == 0 ? Absent.NoValues : Absent.TooFew };
        }

        if (Alpha(moments, -1) is not { } alpha)
        {
            return none with { Reason = Absent.ZeroVariance };
        }

        var average = AverageR(moments);
        var (lower, upper) = Limits(alpha, moments.N, k, confidence);
        var each = Enumerable.Range(0, k);
        return none with
        {
            Alpha = alpha,
            Standardised = average is { } r && 1 + ((k - 1) * r) > 0 ? k * r / (1 + ((k - 1) * r)) : null,
            AverageInterItemR = average,
            Lower = lower,
            Upper = upper,
            ItemRest = [.. each.Select(i => ItemRest(moments, i))],
            AlphaIfDeleted = [.. each.Select(i => k > 2 ? Alpha(moments, i) : null)],
            Reason = Absent.None,
        };
    }

    /// <summary>Feldt's interval of an alpha of k items and n cases; n need not be whole, as where clustered cases are worth fewer independent ones.</summary>
    public static (double Lower, double Upper) Limits(double alpha, double n, int items, double confidence = 0.95)
    {
        Guard.Probability(confidence);
        Guard.AtLeast(items, 2);
        Guard.Positive(n - 1, nameof(n));
        double Limit(double p) => 1 - ((1 - alpha) * FisherDistribution.Quantile(p, n - 1, (n - 1) * (items - 1)));
        return (Limit(0.5 + (0.5 * confidence)), Limit(0.5 - (0.5 * confidence)));
    }

    // Alpha without one item (none for −1); null if the remaining sum does not vary.
    private static double? Alpha(ItemMoments moments, int without)
    {
        var (diagonal, total) = (new ExactAccumulator(), new ExactAccumulator());
        for (var i = 0; i < moments.Items; i++)
        {
            for (var j = 0; j < moments.Items; j++)
            {
                if (i != without && j != without)
                {
                    total.Add(moments.Covariance[i, j]);
                    if (i == j)
                    {
                        diagonal.Add(moments.Covariance[i, j]);
                    }
                }
            }
        }

        // Items that cancel each other leave a trace of rounding, not a variance.
        var (sum, items) = (total.Rounded(), diagonal.Rounded());
        double k = without < 0 ? moments.Items : moments.Items - 1;
        return sum > 1e-14 * items ? k / (k - 1) * (1 - (items / sum)) : null;
    }

    private static double? AverageR(ItemMoments moments)
    {
        var sum = new ExactAccumulator();
        for (var i = 0; i < moments.Items; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (moments.Correlation(i, j) is not { } r)
                {
                    return null;
                }

                sum.Add(r);
            }
        }

        return sum.Rounded() / (0.5 * moments.Items * (moments.Items - 1));
    }

    private static double? ItemRest(ItemMoments moments, int item)
    {
        var (with, rest) = (new ExactAccumulator(), new ExactAccumulator());
        for (var i = 0; i < moments.Items; i++)
        {
            for (var j = 0; j < moments.Items && i != item; j++)
            {
                (j == item ? with : rest).Add(moments.Covariance[i, j]);
            }
        }

        var (own, others) = (moments.Covariance[item, item], rest.Rounded());
        return own > 0 && others > 0 ? Math.Clamp(with.Rounded() / (Math.Sqrt(own) * Math.Sqrt(others)), -1, 1) : null;
    }
}
