namespace Symetrie.Analytics.Statistics;

/// <summary>How far several correlations moved between two independent samples.</summary>
/// <param name="Largest">The change (second minus first) that is largest in size.</param>
/// <param name="P">Its two-sided p by Fisher's z, times the number of correlations (Bonferroni), at most 1.</param>
/// <param name="Bound">The largest of |change| + z(.95)·standard error: with 95 % confidence each no correlation moved further.</param>
/// <param name="Reason">Why they are absent.</param>
public readonly record struct CorrelationDriftResult(double? Largest, double? P, double? Bound, Absent Reason);

/// <summary>The same correlations in two independent samples: is one of them another, and are all of them the same for practical ends? A light look at what
/// a factor model over groups tells in full.</summary>
public static class CorrelationDrift
{
    /// <summary>From correlations in (−1, 1), pair by pair, and the numbers of independent cases behind them, which need not be whole.</summary>
    public static CorrelationDriftResult Compute(ReadOnlySpan<double> first, double firstN, ReadOnlySpan<double> second, double secondN)
    {
        Guard.SameLength(first.Length, second.Length, nameof(second));
        Guard.AllFinite(first, nameof(first));
        Guard.AllFinite(second, nameof(second));
        if (first.Length == 0) return new CorrelationDriftResult(null, null, null, Absent.NoValues);
        if (firstN <= 4 || secondN <= 4) return new CorrelationDriftResult(null, null, null, Absent.TooFew);
        var (largest, p, bound) = (0d, 1d, 0d);
        var se = Math.Sqrt((1 / (firstN - 3)) + (1 / (secondN - 3)));
        for (var i = 0; i < first.Length; i++)
        {
            var change = second[i] - first[i];
            var spread = Math.Sqrt((Square(1 - (first[i] * first[i])) / (firstN - 3)) + (Square(1 - (second[i] * second[i])) / (secondN - 3)));
            bound = Math.Max(bound, Math.Abs(change) + (NormalDistribution.Quantile(0.95) * spread));
            if (Math.Abs(first[i]) >= 1 || Math.Abs(second[i]) >= 1) return new CorrelationDriftResult(null, null, null, Absent.OutOfRange);
            p = Math.Min(p, 2 * NormalDistribution.UpperTail(Math.Abs(Math.Atanh(second[i]) - Math.Atanh(first[i])) / se) * first.Length);
            if (Math.Abs(change) > Math.Abs(largest)) largest = change;
        }

        return new CorrelationDriftResult(largest, p, bound, Absent.None);
    }

    private static double Square(double x) => x * x;
}
