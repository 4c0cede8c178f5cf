namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="DriverBootstrap"/> found for one outcome; every list has one figure a predictor.</summary>
/// <param name="Weights">Johnson's relative weights, as in <see cref="RelativeWeights"/>; null with a reason.</param>
/// <param name="Lower">Lower limits of their intervals; null where a resample tells nothing.</param>
/// <param name="Upper">Upper limits of their intervals.</param>
/// <param name="RSquared">R² of the regression on all predictors.</param>
/// <param name="RSquaredLower">Lower limit of its interval.</param>
/// <param name="RSquaredUpper">Upper limit of its interval.</param>
/// <param name="Reason">Why there are no weights.</param>
public sealed record DriverBootstrapResult(
    IReadOnlyList<double>? Weights, IReadOnlyList<double?> Lower, IReadOnlyList<double?> Upper, double? RSquared,
    double? RSquaredLower, double? RSquaredUpper, Absent Reason);

/// <summary>Relative weights of the same predictors for several outcomes, with bootstrap intervals over rows.</summary>
/// <remarks>Rows are drawn with repetition; each draw solves the eigenproblem of the predictors once for all outcomes. Weights are never negative, so in a sample they are too
/// large, and in a resample by as much again: the interval is that of the resamples' quantiles with its lower end moved down by twice that bias. (BCa, which moves both ends,
/// holds a small weight in 75 to 92 % only.) Read an interval for size and overlap, not as a test of 0. Rows must be complete. Sources: Johnson 2000; Efron and Tibshirani 1993, chapter 10.</remarks>
public static class DriverBootstrap
{
    /// <summary>The weights of the predictors of each outcome.</summary>
    /// <param name="outcomes">One array an outcome.</param>
    /// <param name="predictors">One array a predictor; all of one length, every value finite.</param>
    /// <param name="draws">Number of resamples.</param>
    /// <param name="seed">Start of the random sequence.</param>
    /// <param name="confidence">Coverage of the intervals, between 0 and 1.</param>
    public static IReadOnlyList<DriverBootstrapResult> Compute(
        IReadOnlyList<double[]> outcomes, IReadOnlyList<double[]> predictors, int draws = 1_000, ulong seed = 1, double confidence = 0.95)
    {
        Guard.AtLeast(draws, 1);
        Guard.Probability(confidence);
        ArgumentOutOfRangeException.ThrowIfZero(predictors.Count);
        foreach (var column in predictors.Concat(outcomes))
        {
            Guard.SameLength(predictors[0].Length, column.Length);
            Guard.AllFinite(column);
        }

        var sums = new DriverSums(outcomes, predictors);
        var (p, n) = (predictors.Count, predictors[0].Length);
        DriverBootstrapResult Nothing(Absent reason) => new(null, new double?[p], new double?[p], null, null, null, reason);
        if (n < p + 2) return [.. outcomes.Select(_ => Nothing(n == 0 ? Absent.NoValues : Absent.TooFew))];
        var counts = new double[n];
        Array.Fill(counts, 1);
        if (sums.Weights(counts) is not { } whole) return [.. outcomes.Select(_ => Nothing(sums.Varies ? Absent.Collinear : Absent.ZeroVariance))];
        var replicates = Replicates(sums, n, draws, seed);
        return [.. outcomes.Select((_, o) => double.IsNaN(whole[o][p]) ? Nothing(Absent.ZeroVariance) : Of(o, whole[o], replicates, p, confidence))];
    }

    private static double[][][] Replicates(DriverSums sums, int n, int draws, ulong seed)
    {
        var random = new SeededRandom(seed);
        var (drawn, counts, replicates) = (new int[n], new double[n], new double[draws][][]);
        for (var b = 0; b < draws; b++)
        {
            random.Fill(drawn, n);
            Array.Clear(counts);
            foreach (var i in drawn) counts[i]++;
            replicates[b] = sums.Weights(counts) ?? sums.Undefined;
        }

        return replicates;
    }

    private static DriverBootstrapResult Of(int outcome, double[] whole, double[][][] replicates, int p, double confidence)
    {
        var limits = Enumerable.Range(0, p + 1).Select(j => Limits(whole[j], [.. replicates.Select(r => r[outcome][j]).Where(double.IsFinite)], replicates.Length, confidence)).ToArray();
        return new DriverBootstrapResult(
            whole[..p], [.. limits[..p].Select(l => l?.Lower)], [.. limits[..p].Select(l => l?.Upper)], Math.Min(1, whole[p]), limits[p]?.Lower, limits[p]?.Upper, Absent.None);
    }

    private static (double Lower, double Upper)? Limits(double estimate, double[] replicates, int draws, double confidence)
    {
        // Where most resamples have no figure, those that have one are not a sample of anything.
        if (2 * replicates.Length < draws || replicates.Length < 2) return null;
        var bias = (ExactSum.Of(replicates) / replicates.Length) - estimate;
        double low = Quantile.Compute(replicates, (1 - confidence) / 2).Value!.Value, high = Quantile.Compute(replicates, (1 + confidence) / 2).Value!.Value;
        return (Math.Max(0, low - (2 * Math.Max(0, bias))), Math.Min(1, high));
    }
}
