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

/// <summary>Relative weights of the same predictors for several outcomes, with BCa intervals over rows.</summary>
/// <remarks>Rows are drawn with repetition; each draw solves the eigenproblem of the predictors once for all outcomes. Weights are never negative and, in small samples, too
/// large for predictors without weight, more so in a resample: hence BCa (Efron 1987), which corrects for bias, and not percentiles. An interval
/// of a weight near 0 still ends above 0, as any weight does: read it for size and overlap, not as a test. Rows must be complete. Sources: Johnson 2000; Tonidandel, LeBreton and Johnson 2009.</remarks>
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
        var left = new double[n][][];
        for (var i = 0; i < n; i++)
        {
            counts[i] = 0;
            left[i] = sums.Weights(counts) ?? sums.Undefined;
            counts[i] = 1;
        }

        var replicates = Replicates(sums, n, draws, seed);
        return [.. outcomes.Select((_, o) => double.IsNaN(whole[o][p]) ? Nothing(Absent.ZeroVariance) : Of(o, whole[o], left, replicates, p, confidence))];
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

    private static DriverBootstrapResult Of(int outcome, double[] whole, double[][][] left, double[][][] replicates, int p, double confidence)
    {
        var bca = Enumerable.Range(0, p + 1).Select(j =>
        {
            double[] own = [.. left.Select(l => l[outcome][j])];
            var acceleration = Array.Exists(own, double.IsNaN) ? 0 : BootstrapBca.Acceleration(own);
            return BcaInterval.Of(own.Length, whole[j], [.. replicates.Select(r => r[outcome][j])], acceleration, confidence);
        }).ToArray();
        return new DriverBootstrapResult(
            whole[..p], [.. bca[..p].Select(b => b.Lower)], [.. bca[..p].Select(b => b.Upper)], Math.Min(1, whole[p]), bca[p].Lower, bca[p].Upper, Absent.None);
    }
}
