namespace Symetrie.Analytics.Statistics;

/// <summary>What <see cref="PermutationTwoSample"/> found.</summary>
/// <param name="N1">Values in the first sample.</param>
/// <param name="N2">Values in the second sample.</param>
/// <param name="Difference">Mean of the first less mean of the second.</param>
/// <param name="P">Two-sided p: share of splits with at least this |difference|.</param>
/// <param name="PGreater">Share of splits with at least this difference.</param>
/// <param name="PDoubled">Twice the smaller one-sided share, at most 1: the other two-sided p in use.</param>
/// <param name="Permutations">Splits looked at, the one observed included.</param>
/// <param name="Exact">Whether these are all splits.</param>
/// <param name="Reason">Why the first absent figure is absent.</param>
public readonly record struct PermutationTwoSampleResult(
    int N1, int N2, double? Difference, double? P, double? PGreater, double? PDoubled, int Permutations, bool Exact, Absent Reason);

/// <summary>Permutation test of two independent means.</summary>
/// <remarks>All C(n1+n2, n1) splits where they are few enough, else random ones with p = (b+1)/(m+1), which counts the
/// observed split itself. Splits within 1e-10 of the range count as ties: rounding must not decide. An empty sample: no
/// figure. Constant values: p absent. Sources: Fisher 1935; Phipson and Smyth 2010.</remarks>
public static class PermutationTwoSample
{
    /// <summary>Compares the means of two samples.</summary>
    /// <param name="a">First sample; NaN is a missing value.</param>
    /// <param name="b">Second sample.</param>
    /// <param name="mostExact">The most splits that are looked at one and all.</param>
    /// <param name="draws">Random splits where there are more.</param>
    /// <param name="seed">Start of the random sequence.</param>
    public static PermutationTwoSampleResult Compute(
        ReadOnlySpan<double> a, ReadOnlySpan<double> b, int mostExact = 100_000, int draws = 9_999, ulong seed = 1)
    {
        Guard.AtLeast(draws, 1);
        double[] first = Finite(a), second = Finite(b);
        int n1 = first.Length, n2 = second.Length;
        if (n1 == 0 || n2 == 0)
            return new PermutationTwoSampleResult(n1, n2, null, null, null, null, 0, false, n1 + n2 == 0 ? Absent.NoValues : Absent.EmptyGroup);
        var difference = GroupedPairs.Mean(first) - GroupedPairs.Mean(second);
        double[] pooled = [.. first.Concat(second).Order()];
        if (pooled[0].Equals(pooled[^1]))
            return new PermutationTwoSampleResult(n1, n2, 0, null, null, null, 0, false, Absent.ZeroVariance);
        // With the total at 0, the difference is the first sample's sum times a constant.
        var mean = GroupedPairs.Mean(pooled);
        var observed = difference * n1 * n2 / (n1 + n2);
        var tally = new TailTally(observed, Math.Max(pooled[^1] - pooled[0], 1e-4 * Math.Abs(mean)) * 1e-10);
        double[] centred = [.. pooled.Select(v => v - mean)];
        var exact = Combinations(n1 + n2, Math.Min(n1, n2)) <= mostExact;
        // Always the smaller sample, so that exchanging the samples looks at the same splits.
        var sign = n1 == n2 ? Math.Sign(observed) : n2 - n1;
        if (exact) EachSplit(centred, Math.Min(n1, n2), sign < 0 ? -1 : 1, 0, 0, tally);
        else RandomSplits(centred, Math.Min(n1, n2), sign < 0 ? -1 : 1, draws, seed, tally);
        return new PermutationTwoSampleResult(
            n1, n2, difference, tally.BothTails, tally.UpperTail, tally.Doubled, tally.Total, exact, Absent.None);
    }

    internal static double[] Finite(ReadOnlySpan<double> values) => [.. values.ToArray().Where(double.IsFinite).Order()];

    private static double Combinations(int n, int k)
    {
        var count = 1.0;
        for (var i = 1; i <= k; i++) count = count * (n - k + i) / i;
        return Math.Round(count);
    }

    /// <summary>Sums of every choice of k values; of the smaller sample, whose sum is the other's with the sign turned.</summary>
    private static void EachSplit(double[] values, int k, int sign, int from, double sum, TailTally tally)
    {
        if (k == 0)
        {
            tally.Count(sign * sum);
            return;
        }

        for (var i = from; i <= values.Length - k; i++) EachSplit(values, k - 1, sign, i + 1, sum + values[i], tally);
    }

    private static void RandomSplits(double[] values, int k, int sign, int draws, ulong seed, TailTally tally)
    {
        var random = new SeededRandom(seed);
        tally.CountObserved();
        for (var b = 0; b < draws; b++)
        {
            var sum = 0.0;
            for (var i = 0; i < k; i++)
            {
                var j = i + random.Next(values.Length - i);
                (values[i], values[j]) = (values[j], values[i]);
                sum += values[i];
            }

            tally.Count(sign * sum);
        }
    }
}

/// <summary>Counts how many permuted figures are as extreme as the observed one, ties within a tolerance included.</summary>
internal sealed class TailTally(double observed, double tolerance)
{
    private int upper;
    private int lower;
    private int both;

    public int Total { get; private set; }

    public double UpperTail => (double)upper / Total;

    public double BothTails => (double)both / Total;

    public double Doubled => Math.Min(1, 2.0 * Math.Min(upper, lower) / Total);

    public void Count(double figure)
    {
        Total++;
        if (figure >= observed - tolerance) upper++;
        if (figure <= observed + tolerance) lower++;
        if (Math.Abs(figure) >= Math.Abs(observed) - tolerance) both++;
    }

    public void CountObserved() => Count(observed);
}
